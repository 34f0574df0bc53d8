import { CallerMicrophone } from './caller-microphone.js';
import { isMicrophoneAllowed } from './devices.js';
import { isEcho } from './echo-words.js';
import { GIVEN_UP, HELD_BACK, LOST, failureOf, isPassing } from './endings.js';
import { EventLog } from './event-log.js';
import { Refusal } from './server.js';
import { EventStream } from './event-stream.js';
import { IDLE, RETRY_DELAYS_MS, isOpen, next } from './session.js';
import { ConversationSocket } from './socket.js';
import { Transcript } from './transcript.js';
import { Voice } from './voice.js';

/**
 * A conversation and all it holds: microphone, voice, connection and what was said. It does; it shows nothing.
 *
 * @typedef {import('./caller-microphone.js').MicrophoneState} MicrophoneState
 * @typedef {import('./messages.js').CallerMessage} CallerMessage
 * @typedef {import('./messages.js').PageMessage} PageMessage
 * @typedef {import('./server.js').ConversationWish} ConversationWish
 * @typedef {import('./session.js').Session} Session
 * @typedef {import('./session.js').Happening} Happening
 * @typedef {import('./turn-timer.js').Figure} Figure
 *
 * @typedef {object} ConversationListener
 * @property {(session: Session) => void} session
 * @property {(change: import('./transcript.js').Change) => void} transcript
 * @property {(item: string, chars: number) => void} spoken so much of an answer has been said
 * @property {(figure: Figure) => void} figure
 * @property {(microphone: MicrophoneState) => void} microphone
 * @property {(party: 'user' | 'agent', rms: number, peak: number) => void} level
 * @property {(code: string, text: string, reason?: string) => void} notice
 * @property {(blocked: boolean) => void} soundBlocked whether a tap is needed before anything sounds
 * @property {(indirect: boolean) => void} indirect whether the network lets no WebSocket through
 * @property {(asked: import('./messages.js').CaptureMessage) => void} capture a value may be typed
 * @property {(id: string) => void} captured it is not asked for any more
 * @property {(entry: import('./event-log.js').Entry) => void} logged
 *
 * @typedef {object} Wish
 * @property {ConversationWish} conversation
 * @property {string} deviceId
 * @property {import('./microphone.js').Treatment} treatment
 */

const WARMING_POLL_MS = 500;
const REASON_PATIENCE_MS = 1_000;
/** The agent's last answers, among which the caller's words are looked for. */
const ECHO_ANSWERS = 2;
/** Loads what is not needed to see the page, so that a click finds it there. */
export async function loadAudio() {
  await Promise.all([import('./sound.js'), import('./microphone.js')]).catch(() => {});
}

