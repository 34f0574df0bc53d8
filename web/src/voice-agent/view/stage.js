import { stateOf } from '../session.js';
import { element, icon, iconButton, labelButton } from './dom.js';
import { LatencyBoard } from './latency.js';
import { Orb, loudness } from './orb.js';

/**
 * @typedef {import('../session.js').Session} Session
 * @typedef {import('../caller-microphone.js').MicrophoneState} MicrophoneState
 * @typedef {import('../i18n/index.js').TextKey} TextKey
 * @typedef {object} StageActions
 * @property {() => void} start
 * @property {() => void} stop
 * @property {() => void} type begins a conversation without the microphone
 * @property {() => void} toggleMute also asks for a microphone when there is none
 * @property {() => void} press the key that is held to talk
 * @property {() => void} letGo
 * @property {() => void} interrupt
 * @property {() => void} retry
 * @property {(volume: number) => void} volume
 */

/** Who clicks twice to start does not mean to stop. */
const DOUBLE_CLICK_MS = 350;

/** The middle of the page: the orb, the state in words, and the buttons of the conversation. */
export class Stage {
  root;
  orb;
  board;
  #say;
  #actions;
  #state = element('p', { class: 'state' });
  #hint = element('p', { class: 'hint' });
  #ears = element('p', { class: 'ears', hidden: true });
  #primary;
  #type;
  #mute;
  #interrupt;
  #retry;
  #volume;
  #volumeSign;
  #dock;
  /** @type {Session} */
  #session = { at: 'idle' };
  /** @type {MicrophoneState} */
  #microphone = { at: 'off' };
  #hold = false;
  #ended = '';
  #pressedAtMs = -Infinity;

