import { KeptAudio } from './kept-audio.js';
import { TurnTimer } from './turn-timer.js';

/**
 * The agent's voice during a conversation: played, kept so that it can be heard again, and timed.
 *
 * @typedef {object} VoiceListener
 * @property {(message: import('./messages.js').CallerMessage) => void} send
 * @property {(level: number) => void} level
 * @property {(item: string, span: { startMs?: number, endMs?: number }) => void} span where on the
 *   page's clock an answer was audible
 * @property {(item: string, samples: number, response: number) => void} spoken how far an answer is
 * @property {(blocked: boolean) => void} blocked
 */

const RATE_HZ = 24_000;

export class Voice {
  kept = new KeptAudio();
  timer = new TurnTimer();
  #listener;
  /** @type {import('./sound.js').Sound | null} */
  #sound = null;
  /** @type {Map<number, string>} the item each response of this connection speaks */
  #items = new Map();
  /** @type {Map<string, number>} where the audio of an item is kept */
  #places = new Map();
  /** @type {Map<string, import('./messages.js').WordMessage[]>} words of what does not sound yet */
  #early = new Map();
  #volume = 1;
  #speaker = '';
  /** Audio is kept under numbers of its own, as each connection counts responses anew. */
  #base = 0;
  #newest = 0;
  /** Counts openings, so that one that was overtaken is not gone on with. */
  #opening = 0;
  /** @type {AudioBufferSourceNode | null} what is heard again */
  #again = null;
  /** @type {AudioContext | null} for hearing again after the conversation */
  #quietContext = null;

  /** @param {VoiceListener} listener */
  constructor(listener) {
    this.#listener = listener;
  }

  get sound() {
    return this.#sound;
  }

  get playback() {
    return this.#sound?.playback ?? null;
  }

  /** Whether answers are heard, and not only seen. */
  get audible() {
    return this.#sound?.audible === true;
  }

