/**
 * A conversation with nobody: hears that somebody speaks, not what, and answers with a hum. Typed words
 * do more: "drop" loses the connection, "fail" and "bye" end the conversation, "lost" loses the service for a
 * while, "notice" gives one, "long" is a long answer, "stutter" sends audio too late, "tool" uses one,
 * "approve" asks first, "ask email" asks for a value that may be typed, as do phone, name, date and code.
 */

const RATE_HZ = 24_000;
const FRAME_MS = 20;
const FRAME_SAMPLES = 480;
const LOUD = 0.02;
const QUIET_MS = 500;
const ANSWERS = {
  spoken: 'I heard you, loud and clear. I am only a fake server, so I hum instead of speaking.',
  typed: 'You typed that nicely. A real service would now say something worth hearing.',
  long: 'This is a long answer, made to be interrupted. It goes on and on, through hills and valleys, past rivers and towns, and it will not stop by itself before you have lost all patience with it; so do what a friend would do, and cut me short.',
};

/**
 * What a conversation needs of its way to the page.
 *
 * @typedef {object} Leg
 * @property {(text: string) => void} ontext
 * @property {(bytes: Buffer) => void} onbinary
 * @property {() => void} onclose
 * @property {(message: object) => void} send
 * @property {(bytes: Buffer) => void} sendBinary
 * @property {(code: number) => void} close
 * @property {() => void} drop
 */

export class FakeConversation {
  #socket;
  #order = 0;
  #response = 0;
  #turn = 0;
  #quietMs = 0;
  #speakingSinceMs = 0;
  #item = 0;
  #toolOrder = 0;
  /** @type {{ id: string, kind: string } | null} the value that is asked for */
  #asked = null;
  #speechEndedMs = 0;
  /** @type {{ response: number, text: string, item: string, order: number, total: number } | null} */
  #answer = null;
  /** @type {Set<NodeJS.Timeout>} */
  #timers = new Set();
  /** What the page sent, by type. */
  received = /** @type {Record<string, unknown>[]} */ ([]);
  framesReceived = 0;
  pings = 0;