  /**
   * @param {import('../i18n/index.js').Translate} say
   * @param {string} language
   * @param {number} volume
   * @param {StageActions} actions
   */
  constructor(say, language, volume, actions) {
    this.#say = say;
    this.#actions = actions;
    this.board = new LatencyBoard(say, language);
    const canvas = element('canvas', { class: 'orb', 'aria-hidden': 'true' });
    this.orb = new Orb(canvas);
    this.#primary = element('button', {
      type: 'button',
      class: 'primary',
      click: () => this.#press(),
    });
    this.#type = element(
      'button',
      { type: 'button', class: 'quiet', click: actions.type },
      say('action.type'),
    );
    this.#mute = this.#muteButton();
    this.#interrupt = iconButton('interrupt', say('action.interrupt'), actions.interrupt, {
      className: 'control',
    });
    this.#volumeSign = element('summary', { class: 'control' });
    this.#volume = this.#volumeControl(volume);
    this.#retry = element(
      'button',
      { type: 'button', class: 'quiet', click: actions.retry },
      say('action.retry'),
    );
    this.#dock = element(
      'div',
      { class: 'dock', role: 'group', 'aria-label': say('dock.label') },
      this.#mute,
      this.#interrupt,
      this.#volume,
    );
    this.root = element(
      'section',
      { class: 'stage', 'aria-label': say('stage.label') },
      element('div', { class: 'orb-box' }, canvas, element('span', { class: 'orbit' })),
      element(
        'div',
        { class: 'words' },
        element('h1', {}, say('hero.title')),
        element('p', { class: 'lead' }, say('hero.lead')),
        this.#ears,
        this.#state,
        this.#hint,
      ),
      element('div', { class: 'controls' }, this.#dock, this.#primary, this.#type, this.#retry),
      element(
        'p',
        { class: 'about-microphone' },
        icon('microphone'),
        element('span', {}, say('hero.microphone')),
      ),
      this.board.root,
    );
    this.#showVolume(volume);
    this.show(this.#session, '');
  }

  /**
   * @param {Session} session
   * @param {string} ended why it ended, in words
   */
  show(session, ended) {
    this.#session = session;
    this.#ended = ended;
    this.#refresh();
  }

  /** @param {MicrophoneState} microphone */
  showMicrophone(microphone) {
    this.#microphone = microphone;
    this.#refresh();
  }

  /**
   * Says before anything is spoken that it would not be understood.
   *
   * @param {string[]} hears language tags of what is understood when spoken; empty when unknown
   * @param {string} language of the page
   */
  showEars(hears, language) {
    const known = [...new Set(hears.map((tag) => new Intl.Locale(tag).language))];
    const foreign = known.length > 0 && !known.includes(new Intl.Locale(language).language);
    const names = new Intl.DisplayNames([language], { type: 'language' });
    const languages = new Intl.ListFormat([language]).format(
      known.map((tag) => names.of(tag) ?? tag),
    );
    this.#ears.hidden = !foreign;
    this.#ears.textContent = foreign ? this.#say('hero.ears', { languages }) : '';
  }

  /** @param {boolean} hold whether the microphone is open only while a key is held */
  set hold(hold) {
    this.#hold = hold;
    this.#refresh();
  }

  /**
   * @param {'user' | 'agent'} party
   * @param {number} rms
   */
  level(party, rms) {
    this.orb.level(party, rms);
    if (party === 'user') {
      this.#mute.style.setProperty('--level', loudness(rms).toFixed(2));
    }
  }

  /** Counts down to the next attempt. */
  tick() {
    if (this.#session.at === 'reconnecting') {
      this.#hint.textContent = this.#hintText();
    }
  }

  get #open() {
    return ['connecting', 'live', 'reconnecting'].includes(this.#session.at);
  }

  #muteButton() {
    const button = iconButton('microphone', this.#say('action.mute'), () => {
      if (!(this.#hold && this.#microphone.at === 'on')) {
        this.#actions.toggleMute();
      }
    });
    button.className = 'control voice';
    const press = () => this.#actions.press();
    const letGo = () => this.#actions.letGo();
    button.addEventListener('pointerdown', press);
    for (const end of ['pointerup', 'pointercancel', 'pointerleave', 'blur']) {
      button.addEventListener(end, letGo);
    }
    button.addEventListener('keydown', (event) => {
      if ([' ', 'Enter'].includes(event.key) && !event.repeat) {
        press();
      }
    });
    button.addEventListener('keyup', letGo);
    button.addEventListener('contextmenu', (event) => event.preventDefault());
    return button;
  }

  /** @param {number} volume */
  #volumeControl(volume) {
    const slider = element('input', {
      type: 'range',
      min: '0',
      max: '1',
      step: '0.05',
      value: String(volume),
      'aria-label': this.#say('action.volume'),
      input: () => {
        this.#showVolume(slider.valueAsNumber);
        this.#actions.volume(slider.valueAsNumber);
      },
    });
    const details = element(
      'details',
      { class: 'volume' },
      this.#volumeSign,
      element('div', { class: 'pop' }, slider),
    );
    closesByItself(details);
    return details;
  }

  /** @param {number} volume */
  #showVolume(volume) {
    labelButton(
      this.#volumeSign,
      volume > 0 ? 'sound' : 'silent',
      this.#say('action.volume'),
      false,
    );
  }

  #press() {
    const nowMs = performance.now();
    if (nowMs - this.#pressedAtMs < DOUBLE_CLICK_MS) {
      return;
    }
    this.#pressedAtMs = nowMs;
    if (this.#open) {
      this.#actions.stop();
    } else {
      this.#actions.start();
    }
  }

  #refresh() {
    const session = this.#session;
    const over = session.at === 'ended' || session.at === 'failed';
    this.#state.textContent = this.#say(`state.${stateOf(session)}`);
    this.#hint.textContent = this.#hintText();
    this.#primary.classList.toggle('stopping', this.#open);
    if (this.#open) {
      labelButton(this.#primary, 'stop', this.#say('action.stop'), false);
    } else {
      const label = this.#say(over ? 'action.restart' : 'action.start');
      labelButton(this.#primary, 'microphone', label, false);
    }
    this.#type.hidden = this.#open;
    this.#dock.hidden = !this.#open;
    this.#interrupt.disabled = !(
      session.at === 'live' &&
      (session.turn === 'speaking' || session.turn === 'processing')
    );
    this.#retry.hidden = !(session.at === 'reconnecting' && session.retryAtMs !== null);
    this.#refreshMute();
    this.orb.refresh();
  }

  #refreshMute() {
    const microphone = this.#microphone;
    const on = microphone.at === 'on' && !microphone.muted;
    labelButton(this.#mute, on ? 'microphone' : 'muted', this.#say(this.#muteLabel(on)), false);
    this.#mute.classList.toggle('off', !on && !this.#hold);
    this.#mute.classList.toggle('open', on);
    this.#mute.classList.toggle('hold', this.#hold && microphone.at === 'on');
    this.#mute.disabled = microphone.at === 'asking';
  }

  /**
   * @param {boolean} on
   * @returns {TextKey}
   */
  #muteLabel(on) {
    if (this.#microphone.at !== 'on') {
      return 'action.microphone.on';
    }
    if (this.#hold) {
      return on ? 'action.hold.release' : 'action.hold';
    }
    return on ? 'action.mute' : 'action.unmute';
  }

  #hintText() {
    const session = this.#session;
    const speaking = this.#microphone.at === 'on';
    switch (session.at) {
      case 'idle':
        return '';
      case 'connecting':
        return this.#say(
          session.step === 'server' && !speaking ? 'hint.server.typing' : `hint.${session.step}`,
        );
      case 'live':
        return this.#say(this.#hintOfTurn(session.turn));
      case 'reconnecting': {
        const leftMs = (session.retryAtMs ?? 0) - performance.now();
        return leftMs > 0
          ? this.#say('hint.reconnecting.in', { seconds: Math.ceil(leftMs / 1000) })
          : this.#say('hint.reconnecting');
      }
      default:
        return this.#ended;
    }
  }

  /**
   * @param {import('../session.js').Turn} turn
   * @returns {TextKey}
   */
  #hintOfTurn(turn) {
    const microphone = this.#microphone;
    const heard = microphone.at === 'on' && !microphone.muted;
    switch (turn) {
      case 'ready':
        if (heard) {
          return 'hint.ready';
        }
        if (this.#hold && microphone.at === 'on') {
          return 'hint.ready.hold';
        }
        return microphone.at === 'on' ? 'hint.ready.muted' : 'hint.ready.typing';
      case 'speaking':
        return heard ? 'hint.speaking' : 'hint.speaking.typing';
      default:
        return `hint.${turn}`;
    }
  }
}

/**
 * A small panel that closes when something else is wanted.
 *
 * @param {HTMLDetailsElement} details
 */
export function closesByItself(details) {
  details.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && details.open) {
      event.stopPropagation();
      details.open = false;
      details.querySelector('summary')?.focus();
    }
  });
  details.addEventListener('focusout', (event) => {
    const to = /** @type {Node | null} */ (event.relatedTarget);
    if (to !== null && !details.contains(to)) {
      details.open = false;
    }
  });
  details.addEventListener('toggle', () => {
    const root = /** @type {Document | ShadowRoot} */ (details.getRootNode());
    const away = (/** @type {Event} */ event) => {
      if (!event.composedPath().includes(details)) {
        details.open = false;
      }
      if (!details.open) {
        root.removeEventListener('pointerdown', away);
      }
    };
    if (details.open) {
      root.addEventListener('pointerdown', away);
    }
  });
}
