import { GIVEN_UP, LOST } from './endings.js';
import { parseAudio, parseMessage } from './messages.js';
import { Pulse } from './pulse.js';

/**
 * One connection of a conversation to the server, by WebSocket.
 *
 * @typedef {import('./messages.js').CallerMessage} CallerMessage
 * @typedef {import('./messages.js').PageMessage} PageMessage
 * @typedef {object} SocketListener
 * @property {(message: PageMessage) => void} message
 * @property {(response: number, offset: number, samples: ArrayBuffer) => void} audio
 * @property {(code: number, wasOpen: boolean) => void} closed is called once, and nothing after it
 *
 * @typedef {object} Channel
 * @property {(message: CallerMessage) => void} send
 * @property {(frame: ArrayBuffer) => boolean} sendAudio tells whether it is on its way; false when the
 *   network is too far behind
 * @property {() => void} close closes without telling the listener; what was sent before still goes out
 */

const SUB_PROTOCOL = 'charla.v1';
/** A network that lets no WebSocket through may swallow it instead of refusing. */
const PATIENCE_MS = 8_000;
/** Two seconds of audio: a network that is further behind than this loses the newest frames. */
const GREATEST_BACKLOG_BYTES = 96_000;
/** A page that closes with this code has left, and its conversation ends. */
const LEFT = 1000;

/** @implements {Channel} */
export class ConversationSocket {
  #socket;
  #pulse = new Pulse(
    () => this.send({ type: 'ping' }),
    () => this.#close(GIVEN_UP, GIVEN_UP),
  );
  #wasOpen = false;
  /** @type {SocketListener | null} null once closed */
  #listener;
  #patience;

  /**
   * @param {URL} stream the address the server gave
   * @param {string} ticket
   * @param {SocketListener} listener
   */
  constructor(stream, ticket, listener) {
    const url = new URL(stream);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    this.#listener = listener;
    this.#socket = new WebSocket(url, [SUB_PROTOCOL, `charla.ticket.${ticket}`]);
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.onopen = () => {
      this.#wasOpen = true;
      clearTimeout(this.#patience);
      this.#pulse.start();
    };
    this.#socket.onmessage = (event) => this.#receive(event.data);
    this.#socket.onclose = (event) => this.#close(event.code);
    this.#patience = setTimeout(() => this.#close(LOST), PATIENCE_MS);
  }

  /** @param {CallerMessage} message */
  send(message) {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
      this.#pulse.said();
    }
  }

  /** @param {ArrayBuffer} frame */
  sendAudio(frame) {
    const open = this.#socket.readyState === WebSocket.OPEN;
    if (!open || this.#socket.bufferedAmount > GREATEST_BACKLOG_BYTES) {
      return false;
    }
    this.#socket.send(frame);
    this.#pulse.said();
    return true;
  }

  close() {
    this.#leave(LEFT);
  }

  /** @param {number} code what the server is told, if it can be told anything */
  #leave(code) {
    this.#listener = null;
    clearTimeout(this.#patience);
    this.#pulse.stop();
    this.#socket.close(code);
  }

  /** @param {string | ArrayBuffer} data */
  #receive(data) {
    this.#pulse.heard();
    if (typeof data === 'string') {
      const message = parseMessage(data);
      if (message?.type === 'pong') {
        this.#pulse.answered();
      } else if (message !== null) {
        this.#listener?.message(message);
      }
      return;
    }
    const audio = parseAudio(data);
    if (audio !== null) {
      this.#listener?.audio(audio.response, audio.offset, audio.samples);
    }
  }

  /**
   * @param {number} code what the listener is told
   * @param {number} [told] what the server is told, in case it still hears
   */
  #close(code, told = LEFT) {
    const listener = this.#listener;
    this.#leave(told);
    listener?.closed(code, this.#wasOpen);
  }
}
