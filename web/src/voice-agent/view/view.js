import { isTextKey } from '../i18n/index.js';
import { isOpen, stateOf } from '../session.js';
import { Drawer } from './drawer.js';
import { element, iconButton } from './dom.js';
import { Header } from './header.js';
import { Settings } from './settings.js';
import { Stage } from './stage.js';
import { Thread } from './thread.js';

/**
 * All that is seen, in one language. It shows what it is told and says what was pressed.
 *
 * @typedef {import('../session.js').Session} Session
 * @typedef {import('../talk.js').MicrophoneState} MicrophoneState
 * @typedef {import('../i18n/index.js').Translate} Translate
 * @typedef {import('./stage.js').StageActions} StageActions
 * @typedef {object} OwnActions
 * @property {(text: string) => void} send
 * @property {() => void} again asks for the microphone once more
 * @property {() => void} hear lets sound out
 * @property {() => void} theme switches between light and dark
 * @property {import('./settings.js').Chosen} chosen
 * @typedef {StageActions & OwnActions} Actions
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
  #say;
  #live = element('p', { class: 'aside', role: 'status' });
  #alerts = element('div', { class: 'alerts' });
  #help = element('div', { class: 'alert', hidden: true });
  #notice = element('div', { class: 'alert quiet-alert', hidden: true });
  #hear;
  #again;
  #wasLive = false;

  /**
   * @param {Translate} say
   * @param {string} language
   * @param {import('./settings.js').Choices} choices
   * @param {import('../event-log.js').EventLog} log
   * @param {Actions} actions
   */
  constructor(say, language, choices, log, actions) {
    this.#say = say;
    this.#again = actions.again;
    this.stage = new Stage(say, actions);
    this.thread = new Thread(say, language, actions.send);
    this.drawer = new Drawer(say, log, () => this.toggleLog(false));
    this.settings = new Settings(say, choices, actions.chosen);
    this.header = new Header(say, {
      settings: () => this.settings.open(),
      log: () => this.toggleLog(!this.drawer.open),
      theme: actions.theme,
    });
    this.#hear = iconButton('sound', say('action.hear'), actions.hear, { className: 'hear' });
    this.#hear.hidden = true;
    this.#alerts.append(this.#hear, this.#help, this.#notice);
    this.root = element(
      'div',
      { class: 'page', 'data-state': 'idle', 'data-layout': 'hero', lang: language },
      this.header.root,
      element('main', {}, this.stage.root, this.#alerts, this.thread.root),
      this.drawer.root,
      this.settings.root,
      this.#live,
    );
  }

  close() {
    this.stage.orb.close();
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

  /** @param {Session} session */
  showSession(session) {
    const state = stateOf(session);
    this.root.dataset.state = state;
    if (session.at !== 'idle') {
      this.root.dataset.layout = 'talk';
    }
    this.stage.show(session, this.#ending(session));
    if (session.at === 'live' && !this.#wasLive) {
      this.announce(this.#say('state.ready'));
    } else if (ANNOUNCED.has(state)) {
      this.announce(`${this.#say(`state.${state}`)}. ${this.#ending(session)}`);
    }
    this.#wasLive = session.at === 'live';
    if (isOpen(session)) {
      return;
    }
    this.#notice.hidden = true;
    this.#hear.hidden = true;
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
   */
  showNotice(code, text) {
    const key = `notice.${code}`;
    const words = isTextKey(key) ? this.#say(key) : text;
    this.#notice.replaceChildren(
      element('p', {}, words),
      iconButton('close', this.#say('action.close'), () => (this.#notice.hidden = true), {
        bare: true,
      }),
    );
    this.#notice.hidden = words === '';
    this.announce(words);
  }

  /** @param {boolean} blocked */
  showSoundBlocked(blocked) {
    this.#hear.hidden = !blocked;
  }

  /** @param {string} words are read out, once, by a screen reader */
  announce(words) {
    this.#live.textContent = words;
  }

  /** @param {import('../microphone.js').MicrophoneProblem} problem */
  #showHelp(problem) {
    const title = this.#say(`microphone.${problem}.title`);
    const help = this.#say(`microphone.${problem}.help`);
    const hopeless = problem === 'insecure' || problem === 'unsupported';
    const again = element('button', { type: 'button', class: 'quiet' }, this.#say('action.again'));
    again.addEventListener('click', this.#again);
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
    const key = `ended.${session.code}`;
    // The server's own English sentence may know more than ours.
    if (session.text !== '' && (!isTextKey(key) || this.root.lang === 'en')) {
      return session.text;
    }
    return this.#say(isTextKey(key) ? key : 'ended.failed');
  }
}
