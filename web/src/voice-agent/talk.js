import { EventLog } from './event-log.js';
import { Microphone, MicrophoneError, isMicrophoneAllowed } from './microphone.js';
import { Refusal, fetchStatus, openTalk } from './server.js';
import { IDLE, RETRY_DELAYS_MS, isOpen, next } from './session.js';
import { TalkSocket } from './socket.js';
import { Sound } from './sound.js';
import { Transcript } from './transcript.js';
import { Uplink } from './uplink.js';

/**
 * A talk and all it holds: microphone, voice, connection and what was said. It does; it shows nothing.
 *
 * @typedef {import('./messages.js').CallerMessage} CallerMessage
 * @typedef {import('./messages.js').PageMessage} PageMessage
 * @typedef {import('./microphone.js').MicrophoneProblem} MicrophoneProblem
 * @typedef {import('./server.js').Status} Status
 * @typedef {import('./session.js').Session} Session
 * @typedef {import('./session.js').Happening} Happening
 *
 * @typedef {{ at: 'off' }
 *   | { at: 'asking' }
 *   | { at: 'on', muted: boolean, deviceId: string }
 *   | { at: 'problem', problem: MicrophoneProblem }} MicrophoneState
 *
 * @typedef {object} TalkListener
 * @property {(session: Session) => void} session
 * @property {(change: import('./transcript.js').Change) => void} transcript
 * @property {(microphone: MicrophoneState) => void} microphone
 * @property {(party: 'user' | 'agent', rms: number) => void} level
 * @property {(code: string, text: string) => void} notice
 * @property {(blocked: boolean) => void} soundBlocked whether a tap is needed before anything sounds
 * @property {(entry: import('./event-log.js').Entry) => void} logged
 *
 * @typedef {{ profile: string, language: string, deviceId: string }} Wish
 */

const WARMING_POLL_MS = 500;
const REASON_PATIENCE_MS = 1_000;
/** A microphone that gave nothing at all for five seconds is switched off somewhere. */
const DEAD_FRAMES = 250;
/** Close codes after which another attempt makes sense; the rest end the talk. */
const PASSING_CLOSE_CODES = new Set([1000, 1001, 1005, 1006, 1012, 1013]);
/** @type {Readonly<Record<number, string>>} */
const FAILURE_OF_CLOSE_CODE = {
  1003: 'protocol',
  1009: 'protocol',
  1011: 'server_error',
  4401: 'ticket',
  4404: 'unknown_session',
  4409: 'already_open',
  4429: 'busy',
};

export class Talk {
  #listener;
  /** @type {Wish} */
  #wish = { profile: 'default', language: 'en', deviceId: '' };
  /** @type {Session} */
  session = IDLE;
  /** @type {MicrophoneState} */
  microphoneState = { at: 'off' };
  transcript = new Transcript();
  log = new EventLog();
  uplink = new Uplink();

  /** @type {Sound | null} */
  #sound = null;
  /** @type {Microphone | null} */
  microphone = null;
  /** @type {TalkSocket | null} */
  #socket = null;
  #resumeToken = '';
  /** Whether the service hears what is sent; until then frames wait. */
  #flowing = false;
  /** Frames without any sound since the microphone was opened; -1 once it gave some. */
  #deadFrames = 0;
  /** @type {string[]} typed before there was a connection */
  #unsent = [];
  /** Counts the talks, so that what an earlier one still waits for is not done. */
  #generation = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;

  /** @param {TalkListener} listener */
  constructor(listener) {
    this.#listener = listener;
  }

  /**
   * Begins a talk. Call it from a click or a key, so that the browser lets sound out.
   *
   * @param {Wish} wish
   * @param {boolean} speaking whether to ask for the microphone; else the caller types
   */
  async start(wish, speaking) {
    if (isOpen(this.session)) {
      return;
    }
    const generation = ++this.#generation;
    this.#wish = wish;
    this.#resumeToken = '';
    this.log.restart();
    this.#happen({ type: 'start' });
    await this.#openSound();
    if (generation !== this.#generation) {
      return;
    }
    if (speaking) {
      const opened = this.openMicrophone(wish.deviceId);
      // The agent may greet at once: it must not do so while the browser still asks.
      if (!(await isMicrophoneAllowed())) {
        this.#happen({ type: 'step', step: 'microphone' });
        await opened;
      }
    }
    if (generation === this.#generation) {
      await this.#connect();
    }
  }

  /** Ends the talk and gives everything back. */
  stop() {
    if (isOpen(this.session)) {
      this.#send({ type: 'end' });
      this.#over('stopped', '', false);
    }
  }

  /** The voice of the talk that is open. */
  get playback() {
    return this.#sound?.playback ?? null;
  }

  /** Whether answers are heard, and not only seen. */
  get audible() {
    return this.#sound?.audible === true;
  }

