import { parseAudio, parseMessage } from './messages.js';

/**
 * One connection of a talk to the server.
 *
 * @typedef {import('./messages.js').CallerMessage} CallerMessage
 * @typedef {import('./messages.js').PageMessage} PageMessage
 * @typedef {object} SocketListener
 * @property {(message: PageMessage) => void} message
 * @property {(response: number, offset: number, samples: ArrayBuffer) => void} audio
 * @property {(code: number) => void} closed is called once, and nothing after it
 */

const SUB_PROTOCOL = 'charla.v1';
const PATIENCE_MS = 15_000;
/** Two seconds of audio: a network that is further behind than this loses the newest frames. */
const GREATEST_BACKLOG_BYTES = 96_000;
const LOST = 1006;

export class TalkSocket {
  #socket;
  /** @type {SocketListener | null} null once closed */
  #listener;
  #patience;

  /**
   * @param {string} stream the path the server gave
   * @param {string} ticket
   * @param {SocketListener} listener
   */
  constructor(stream, ticket, listener) {
    const url = new URL(stream, document.baseURI);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    this.#listener = listener;
    this.#socket = new WebSocket(url, [SUB_PROTOCOL, `charla.ticket.${ticket}`]);
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.onopen = () => clearTimeout(this.#patience);
    this.#socket.onmessage = (event) => this.#receive(event.data);
    this.#socket.onclose = (event) => this.#close(event.code);
    this.#patience = setTimeout(() => this.#close(LOST), PATIENCE_MS);
  }

  /** @param {CallerMessage} message */
  send(message) {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  /**
   * @param {ArrayBuffer} frame
   * @returns {boolean} whether it is on its way; false when the network is too far behind
   */
  sendAudio(frame) {
    const open = this.#socket.readyState === WebSocket.OPEN;
    if (!open || this.#socket.bufferedAmount > GREATEST_BACKLOG_BYTES) {
      return false;
    }
    this.#socket.send(frame);
    return true;
  }

  /** Closes without telling the listener. What was sent before still goes out. */
  close() {
    this.#listener = null;
    clearTimeout(this.#patience);
    this.#socket.close(1000);
  }

  /** @param {string | ArrayBuffer} data */
  #receive(data) {
    if (typeof data === 'string') {
      const message = parseMessage(data);
      if (message !== null) {
        this.#listener?.message(message);
      }
      return;
    }
    const audio = parseAudio(data);
    if (audio !== null) {
      this.#listener?.audio(audio.response, audio.offset, audio.samples);
    }
  }

  /** @param {number} code */
  #close(code) {
    const listener = this.#listener;
    this.close();
    listener?.closed(code);
  }
}