export class Conversation {
  /** @type {import('./server.js').Server} */
  server;
  #listener;
  /** @type {Wish | null} */
  #wish = null;
  /** @type {Session} */
  session = IDLE;
  transcript = new Transcript(() => this.#sinceStartMs(performance.now()));
  log = new EventLog();
  voice;
  caller;
  /** What names the conversation on the server; empty before there was one. */
  id = '';
  startedAt = new Date(0);
  #startedAtMs = 0;
  /** @type {import('./socket.js').Channel | null} */
  #connection = null;
  /** Whether the network lets no WebSocket through. */
  #indirect = false;
  #resumeToken = '';
  /** Whether the service hears what is sent; until then frames wait. */
  #flowing = false;
  #echoTold = false;
  /** @type {string[]} typed before there was a connection */
  #unsent = [];
  /** Counts the conversations, so that what an earlier one still waits for is not done. */
  #generation = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;

  /**
   * @param {import('./server.js').Server} server
   * @param {ConversationListener} listener
   */
  constructor(server, listener) {
    this.server = server;
    this.#listener = listener;
    this.voice = new Voice({
      send: (message) => this.#send(message),
      level: (rms) => listener.level('agent', rms, rms),
      span: (item, { startMs, endMs }) =>
        this.transcript.span(item, {
          ...(startMs === undefined ? {} : { startMs: this.#sinceStartMs(startMs) }),
          ...(endMs === undefined ? {} : { endMs: this.#sinceStartMs(endMs) }),
        }),
      spoken: (item, samples) => this.#spoken(item, samples),
      blocked: (blocked) => listener.soundBlocked(blocked),
    });
    this.caller = new CallerMicrophone({
      changed: (state) => listener.microphone(state),
      muted: (muted) => this.#send({ type: 'mute', muted }),
      level: (rms, peak, atMs) => {
        this.voice.timer.frame(rms, atMs);
        listener.level('user', rms, peak);
      },
      noted: (what, detail) => this.#note(what, detail),
      dead: () => listener.notice('dead_microphone', ''),
    });
  }

  /**
   * Begins a conversation. Call it from a click or a key, so that the browser lets sound out.
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
    this.#echoTold = false;
    this.startedAt = new Date();
    this.#startedAtMs = performance.now();
    this.log.restart();
    this.#happen({ type: 'start' });
    if (!(await this.voice.open())) {
      this.#listener.notice('no_sound', '');
    }
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

  /**
   * Ends the conversation and gives everything back.
   *
   * @param {boolean} [leaving] whether the page goes away; its browser may have cut the socket already
   */
  stop(leaving = false) {
    if (isOpen(this.session)) {
      this.#send({ type: 'end' });
      if (leaving || !this.#flowing) {
        this.server.leave(this.id, this.#resumeToken);
      }
      this.#over('stopped', '', false);
    }
  }

  /** @param {string} text */
  say(text) {
    this.voice.timer.typed(performance.now());
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

  /**
   * Answers a tool that asks whether it may.
   *
   * @param {string} id
   * @param {boolean} approved
   */
  approve(id, approved) {
    this.#send({ type: 'approval', id, approved });
  }

  /** Tries the connection at once instead of waiting. */
  retryNow() {
    if (this.session.at === 'reconnecting' && this.session.retryAtMs !== null) {
      clearTimeout(this.#retry);
      void this.#connect();
    }
  }

  /**
   * Opens a microphone, or another one than before.
   *
   * @param {string} deviceId
   * @param {import('./microphone.js').Treatment} [treatment]
   */
  async openMicrophone(deviceId, treatment = this.#wish?.treatment) {
    if (isOpen(this.session) && treatment !== undefined) {
      const context = this.voice.sound?.context ?? null;
      await this.caller.open(context, deviceId, treatment);
    }
  }

  /** Milliseconds from the beginning of the conversation to a time of the page's clock. */
  #sinceStartMs(/** @type {number} */ atMs) {
    return Math.max(0, atMs - this.#startedAtMs);
  }

  async #connect() {
    const generation = this.#generation;
    this.#happen({ type: 'retrying' });
    this.#happen({ type: 'step', step: 'server' });
    try {
      const resuming = this.#resumeToken !== '';
      if (!resuming) {
        await this.#warmUp(generation);
      }
      const conversation = resuming
        ? await this.server.resume(this.id, this.#resumeToken)
        : await this.server.open(/** @type {Wish} */ (this.#wish).conversation);
      if (generation !== this.#generation) {
        this.server.leave(conversation.id, conversation.resumeToken);
        return;
      }
      this.id = conversation.id;
      this.#resumeToken = conversation.resumeToken || (resuming ? this.#resumeToken : '');
      this.#note(resuming ? 'conversation resumed' : 'conversation opened', conversation.id);
      this.#attach(conversation.stream, conversation.ticket);
    } catch (error) {
      if (generation === this.#generation) {
        this.#refused(error instanceof Refusal ? error : new Refusal('failed', '', false));
      }
    }
  }

  /** @param {number} generation */
  async #warmUp(generation) {
    for (;;) {
      const status = await this.server.status();
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
    this.voice.restart();
    const Channel = this.#indirect ? EventStream : ConversationSocket;
    this.#connection = new Channel(this.server.url(stream), ticket, {
      message: (message) => this.#receive(message),
      audio: (response, offset, samples) => this.voice.add(response, offset, samples),
      closed: (code, wasOpen) => this.#closed(code, wasOpen),
    });
  }

  /** @param {PageMessage} message */
  #receive(message) {
    this.#listener.logged(this.log.received(message));
    switch (message.type) {
      case 'state':
        this.#stateTold(message.state);
        break;
      case 'caption':
        this.#caption(message);
        break;
      case 'tool':
        this.#listener.transcript(this.transcript.use(message));
        break;
      case 'agent':
        this.#listener.transcript(this.transcript.handOff(message));
        break;
      case 'capture':
        this.#listener.capture(message);
        break;
      case 'capture.over':
        this.#listener.captured(message.id);
        break;
      case 'latency': {
        const figure = this.voice.timer.figure(message);
        this.transcript.time(figure).forEach(this.#listener.transcript);
        this.#listener.figure(figure);
        break;
      }
      case 'word':
        this.voice.timed(message);
        break;
      case 'playback.begin':
        this.voice.begins(message.response, message.item);
        this.#remark(message.item);
        break;
      case 'playback.stop':
        this.voice.playback?.stop(message.response);
        break;
      case 'playback.end':
        this.voice.playback?.end(message.response, message.samples);
        break;
      case 'notice':
        this.#listener.notice(message.code, message.text, message.reason);
        break;
      case 'ended':
        this.#over(message.code, message.text, message.failed);
        break;
      case 'event':
        break;
    }
  }

  /** @param {import('./messages.js').CallerState} state */
  #stateTold(state) {
    if (state === 'listening') {
      this.voice.timer.listening(performance.now());
    } else if (state === 'processing' && this.session.at === 'live') {
      if (this.session.turn === 'listening') {
        this.voice.timer.processing(performance.now());
      }
    }
    this.#happen({ type: 'server', state });
    this.#flow();
    this.#awaitReason();
  }

  /** @param {import('./messages.js').CaptionMessage} message */
  #caption(message) {
    if (message.role === 'agent') {
      this.voice.worded(message.item, message.text.length);
    }
    this.transcript.apply(message).forEach(this.#listener.transcript);
    if (message.role === 'user' && message.final && !this.#echoTold) {
      const answers = this.transcript.answers(ECHO_ANSWERS);
      if (isEcho(message.text, answers)) {
        this.#echoTold = true;
        this.#listener.notice('echo', '');
      }
    }
  }

  /** Text that came before the number of its sound. */
  #remark(/** @type {string} */ item) {
    const caption = this.transcript.captions.findLast((one) => one.item === item);
    if (caption !== undefined) {
      this.voice.worded(item, caption.text.length);
    }
  }

  /**
   * @param {string} item
   * @param {number} samples
   */
  #spoken(item, samples) {
    const caption = this.transcript.captions.findLast((one) => one.item === item);
    if (caption !== undefined) {
      this.#listener.spoken(caption.key, this.voice.charsSaid(item, samples, caption.text.length));
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
    const connection = this.#connection;
    this.#flowing = this.session.at === 'live' && connection !== null;
    if (!this.#flowing || before || connection === null) {
      return;
    }
    this.caller.send = (frame) => connection.sendAudio(frame);
    const microphone = this.caller.state;
    if (microphone.at === 'on' && microphone.muted) {
      this.#send({ type: 'mute', muted: true });
    }
    for (const text of this.#unsent.splice(0)) {
      this.#send({ type: 'text', text });
    }
  }

  #detach() {
    this.#connection = null;
    this.#flowing = false;
    this.caller.send = null;
  }

  /**
   * @param {number} code
   * @param {boolean} wasOpen
   */
  #closed(code, wasOpen) {
    this.#detach();
    this.#note('connection closed', String(code));
    if (code === GIVEN_UP) {
      this.server.freshen();
    }
    const heldBack = code === HELD_BACK;
    if (!wasOpen && (heldBack || code === LOST)) {
      // The server could be reached a moment ago: try the other way in, and then this one again.
      this.#indirect = !this.#indirect;
      this.#listener.indirect(this.#indirect);
      if (this.#indirect) {
        this.#note('no WebSocket', 'server-sent events and POST instead');
        if (this.session.at === 'connecting') {
          // Nothing was begun that could be carried on.
          this.#resumeToken = '';
        }
        void this.#connect();
        return;
      }
    }
    if (heldBack && this.session.at === 'connecting') {
      // Neither way leads to the server: more attempts would only hide it.
      this.server.leave(this.id, this.#resumeToken);
      this.#over('held_back', '', true);
    } else if (isPassing(code)) {
      this.#lost(heldBack ? 'held_back' : 'connection_lost');
    } else {
      this.#over(failureOf(code), '', true);
    }
  }

  #lost(code = 'connection_lost') {
    const attempt = this.session.at === 'reconnecting' ? this.session.attempt : 0;
    const delayMs = (RETRY_DELAYS_MS[attempt] ?? 0) * (1 + Math.random() / 4);
    this.#happen({ type: 'lost', retryAtMs: performance.now() + delayMs, code });
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
    this.#connection?.close();
    this.#detach();
    this.#unsent = [];
    this.caller.close();
    this.voice.close();
    this.#listener.level('user', 0, 0);
  }

  /** @param {Happening} happening */
  #happen(happening) {
    const before = this.session;
    this.session = next(before, happening);
    if (this.session !== before) {
      this.#listener.session(this.session);
    }
  }

  /** @param {CallerMessage} message */
  #send(message) {
    if (this.#connection !== null) {
      this.#connection.send(message);
      this.#listener.logged(this.log.sent(message));
    }
  }

  #note(/** @type {string} */ name, detail = '') {
    this.#listener.logged(this.log.add('own', 'page', name, detail));
  }
}
