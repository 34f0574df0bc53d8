import { textOfEnding } from '../endings.js';
import { isOpen, stateOf } from '../session.js';
import { SoundCheckDialog } from './check.js';
import { Drawer } from './drawer.js';
import { element, iconButton } from './dom.js';
import { Header } from './header.js';
import { noticeWords } from './notice.js';
import { Settings } from './settings.js';
import { Stage } from './stage.js';
import { Thread } from './thread.js';

/**
 * All that is seen, in one language. It shows what it is told and says what was pressed.
 *
 * @typedef {import('../session.js').Session} Session
 * @typedef {import('../caller-microphone.js').MicrophoneState} MicrophoneState
 * @typedef {import('../i18n/index.js').Translate} Translate
 * @typedef {object} OwnActions
 * @property {() => void} again asks for the microphone once more
 * @property {() => void} hear lets sound out
 * @property {() => void} theme switches between light and dark
 * @typedef {import('./stage.js').StageActions
 *   & import('./thread.js').ThreadActions
 *   & import('./check.js').CheckActions
 *   & Omit<import('./settings.js').SettingsActions, 'check'>
 *   & Omit<import('./drawer.js').DrawerActions, 'closed'>
 *   & OwnActions} Actions
 *
 * @typedef {object} Looks
 * @property {import('./settings.js').Choices} choices
 * @property {boolean} canChooseSpeaker
 * @property {number} volume
 * @property {boolean} compact nothing but the conversation, for a corner of another page
 * @property {boolean} locked nothing to be set: the page around it has decided
 */

/** States told to those who listen to the page rather than look; the rest they hear as speech. */
const ANNOUNCED = new Set(['connecting', 'reconnecting', 'ended', 'failed']);

export class View {
  root;
  header;
  stage;
  thread;
  drawer;
  settings;
  #check;
  #say;
  #live = element('p', { class: 'aside', role: 'status' });
  #alerts = element('div', { class: 'alerts' });
  #help = element('div', { class: 'alert', hidden: true });
  #notice = element('div', { class: 'alert quiet-alert', hidden: true });
  #banner = element('div', { class: 'alert banner', hidden: true });
  #hear;
  #actions;
  #wasLive = false;
  #announced = '';

  /**
   * @param {Translate} say
   * @param {string} language
   * @param {Looks} looks
   * @param {import('../event-log.js').EventLog} log
   * @param {Actions} actions
   */
  constructor(say, language, looks, log, actions) {
    this.#say = say;
    this.#actions = actions;
    this.stage = new Stage(say, language, looks.volume, actions);
    this.thread = new Thread(say, language, actions);
    this.drawer = new Drawer(say, log, { ...actions, closed: () => this.toggleLog(false) });
    this.#check = new SoundCheckDialog(say, actions);
    this.settings = new Settings(say, looks.choices, looks, {
      ...actions,
      check: () => this.#openCheck(),
    });
    this.header = new Header(say, {
      settings: () => this.settings.open(),
      log: () => this.toggleLog(!this.drawer.open),
      check: () => this.#openCheck(),
      theme: actions.theme,
    });
    this.#hear = iconButton('sound', say('action.hear'), actions.hear, { className: 'hear' });
    this.#hear.hidden = true;
    this.#alerts.append(this.#hear, this.#banner, this.#help, this.#notice);
    const kinds = `${looks.compact ? ' compact' : ''}${looks.locked ? ' locked' : ''}`;
    this.root = element(
      'div',
      { class: `page${kinds}`, 'data-state': 'idle', 'data-layout': 'hero', lang: language },
      this.header.root,
      element('div', { class: 'main' }, this.stage.root, this.#alerts, this.thread.root),
      this.drawer.root,
      this.settings.root,
      this.#check.root,
      this.#live,
    );
  }

  get say() {
    return this.#say;
  }

  close() {
    this.stage.orb.close();
  }

  /** Moves what moves with time. */
  tick() {
    this.stage.tick();
    this.drawer.tick();
  }

  /** @param {boolean} open */
  toggleLog(open) {
    this.drawer.open = open;
    this.root.classList.toggle('with-log', open);
    this.header.showLog(open);
    if (!open) {
      this.header.focusLog();
    }
  }

  #openCheck() {
    this.settings.root.close();
    this.#check.open();
  }

