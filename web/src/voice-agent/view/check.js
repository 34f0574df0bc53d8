import { dbfs, judged } from '../sound-check.js';
import { element, iconButton } from './dom.js';
import { loudness } from './orb.js';

/**
 * The dialog that checks microphone, loudspeaker and echo. What it needs is loaded when it is opened.
 *
 * @typedef {import('../sound-checker.js').SoundChecker} SoundChecker
 * @typedef {object} CheckActions
 * @property {() => { deviceId: string, speakerId: string,
 *   treatment: import('../microphone.js').Treatment }} devices those chosen now
 * @property {(open: boolean) => void} checking the conversation should not hear it
 */
export class SoundCheckDialog {
  root;
  #say;
  #actions;
  #meter = element('span', { class: 'meter' });
  #levelText = element('output', {});
  #ask = element('p', { class: 'ask', role: 'status' });
  #results = element('div', { class: 'results', role: 'status' });
  #run;
  /** @type {SoundChecker | null} */
  #checker = null;
  #peak = 0;

  /**
   * @param {import('../i18n/index.js').Translate} say
   * @param {CheckActions} actions
   */
  constructor(say, actions) {
    this.#say = say;
    this.#actions = actions;
    this.#run = element(
      'button',
      { type: 'button', class: 'primary slim', click: () => void this.#check() },
      say('check.run'),
    );
    this.root = element(
      'dialog',
      { class: 'panel check', 'aria-label': say('check.title'), close: () => this.#closed() },
      element(
        'div',
        { class: 'head' },
        element('h2', {}, say('check.title')),
        iconButton('close', say('action.close'), () => this.root.close(), { bare: true }),
      ),
      element('p', {}, say('check.about')),
      element(
        'div',
        { class: 'level' },
        element('span', { class: 'meter-box', 'aria-hidden': 'true' }, this.#meter),
        this.#levelText,
      ),
      this.#ask,
      this.#results,
      element(
        'div',
        { class: 'buttons' },
        this.#run,
        element(
          'button',
          { type: 'button', class: 'quiet', click: () => void this.#tone() },
          say('check.tone'),
        ),
      ),
    );
    this.root.addEventListener('click', (event) => {
      if (event.target === this.root) {
        this.root.close();
      }
    });
  }

  open() {
    this.#ask.textContent = '';
    this.#results.replaceChildren();
    this.#level(0, 0);
    this.root.showModal();
  }

  async #tone() {
    const { SoundChecker } = await import('../sound-checker.js');
    await SoundChecker.tone(this.#actions.devices().speakerId);
  }

  async #check() {
    this.#run.disabled = true;
    this.#results.replaceChildren();
    this.#actions.checking(true);
    try {
      const { SoundChecker } = await import('../sound-checker.js');
      this.#checker?.close();
      const checker = new SoundChecker((rms, peak) => this.#level(rms, peak));
      this.#checker = checker;
      const { deviceId, treatment } = this.#actions.devices();
      await checker.open(deviceId, treatment);
      const measured = await checker.run((part) => {
        this.#ask.textContent = this.#say(`check.ask.${part}`);
      });
      if (this.#checker === checker) {
        this.#ask.textContent = '';
        this.#show(measured);
      }
    } catch (error) {
      const { MicrophoneError } = await import('../microphone.js');
      const problem = error instanceof MicrophoneError ? error.problem : 'failed';
      this.#ask.textContent = `${this.#say(`microphone.${problem}.title`)}. ${this.#say(`microphone.${problem}.help`)}`;
    } finally {
      this.#stop();
      this.#run.disabled = false;
    }
  }

  /** @param {import('../sound-check.js').Measured} measured */
  #show(measured) {
    const { floorDb, speechDb, peak, echoDb, roundTripMs } = measured;
    /** @param {number | null} db */
    const db = (db) => (db === null ? '–' : `${Math.round(db)} dB`);
    const rows = [
      [this.#say('check.speech'), db(speechDb)],
      [this.#say('check.floor'), db(floorDb)],
      [this.#say('check.peak'), db(dbfs(peak))],
      [this.#say('check.echo'), echoDb === null ? this.#say('check.echo.none') : db(echoDb)],
      [this.#say('check.round'), roundTripMs === null ? '–' : `${roundTripMs} ms`],
    ];
    this.#results.replaceChildren(
      element(
        'ul',
        { class: 'advice' },
        ...judged(measured).map(({ advice, verdict }) =>
          element('li', { class: verdict }, this.#say(`check.advice.${advice}`)),
        ),
      ),
      element(
        'dl',
        {},
        ...rows.flatMap(([name, value]) => [
          element('dt', {}, name ?? ''),
          element('dd', {}, value ?? ''),
        ]),
      ),
    );
  }

  /**
   * @param {number} rms
   * @param {number} peak
   */
  #level(rms, peak) {
    this.#peak = Math.max(peak, this.#peak * 0.97);
    this.#meter.style.inlineSize = `${Math.round(loudness(rms) * 100)}%`;
    this.#meter.classList.toggle('clipping', this.#peak >= 0.99);
    this.#levelText.textContent = rms > 0 ? `${Math.round(dbfs(rms))} dB` : '';
  }

  #stop() {
    this.#checker?.close();
    this.#checker = null;
    this.#level(0, 0);
    this.#actions.checking(false);
  }

  #closed() {
    if (this.#checker !== null) {
      this.#stop();
    }
  }
}
