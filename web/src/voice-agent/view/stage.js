import { stateOf } from '../session.js';
import { element, icon, iconButton, labelButton } from './dom.js';
import { Orb } from './orb.js';

/**
 * @typedef {import('../session.js').Session} Session
 * @typedef {import('../talk.js').MicrophoneState} MicrophoneState
 * @typedef {import('../i18n/index.js').TextKey} TextKey
 * @typedef {object} StageActions
 * @property {() => void} start
 * @property {() => void} stop
 * @property {() => void} type begins a talk without the microphone
 * @property {() => void} toggleMute also asks for a microphone when there is none
 * @property {() => void} interrupt
 * @property {() => void} retry
 */

/** Who clicks twice to start does not mean to stop. */
const DOUBLE_CLICK_MS = 350;

/** The middle of the page: the orb, the state in words, and the buttons of the talk. */
export class Stage {
  root;
  orb;
  #say;
  #actions;
  #state = element('p', { class: 'state' });
  #hint = element('p', { class: 'hint' });
  #primary;
  #type;
  #mute;
  #interrupt;
  #retry;
  /** @type {Session} */
  #session = { at: 'idle' };
  /** @type {MicrophoneState} */
  #microphone = { at: 'off' };
  #ended = '';
  #pressedAtMs = -Infinity;

  /**
   * @param {import('../i18n/index.js').Translate} say
   * @param {StageActions} actions
   */
  constructor(say, actions) {
    this.#say = say;
    this.#actions = actions;
    const canvas = element('canvas', { class: 'orb', 'aria-hidden': 'true' });
    this.orb = new Orb(canvas);
    this.#primary = element('button', {
      type: 'button',
      class: 'primary',
      click: () => this.#press(),
    });
    this.#type = element('button', { type: 'button', class: 'quiet' }, say('action.type'));
    this.#type.addEventListener('click', actions.type);
    this.#mute = iconButton('microphone', say('action.mute'), actions.toggleMute, {
      className: 'control',
    });
    this.#interrupt = iconButton('interrupt', say('action.interrupt'), actions.interrupt, {
      className: 'control',
    });
    this.#retry = element('button', { type: 'button', class: 'quiet' }, say('action.retry'));
    this.#retry.addEventListener('click', actions.retry);
    this.root = element(
      'section',
      { class: 'stage' },
      element('div', { class: 'orb-box' }, canvas, element('span', { class: 'orbit' })),
      element(
        'div',
        { class: 'words' },
        element('h1', {}, say('hero.title')),
        element('p', { class: 'lead' }, say('hero.lead')),
        this.#state,
        this.#hint,
      ),
      element(
        'div',
        { class: 'controls' },
        this.#mute,
        this.#primary,
        this.#interrupt,
        this.#type,
        this.#retry,
      ),
      element(
        'p',
        { class: 'about-microphone' },
        icon('microphone'),
        element('span', {}, say('hero.microphone')),
      ),
    );
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

  /** Counts down to the next attempt. */
  tick() {
    if (this.#session.at === 'reconnecting') {
      this.#hint.textContent = this.#hintText();
    }
  }

  /** @param {'primary' | 'mute'} what */
  focus(what) {
    (what === 'primary' ? this.#primary : this.#mute).focus();
  }

  get #open() {
    return ['connecting', 'live', 'reconnecting'].includes(this.#session.at);
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
    this.#mute.hidden = !this.#open;
    this.#interrupt.hidden = !this.#open || session.at === 'reconnecting';
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
    const label =
      microphone.at === 'on'
        ? this.#say(on ? 'action.mute' : 'action.unmute')
        : this.#say('action.microphone.on');
    labelButton(this.#mute, on ? 'microphone' : 'muted', label, false);
    this.#mute.classList.toggle('off', !on);
    this.#mute.disabled = microphone.at === 'asking';
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
        return microphone.at === 'on' ? 'hint.ready.muted' : 'hint.ready.typing';
      case 'speaking':
        return heard ? 'hint.speaking' : 'hint.speaking.typing';
      default:
        return `hint.${turn}`;
    }
  }
}