  /**
   * @param {Leg} socket
   */
  constructor(socket) {
    this.#socket = socket;
    socket.ontext = (text) => this.#hear(JSON.parse(text));
    socket.onbinary = (bytes) => this.#listen(bytes);
    socket.onclose = () => this.#timers.forEach(clearTimeout);
    this.#state('connecting');
    this.#event(true, 'session.update', '');
    this.#after(600, () => {
      this.#event(false, 'session.updated', 'pcm16, 24000 Hz');
      this.#state('ready');
    });
  }

  /** @param {any} message */
  #hear(message) {
    if (message.type === 'ping') {
      this.pings++;
      this.#socket.send({ type: 'pong' });
      return;
    }
    this.received.push(message);
    switch (message.type) {
      case 'text':
        this.#typed(message.text);
        break;
      case 'interrupt':
        this.#interrupt();
        this.#state('ready');
        break;
      case 'approval':
        this.#tool({ status: message.approved ? 'done' : 'failed', tookMs: 40 });
        this.#speak(ANSWERS.typed, 'tool');
        break;
      case 'playback.started':
        this.#time(message.response);
        break;
      case 'playback.stopped':
        this.#truncate(message);
        break;
      case 'playback.finished':
        this.#caption('agent', true);
        this.#answer = null;
        this.#state('ready');
        break;
      case 'end':
        this.#socket.send({ type: 'ended', code: 'stopped', text: 'Stopped.', failed: false });
        this.#socket.close(1000);
        break;
    }
  }

  /** @param {string} text */
  #typed(text) {
    this.#interrupt();
    if (this.#asked !== null) {
      this.#socket.send({ type: 'capture.over', id: this.#asked.id });
      this.#asked = null;
    }
    this.#speechEndedMs = performance.now();
    this.#say('user', `typed-${++this.#item}`, ++this.#order, text, true);
    switch (text) {
      case 'drop':
        this.#after(100, () => this.#socket.drop());
        return;
      case 'fail':
        this.#ended('server_error', 'The service had a fault. Start again.', true);
        return;
      case 'bye':
        this.#ended('agent_ended', 'Goodbye.', false);
        return;
      case 'lost':
        this.#state('reconnecting');
        this.#after(4000, () => this.#state('ready'));
        return;
      case 'notice':
        this.#socket.send({
          type: 'notice',
          code: 'slow_network',
          text: 'Your network is slow. The voice may come late.',
        });
        return;
      case 'think':
        this.#state('processing');
        return;
      case 'tool':
        this.#use();
        return;
      case 'ask email':
      case 'ask phone':
      case 'ask name':
      case 'ask date':
      case 'ask code':
        this.#asked = { id: `ask-${this.#order}`, kind: text.slice(4) };
        this.#socket.send({ type: 'capture', ...this.#asked });
        this.#state('ready');
        return;
      case 'approve':
        this.#toolOrder = ++this.#order;
        this.#state('processing');
        this.#tool({ status: 'asking', input: '{"to":"Ana","amount":20}' });
        return;
    }
    this.#state('processing');
    this.#after(350, () => {
      this.#speak(text === 'long' || text === 'stutter' ? ANSWERS.long : ANSWERS.typed, text);
    });
  }

  #use() {
    this.#toolOrder = ++this.#order;
    this.#state('processing');
    this.#tool({ status: 'running', input: '{"city":"Bogotá"}' });
    this.#after(600, () => {
      this.#tool({ status: 'done', result: '{"sky":"clear","celsius":19}', tookMs: 612 });
      this.#speak(ANSWERS.typed, 'tool');
    });
  }

  /** @param {object} fields */
  #tool(fields) {
    this.#socket.send({
      type: 'tool',
      id: `tool-${this.#toolOrder}`,
      order: this.#toolOrder,
      name: 'get_weather',
      ...fields,
    });
  }

  /** @param {Buffer} bytes */
  #listen(bytes) {
    this.framesReceived++;
    let squares = 0;
    for (let i = 0; i + 1 < bytes.length; i += 2) {
      squares += (bytes.readInt16LE(i) / 32_768) ** 2;
    }
    const loud = Math.sqrt(squares / FRAME_SAMPLES) > LOUD;
    this.#quietMs = loud ? 0 : this.#quietMs + FRAME_MS;
    if (loud && this.#speakingSinceMs === 0) {
      this.#speakingSinceMs = performance.now();
      this.#interrupt();
      this.#order++;
      this.#item++;
      this.#event(false, 'input_audio_buffer.speech_started', `item spoken-${this.#item}`);
      this.#state('listening');
    } else if (this.#speakingSinceMs > 0) {
      this.#spoken(false);
      if (this.#quietMs >= QUIET_MS) {
        this.#speechEndedMs = performance.now() - QUIET_MS;
        this.#spoken(true);
        this.#speakingSinceMs = 0;
        this.#event(false, 'input_audio_buffer.speech_stopped', '');
        this.#state('processing');
        this.#after(400, () => this.#speak(ANSWERS.spoken, ''));
      }
    }
  }

  /** @param {boolean} final */
  #spoken(final) {
    const words = Math.ceil((performance.now() - this.#speakingSinceMs) / 300);
    const text = Array.from({ length: words }, (_, i) => ['la', 'di', 'da', 'dum'][i % 4]).join(
      ' ',
    );
    this.#say('user', `spoken-${this.#item}`, this.#order, text, final);
  }

  /**
   * @param {string} text
   * @param {string} manner
   */
  #speak(text, manner) {
    const response = ++this.#response;
    const total = text.length * 0.06 * RATE_HZ;
    this.#answer = { response, text, item: `answer-${response}`, order: ++this.#order, total };
    this.#event(true, 'response.create', `response ${response}`);
    this.#state('speaking');
    this.#socket.send({ type: 'playback.begin', response, item: this.#answer.item });
    let sent = 0;
    const pump = () => {
      if (this.#answer?.response !== response) {
        return;
      }
      const next = Math.min(total, sent + 5 * FRAME_SAMPLES);
      const shown = text.slice(0, Math.ceil((next / total) * text.length));
      this.#say('agent', this.#answer.item, this.#answer.order, shown, next >= total);
      while (sent < next) {
        this.#socket.sendBinary(hum(response, sent));
        sent += FRAME_SAMPLES;
      }
      if (sent < total) {
        this.#after(manner === 'stutter' && sent % 48_000 === 0 ? 2_500 : 50, pump);
      } else {
        this.#socket.send({ type: 'playback.end', response, samples: sent });
        this.#event(false, 'response.done', `response ${response}, completed`);
      }
    };
    pump();
  }

  #interrupt() {
    if (this.#answer !== null) {
      this.#socket.send({ type: 'playback.stop', response: this.#answer.response });
      this.#event(true, 'response.cancel', `response ${this.#answer.response}`);
    }
  }

  /** @param {{ response: number, samples: number }} stopped */
  #truncate({ response, samples }) {
    const answer = this.#answer;
    if (answer?.response === response) {
      const heard = Math.floor((answer.text.length * samples) / answer.total);
      this.#say('agent', answer.item, answer.order, answer.text, true, heard);
      this.#answer = null;
    }
  }

  /** @param {number} response */
  #time(response) {
    const totalMs = Math.round(performance.now() - this.#speechEndedMs);
    /** @param {number} share */
    const at = (share) => Math.round(totalMs * share);
    const stages = [
      ['endpoint', 0.35],
      ['transcript', 0.42],
      ['response', 0.45],
      ['first_text', 0.7],
      ['first_audio_in', 0.85],
      ['first_audio_out', 0.87],
      ['audible', 1],
    ].map(([name, share]) => ({ name, atMs: at(Number(share)) }));
    this.#socket.send({ type: 'latency', turn: ++this.#turn, response, totalMs, stages });
  }

  /**
   * @param {'agent'} role
   * @param {boolean} final
   */
  #caption(role, final) {
    const answer = this.#answer;
    if (answer !== null) {
      this.#say(role, answer.item, answer.order, answer.text, final);
    }
  }

  /**
   * @param {'user' | 'agent'} role
   * @param {string} item
   * @param {number} order
   * @param {string} text
   * @param {boolean} final
   * @param {number} [heard]
   */
  #say(role, item, order, text, final, heard) {
    this.#socket.send({ type: 'caption', role, item, order, text, final, heard });
  }

  /** @param {string} state */
  #state(state) {
    this.#socket.send({ type: 'state', state });
  }

  /**
   * @param {boolean} out
   * @param {string} name
   * @param {string} detail
   */
  #event(out, name, detail) {
    const atMs = Math.round(performance.now()) % 1_000_000;
    this.#socket.send({ type: 'event', out, name, atMs, detail });
  }

  /**
   * @param {string} code
   * @param {string} text
   * @param {boolean} failed
   */
  #ended(code, text, failed) {
    this.#state(failed ? 'failed' : 'ended');
    this.#socket.send({ type: 'ended', code, text, failed });
    this.#socket.close(1000);
  }

  /**
   * @param {number} ms
   * @param {() => void} then
   */
  #after(ms, then) {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, ms);
    this.#timers.add(timer);
  }
}

/**
 * 20 ms of a humming voice.
 *
 * @param {number} response
 * @param {number} offset in samples
 */
function hum(response, offset) {
  const bytes = Buffer.alloc(8 + 2 * FRAME_SAMPLES);
  bytes.writeUInt32LE(response, 0);
  bytes.writeUInt32LE(offset, 4);
  for (let i = 0; i < FRAME_SAMPLES; i++) {
    const t = (offset + i) / RATE_HZ;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 2.3 * t)) ** 0.6;
    const phrase = Math.sin(2 * Math.PI * 0.31 * t) > -0.75 ? 1 : 0.05;
    const pitch = 150 * t + 4 * Math.sin(2 * Math.PI * 0.4 * t);
    const voice = [1, 0.5, 0.35, 0.2].reduce(
      (sum, part, k) => sum + part * Math.sin(2 * Math.PI * pitch * (k + 1)),
      0,
    );
    bytes.writeInt16LE(Math.round(voice * syllable * phrase * 5_000), 8 + 2 * i);
  }
  return bytes;
}