  /**
   * Call it from a click or a key, so that the browser lets sound out.
   *
   * @returns {Promise<boolean>} whether there is sound
   */
  async open() {
    const opening = ++this.#opening;
    this.hush();
    this.kept.clear();
    this.#places.clear();
    this.#base = 0;
    this.#newest = 0;
    this.restart();
    /** @type {import('./playback.js').PlaybackListener} */
    const listener = {
      started: (response, atSeconds) => this.#started(response, atSeconds),
      progress: (response, samples) => {
        this.#listener.send({ type: 'playback.progress', response, samples });
        this.#spoken(response, samples);
      },
      stopped: (response, samples) => {
        this.#listener.send({ type: 'playback.stopped', response, samples });
        this.#over(response, samples);
      },
      finished: (response, samples) => {
        this.#listener.send({ type: 'playback.finished', response, samples });
        this.#over(response, samples);
      },
      level: (rms) => this.#listener.level(rms),
    };
    const { Sound } = await import('./sound.js');
    if (opening !== this.#opening) {
      return true;
    }
    const sound = new Sound(listener, (blocked) => this.#listener.blocked(blocked));
    this.#sound = sound;
    const heard = await sound.open(listener, this.#volume);
    if (this.#speaker !== '') {
      await sound.useSpeaker(this.#speaker);
    }
    return heard;
  }

  /** A new connection numbers its responses anew. */
  restart() {
    this.#items.clear();
    this.#early.clear();
    this.#base += this.#newest + 1;
    this.#newest = 0;
    this.timer.clear();
    this.playback?.clear();
  }

  /**
   * @param {number} response
   * @param {string} item
   */
  begins(response, item) {
    this.#items.set(response, item);
    this.#places.set(item, this.#base + response);
    for (const word of this.#early.get(item) ?? []) {
      this.kept.time(this.#base + response, word);
    }
    this.#early.delete(item);
    this.#newest = Math.max(this.#newest, response);
  }

  /**
   * @param {number} response
   * @param {number} offset
   * @param {ArrayBuffer} samples
   */
  add(response, offset, samples) {
    this.#newest = Math.max(this.#newest, response);
    this.timer.arrived(response, performance.now());
    this.kept.add(this.#base + response, offset, new Int16Array(samples.slice(0)));
    this.playback?.add(response, offset, samples);
  }

  /**
   * So much text of an item is there.
   *
   * @param {string} item
   * @param {number} chars
   */
  worded(item, chars) {
    const place = this.#places.get(item);
    if (place !== undefined) {
      this.kept.mark(place, chars);
    }
  }

  /**
   * A word of an item sounds there.
   *
   * @param {import('./messages.js').WordMessage} word
   */
  timed(word) {
    const place = this.#places.get(word.item);
    if (place === undefined) {
      // The number of its sound comes next.
      const early = this.#early.get(word.item) ?? [];
      this.#early.set(word.item, [...early, word]);
    } else {
      this.kept.time(place, word);
    }
  }

  /**
   * How many characters of an item have been said after so many samples.
   *
   * @param {string} item
   * @param {number} samples
   * @param {number} length
   */
  charsSaid(item, samples, length) {
    const place = this.#places.get(item);
    return place === undefined ? length : this.kept.charsAt(place, samples, length);
  }

  /** @param {number} volume from 0 to 1 */
  set volume(volume) {
    this.#volume = volume;
    if (this.#sound !== null) {
      this.#sound.volume = volume;
    }
  }

  /** @param {string} deviceId */
  set speaker(deviceId) {
    this.#speaker = deviceId;
    void this.#sound?.useSpeaker(deviceId);
  }

  /** @param {string} item */
  canHearAgain(item) {
    const place = this.#places.get(item);
    return place !== undefined && this.kept.has(place);
  }

  /**
   * Plays what was said in an item again, from this character on. Call it from a click or a key.
   *
   * @param {string} item
   * @param {number} chars
   * @param {() => void} over
   */
  async hearAgain(item, chars, over) {
    this.hush();
    const place = this.#places.get(item);
    if (place === undefined) {
      over();
      return;
    }
    const samples = this.kept.audio(place);
    const from = Math.min(samples.length - 1, this.kept.startOf(place, chars));
    const context = this.#sound?.context ?? (this.#quietContext ??= new AudioContext());
    const buffer = new AudioBuffer({
      length: Math.max(1, samples.length),
      sampleRate: RATE_HZ,
    });
    buffer.copyToChannel(
      Float32Array.from(samples, (sample) => sample / 32_768),
      0,
    );
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(this.#sound?.output ?? context.destination);
    source.onended = over;
    this.#again = source;
    await context.resume();
    source.start(0, Math.max(0, from) / RATE_HZ);
  }

  /** Stops what is heard again. */
  hush() {
    this.#again?.stop();
    this.#again = null;
  }

  /** The conversation is over; what was said can still be heard again. */
  close() {
    this.#opening++;
    this.hush();
    this.#sound?.close();
    this.#sound = null;
    this.#listener.level(0);
  }

  /** @returns {Promise<void> | undefined} */
  allow() {
    return this.#sound?.allow();
  }

  /**
   * @param {number} response
   * @param {number | null} atSeconds
   */
  #started(response, atSeconds) {
    this.hush();
    const atMs =
      atSeconds === null
        ? performance.now()
        : (this.#sound?.heardAt(atSeconds) ?? performance.now());
    this.timer.audible(response, atMs);
    this.#listener.send({ type: 'playback.started', response });
    const item = this.#items.get(response);
    if (item !== undefined) {
      this.#listener.span(item, { startMs: atMs });
    }
  }

  /**
   * @param {number} response
   * @param {number} samples
   */
  #spoken(response, samples) {
    const item = this.#items.get(response);
    if (item !== undefined) {
      this.#listener.spoken(item, samples, this.#base + response);
    }
  }

  /**
   * @param {number} response
   * @param {number} samples
   */
  #over(response, samples) {
    this.#spoken(response, samples);
    const item = this.#items.get(response);
    const startMs = this.timer.audibleAt(response);
    if (item !== undefined && startMs !== null) {
      this.#listener.span(item, { endMs: startMs + (samples * 1000) / RATE_HZ });
    }
  }
}