  /**
   * @param {Session} session
   * @param {string} summary of a conversation that is over
   */
  showSession(session, summary) {
    const state = stateOf(session);
    this.root.dataset.state = state;
    if (session.at !== 'idle') {
      this.root.dataset.layout = 'conversation';
    }
    const ending = this.#ending(session);
    this.stage.show(session, summary === '' ? ending : `${ending} ${summary}`);
    if (session.at === 'live' && !this.#wasLive) {
      this.announce(this.#say('state.ready'));
    } else if (ANNOUNCED.has(state)) {
      this.announce(`${this.#say(`state.${state}`)}. ${ending}`.trim());
    }
    this.#wasLive = session.at === 'live';
    if (session.at === 'live' && session.turn === 'listening') {
      this.thread.capture?.spoken();
    }
    this.#banner.hidden = session.at !== 'reconnecting';
    if (session.at === 'reconnecting') {
      this.#banner.replaceChildren(element('p', {}, this.#say('banner.reconnecting')));
    } else if (session.at !== 'live') {
      this.thread.settle();
    }
    if (!isOpen(session)) {
      this.thread.capture?.clear();
      this.#notice.hidden = true;
      this.#hear.hidden = true;
    }
  }

  /** @param {MicrophoneState} microphone */
  showMicrophone(microphone) {
    this.stage.showMicrophone(microphone);
    this.root.classList.toggle('muted', microphone.at !== 'on' || microphone.muted);
    if (microphone.at === 'problem') {
      this.#showHelp(microphone.problem);
    } else if (microphone.at !== 'off') {
      this.#help.hidden = true;
    }
  }

  /**
   * @param {string} code
   * @param {string} text
   * @param {string} [reason]
   */
  showNotice(code, text, reason = '') {
    const words = noticeWords(this.#say, this.root.lang, code, text, reason);
    this.#notice.replaceChildren(
      element('p', {}, words),
      iconButton('close', this.#say('action.close'), () => (this.#notice.hidden = true), {
        bare: true,
      }),
    );
    this.#notice.hidden = words === '';
    this.announce(words);
  }

  /**
   * @param {import('../messages.js').CaptureMessage} asked
   * @param {() => boolean} current whether it is still asked for
   */
  async showCapture(asked, current) {
    const label = await this.thread.showCapture(asked, current);
    if (label !== '') {
      this.announce(label);
    }
  }

  /** @param {boolean} blocked */
  showSoundBlocked(blocked) {
    this.#hear.hidden = !blocked;
  }

  /** @param {string} words are read out by a screen reader, and not again while they stay the same */
  announce(words) {
    if (words !== this.#announced) {
      this.#announced = words;
      this.#live.textContent = words;
    }
  }

  /** @param {import('../microphone.js').MicrophoneProblem} problem */
  #showHelp(problem) {
    const title = this.#say(`microphone.${problem}.title`);
    const help = this.#say(`microphone.${problem}.help`);
    const hopeless = problem === 'insecure' || problem === 'unsupported';
    const again = element('button', { type: 'button', class: 'quiet' }, this.#say('action.again'));
    again.addEventListener('click', () => this.#actions.again());
    this.#help.replaceChildren(
      element('div', {}, element('h2', {}, title), element('p', {}, help)),
      ...(hopeless ? [] : [again]),
      iconButton('close', this.#say('action.close'), () => (this.#help.hidden = true), {
        bare: true,
      }),
    );
    this.#help.hidden = false;
    this.announce(`${title}. ${help}`);
  }

  /** @param {Session} session */
  #ending(session) {
    if (session.at !== 'ended' && session.at !== 'failed') {
      return '';
    }
    const key = textOfEnding(session.code);
    // The server's own English sentence may know more than ours.
    if (session.text !== '' && (key === null || this.root.lang === 'en')) {
      return session.text;
    }
    return this.#say(key ?? 'ended.failed');
  }
}