  /** @param {string} text */
  say(text) {
    this.#listener.transcript(this.transcript.type(text));
    if (this.#flowing) {
      this.#send({ type: 'text', text });
    } else {
      this.#unsent.push(text);
    }
  }

  interrupt() {
    this.#send({ type: 'interrupt' });
  }

  /** @param {boolean} muted */
  mute(muted) {
    if (this.microphoneState.at === 'on') {
      this.microphone?.mute(muted);
      this.#setMicrophone({ ...this.microphoneState, muted });
      this.#send({ type: 'mute', muted });
      this.#listener.level('user', 0);
    }
  }

  /** Tries the connection at once instead of waiting. */
  retryNow() {
    if (this.session.at === 'reconnecting' && this.session.retryAtMs !== null) {
      clearTimeout(this.#retry);
      void this.#connect();
    }
  }

  /** Call it from a click, after the browser kept sound back. */
  async allowSound() {
    await this.#sound?.allow();
  }

  /**
   * Opens a microphone, or another one than before.
   *
   * @param {string} deviceId
   */
  async openMicrophone(deviceId) {
    const context = this.#sound?.context ?? null;
    const generation = this.#generation;
    this.#closeMicrophone();
    this.#setMicrophone({ at: 'asking' });
    try {
      if (context === null) {
        throw new MicrophoneError(window.isSecureContext ? 'unsupported' : 'insecure');
      }
      const microphone = await Microphone.open(context, deviceId, {
        frame: (frame, rms) => this.#capture(frame, rms),
        unplugged: () => this.#unplugged(),
      });
      if (generation !== this.#generation || !isOpen(this.session)) {
        microphone.close();
        return;
      }
      this.#closeMicrophone();
      this.microphone = microphone;
      this.#deadFrames = 0;
      this.#setMicrophone({ at: 'on', muted: false, deviceId: microphone.deviceId });
      this.#send({ type: 'mute', muted: false });
      this.#note('microphone on');
    } catch (error) {
      if (generation === this.#generation) {
        const problem = error instanceof MicrophoneError ? error.problem : 'failed';
        this.#setMicrophone({ at: 'problem', problem });
        this.#note('microphone', problem);
      }
    }
  }

  async #openSound() {
    /** @type {import('./playback.js').PlaybackListener} */
    const listener = {
      started: (response) => this.#send({ type: 'playback.started', response }),
      progress: (response, samples) => this.#send({ type: 'playback.progress', response, samples }),
      stopped: (response, samples) => this.#send({ type: 'playback.stopped', response, samples }),
      finished: (response, samples) => this.#send({ type: 'playback.finished', response, samples }),
      level: (rms) => this.#listener.level('agent', rms),
    };
    const sound = new Sound(listener, this.#listener.soundBlocked);
    this.#sound = sound;
    if (!(await sound.open(listener))) {
      this.#listener.notice('no_sound', '');
    }
  }

  async #connect() {
    const generation = this.#generation;
    this.#happen({ type: 'retrying' });
    this.#happen({ type: 'step', step: 'server' });
    try {
      await this.#warmUp(generation);
      const { profile, language } = this.#wish;
      const talk = await openTalk({
        profile,
        language,
        ...(this.#resumeToken === '' ? {} : { resumeToken: this.#resumeToken }),
      });
      if (generation !== this.#generation) {
        return;
      }
      this.#resumeToken = talk.resumeToken;
      this.#note('talk opened', talk.id);
      this.#attach(talk.stream, talk.ticket);
    } catch (error) {
      if (generation === this.#generation) {
        this.#refused(error instanceof Refusal ? error : new Refusal('failed', '', false));
      }
    }
  }

  /** @param {number} generation */
  async #warmUp(generation) {
    for (;;) {
      const status = await fetchStatus();
      if (status.ready || status.warming.length === 0 || generation !== this.#generation) {
        this.#happen({ type: 'step', step: 'server' });
        return;
      }
      this.#happen({ type: 'step', step: 'warming' });
      await new Promise((resolve) => setTimeout(resolve, WARMING_POLL_MS));
    }
  }

