import { GIVEN_UP, HELD_BACK, LOST } from './endings.js';
import { parseAudio, parseMessage } from './messages.js';
import { Pulse } from './pulse.js';

/**
 * One connection of a conversation to the server where the network lets no WebSocket through: server-sent
 * events down, POST up. What goes up goes in order, one request at a time, and what comes up meanwhile
 * goes with the next.
 *
 * @typedef {import('./messages.js').CallerMessage} CallerMessage
 * @typedef {import('./socket.js').SocketListener} SocketListener
 */

/** The first event comes at once, unless something on the way collects events before it passes any. */
const OPENING_MS = 10_000;
/** What goes up is answered at once, too. */
const UP_MS = 10_000;
/** The server says something at least this often. */
const SILENCE_MS = 40_000;
/** Two seconds of audio: a network that is further behind than this loses the newest frames. */
const GREATEST_BACKLOG_BYTES = 96_000;
const GREATEST_BODY_BYTES = 48_000;

/** @typedef {import('./socket.js').Channel} Channel */

/** @implements {Channel} */
export class EventStream {
  #stream;
  /** @type {SocketListener | null} null once closed */
  #listener;
  #ending = new AbortController();
  /** Ends what goes up, when it is of no use any more. */
  #lost = new AbortController();
  #pulse = new Pulse(
    () => this.send({ type: 'ping' }),
    () => this.#end(GIVEN_UP),
  );
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #patience;
  /** @type {{ address: URL, key: string } | null} where what goes up goes; null until it is known */
  #up = null;
  /** @type {(CallerMessage | ArrayBuffer)[]} */
  #waiting = [];
  #audioWaiting = 0;
  #posting = false;

  /**
   * @param {URL} stream the address the server gave
   * @param {string} ticket
   * @param {SocketListener} listener
   */
  constructor(stream, ticket, listener) {
    this.#stream = stream;
    this.#listener = listener;
    this.#expect(OPENING_MS, HELD_BACK);
    void this.#read(ticket);
  }

  /** @param {CallerMessage} message */
  send(message) {
    if (this.#listener !== null) {
      this.#waiting.push(message);
      void this.#post();
    }
  }

  /** @param {ArrayBuffer} frame */
  sendAudio(frame) {
    if (this.#listener === null || this.#audioWaiting > GREATEST_BACKLOG_BYTES) {
      return false;
    }
    this.#waiting.push(frame);
    this.#audioWaiting += frame.byteLength;
    void this.#post();
    return true;
  }

  close() {
    const open = this.#listener !== null;
    this.#listener = null;
    clearTimeout(this.#patience);
    this.#pulse.stop();
    if (open && !this.#posting) {
      this.#ending.abort();
    }
  }

  /** @param {string} ticket */
  async #read(ticket) {
    try {
      const response = await fetch(this.#stream, {
        headers: { Accept: 'text/event-stream', 'Charla-Ticket': ticket },
        cache: 'no-store',
        signal: this.#ending.signal,
      });
      if (!response.ok || response.body === null) {
        this.#end(FAILURES[response.status] ?? HELD_BACK);
        return;
      }
      const events = new EventParser((name, data) => this.#event(name, data));
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done || this.#listener === null) {
          break;
        }
        if (this.#up !== null) {
          this.#expect(SILENCE_MS, LOST);
        }
        this.#pulse.heard();
        events.push(value);
      }
      this.#end(LOST);
    } catch {
      this.#end(LOST);
    }
  }

  /**
   * @param {string} name
   * @param {string} data
   */
  #event(name, data) {
    switch (name) {
      case 'open': {
        const { path, key } = JSON.parse(data);
        this.#up = { address: new URL(path, this.#stream), key };
        this.#expect(SILENCE_MS, LOST);
        this.#pulse.start();
        void this.#post();
        break;
      }
      case 'audio': {
        const audio = parseAudio(bytesOf(data));
        if (audio !== null) {
          this.#listener?.audio(audio.response, audio.offset, audio.samples);
        }
        break;
      }
      case 'close':
        this.#end(Number(data));
        break;
      default: {
        const message = parseMessage(data);
        if (message?.type === 'pong') {
          this.#pulse.answered();
        } else if (message !== null) {
          this.#listener?.message(message);
        }
      }
    }
  }

  async #post() {
    if (this.#posting || this.#up === null || this.#waiting.length === 0) {
      return;
    }
    this.#posting = true;
    const { address, key } = this.#up;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let late;
    try {
      while (this.#waiting.length > 0) {
        const body = this.#next();
        this.#pulse.said();
        late = setTimeout(() => this.#end(GIVEN_UP), UP_MS);
        const response = await fetch(address, {
          method: 'POST',
          headers: {
            'Charla-Key': key,
            'Content-Type': typeof body === 'string' ? 'application/json' : OCTETS,
          },
          body,
          keepalive: typeof body === 'string',
          signal: this.#lost.signal,
        });
        clearTimeout(late);
        if (!response.ok) {
          this.#end(LOST);
          return;
        }
      }
    } catch {
      this.#end(LOST);
    } finally {
      clearTimeout(late);
      this.#posting = false;
      if (this.#listener === null) {
        this.#ending.abort();
      }
    }
  }

  /**
   * What goes with one request: messages up to the next audio, or audio up to the next message.
   *
   * @returns {string | Blob}
   */
  #next() {
    const first = this.#waiting[0];
    /** @type {(CallerMessage | ArrayBuffer)[]} */
    const taken = [];
    let bytes = 0;
    for (const one of this.#waiting) {
      const audio = one instanceof ArrayBuffer;
      if (audio !== first instanceof ArrayBuffer || bytes >= GREATEST_BODY_BYTES) {
        break;
      }
      bytes += audio ? one.byteLength : 0;
      taken.push(one);
    }
    this.#waiting.splice(0, taken.length);
    this.#audioWaiting -= bytes;
    return first instanceof ArrayBuffer
      ? new Blob(/** @type {ArrayBuffer[]} */ (taken))
      : JSON.stringify(taken);
  }

  /**
   * @param {number} ms in which the server must say something
   * @param {number} otherwise how the connection ends if it does not
   */
  #expect(ms, otherwise) {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#end(otherwise), ms);
  }

  /** @param {number} code */
  #end(code) {
    const listener = this.#listener;
    this.#listener = null;
    clearTimeout(this.#patience);
    this.#pulse.stop();
    this.#ending.abort();
    if (listener !== null) {
      this.#lost.abort(); // what the page said before it left still goes out
    }
    listener?.closed(code, this.#up !== null);
  }
}

/** What a status of the stream's answer means; any other is not the server's own. */
const FAILURES = /** @type {Readonly<Record<number, number>>} */ ({
  401: 4401,
  404: 4404,
  409: 4409,
});
const OCTETS = 'application/octet-stream';

/** Takes server-sent events apart. */
export class EventParser {
  #deliver;
  #rest = '';
  #name = '';
  /** @type {string[]} */
  #data = [];

  /** @param {(name: string, data: string) => void} deliver the name is `message` when none is given */
  constructor(deliver) {
    this.#deliver = deliver;
  }

  /** @param {string} text as it comes, cut anywhere */
  push(text) {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      this.#line(line.endsWith('\r') ? line.slice(0, -1) : line);
    }
  }

  /** @param {string} line */
  #line(line) {
    if (line === '') {
      if (this.#data.length > 0) {
        this.#deliver(this.#name || 'message', this.#data.join('\n'));
      }
      this.#name = '';
      this.#data = [];
      return;
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') {
      this.#name = value;
    } else if (field === 'data') {
      this.#data.push(value);
    }
  }
}

/** @param {string} base64 */
function bytesOf(base64) {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) {
    bytes[i] = binary.charCodeAt(i);
  }
  return bytes.buffer;
}