  /** @param {Refusal} refusal */
  #refused(refusal) {
    const resuming = this.session.at === 'reconnecting';
    if (resuming && !refusal.passing) {
      // What was begun cannot be carried on: the next attempt begins anew.
      this.#resumeToken = '';
    }
    if (resuming) {
      this.#lost();
    } else {
      this.#over(refusal.code, refusal.message, true);
    }
  }

  /**
   * @param {string} stream
   * @param {string} ticket
   */
  #attach(stream, ticket) {
    this.transcript.newConnection();
    this.playback?.clear();
    this.#socket = new TalkSocket(stream, ticket, {
      message: (message) => this.#receive(message),
      audio: (response, offset, samples) => this.playback?.add(response, offset, samples),
      closed: (code) => this.#closed(code),
    });
  }

  /** @param {PageMessage} message */
  #receive(message) {
    this.#listener.logged(this.log.received(message));
    switch (message.type) {
      case 'state':
        this.#happen({ type: 'server', state: message.state });
        this.#flow();
        this.#awaitReason();
        break;
      case 'caption':
        this.transcript.apply(message).forEach(this.#listener.transcript);
        break;
      case 'latency':
        this.transcript.time(message).forEach(this.#listener.transcript);
        break;
      case 'playback.stop':
        this.playback?.stop(message.response);
        break;
      case 'playback.end':
        this.playback?.end(message.response, message.samples);
        break;
      case 'notice':
        this.#listener.notice(message.code, message.text);
        break;
      case 'ended':
        this.#over(message.code, message.text, message.failed);
        break;
      case 'event':
        break;
    }
  }

  /** After the bare end comes the reason; a server that forgets it does not keep the microphone. */
  #awaitReason() {
    const generation = this.#generation;
    if (!isOpen(this.session)) {
      setTimeout(() => {
        if (generation === this.#generation) {
          this.#release();
        }
      }, REASON_PATIENCE_MS);
    }
  }

  /** Once the service hears, what was said and typed before goes to it. */
  #flow() {
    const before = this.#flowing;
    this.#flowing = this.session.at === 'live' && this.#socket !== null;
    if (!this.#flowing || before) {
      return;
    }
    if (this.microphoneState.at === 'on' && this.microphoneState.muted) {
      this.#send({ type: 'mute', muted: true });
    }
    for (const text of this.#unsent.splice(0)) {
      this.#send({ type: 'text', text });
    }
  }

  /**
   * @param {ArrayBuffer} frame
   * @param {number} rms
   */
  #capture(frame, rms) {
    const socket = this.#flowing ? this.#socket : null;
    this.uplink.offer(frame, socket === null ? null : (ready) => socket.sendAudio(ready));
    this.#listener.level('user', rms);
    if (rms > 0) {
      this.#deadFrames = -1;
    } else if (this.#deadFrames >= 0 && ++this.#deadFrames === DEAD_FRAMES) {
      this.#listener.notice('dead_microphone', '');
    }
  }

  #unplugged() {
    this.microphone = null;
    this.#setMicrophone({ at: 'problem', problem: 'unplugged' });
    this.#send({ type: 'mute', muted: true });
    this.#listener.level('user', 0);
    this.#note('microphone', 'unplugged');
  }

  /** @param {number} code */
  #closed(code) {
    this.#socket = null;
    this.#flowing = false;
    this.#note('connection closed', String(code));
    if (PASSING_CLOSE_CODES.has(code)) {
      this.#lost();
    } else {
      this.#over(FAILURE_OF_CLOSE_CODE[code] ?? 'server_error', '', true);
    }
  }

  #lost() {
    const attempt = this.session.at === 'reconnecting' ? this.session.attempt : 0;
    const delayMs = (RETRY_DELAYS_MS[attempt] ?? 0) * (1 + Math.random() / 4);
    this.#happen({ type: 'lost', retryAtMs: performance.now() + delayMs });
    if (this.session.at === 'reconnecting') {
      this.#retry = setTimeout(() => void this.#connect(), delayMs);
    } else {
      this.#release();
    }
  }

  /**
   * @param {string} code
   * @param {string} text
   * @param {boolean} failed
   */
  #over(code, text, failed) {
    this.#happen({ type: 'ended', code, text, failed });
    this.#release();
  }

  #release() {
    this.#generation++;
    clearTimeout(this.#retry);
    this.#socket?.close();
    this.#socket = null;
    this.#flowing = false;
    this.#unsent = [];
    this.uplink.clear();
    this.#closeMicrophone();
    this.#setMicrophone({ at: 'off' });
    this.#sound?.close();
    this.#sound = null;
    this.#listener.level('agent', 0);
    this.#listener.level('user', 0);
  }

  #closeMicrophone() {
    this.microphone?.close();
    this.microphone = null;
  }

  /** @param {Happening} happening */
  #happen(happening) {
    const before = this.session;
    this.session = next(before, happening);
    if (this.session !== before) {
      this.#listener.session(this.session);
    }
  }

  /** @param {MicrophoneState} state */
  #setMicrophone(state) {
    this.microphoneState = state;
    this.#listener.microphone(state);
  }

  /** @param {CallerMessage} message */
  #send(message) {
    if (this.#socket !== null) {
      this.#socket.send(message);
      this.#listener.logged(this.log.sent(message));
    }
  }

  /**
   * @param {string} name
   * @param {string} [detail]
   */
  #note(name, detail) {
    this.#listener.logged(this.log.add('own', 'page', name, detail));
  }
}
