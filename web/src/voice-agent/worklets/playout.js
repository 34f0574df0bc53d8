import { Pace } from './pace.js';

/**
 * What is to be heard, at 24 kHz: a jitter buffer that knows which response each sample belongs to.
 *
 * It waits until enough is there (about 60 ms, more after each underrun, less again when all goes
 * well), plays silence while it has nothing, fades in and out over 5 ms at every edge, and knows to the sample
 * what was heard of each response. Nothing of a stopped response, or of one older than what came
 * last, is played.
 *
 * @typedef {import('./audio-messages.js').PlaybackReport} PlaybackReport
 * @typedef {{ response: number, offset: number, samples: Int16Array }} Chunk
 */

const SAMPLES_PER_MS = 24;
const FADE_SAMPLES = 5 * SAMPLES_PER_MS;
const PROGRESS_SAMPLES = 250 * SAMPLES_PER_MS;
const LEAST_TARGET = 60 * SAMPLES_PER_MS;
const GREATEST_TARGET = 480 * SAMPLES_PER_MS;
const SHRINK = 20 * SAMPLES_PER_MS;
const SHRINK_AFTER = 5_000 * SAMPLES_PER_MS;
/** What is held at most; a service that sends more than this ahead loses the newest. */
const GREATEST_HELD = 10 * 60_000 * SAMPLES_PER_MS;
const NONE = -1;

export class Playout {
  /** @type {(report: PlaybackReport) => void} */
  #report;

  /** @type {Chunk[]} of rising response, then offset */
  #queue = [];
  #head = 0;
  /** Samples taken of the first chunk. */
  #taken = 0;
  #held = 0;

  /** The response being played or waited for. */
  #current = NONE;
  /** How much of the current response, or of the one that finished last, was heard. */
  #position = 0;
  #finished = NONE;
  #started = false;
  #newest = NONE;
  #stoppedUpTo = NONE;
  /** @type {Set<number>} whose end is known, and not yet played */
  #ended = new Set();

  /** @type {'waiting' | 'playing'} */
  #phase = 'waiting';
  #waited = 0;
  #gain = 0;
  #target = LEAST_TARGET;
  #sinceUnderrun = 0;
  #sinceProgress = 0;
  #pace = new Pace();

  /** What still fades after a stop. */
  #tail = new Int16Array(FADE_SAMPLES);
  #tailLength = 0;
  #tailTaken = 0;
  #tailGain = 0;

  underruns = 0;
  excessSamplesDropped = 0;
  staleSamplesDropped = 0;
  staleSamplesPlayed = 0;

  /** @param {(report: PlaybackReport) => void} report is called from within the other methods */
  constructor(report) {
    this.#report = report;
  }

  /** How much is wanted before playing begins, in samples. */
  get targetSamples() {
    return this.#target;
  }

  /** What waits to be played, in samples. */
  get heldSamples() {
    return this.#held;
  }

  /** How much faster than recorded the next samples should be played. */
  get speed() {
    return this.#phase === 'playing' ? this.#pace.ratio : 1;
  }

  /** Whether every sample until more comes will be silence. */
  get silent() {
    return this.#held === 0 && this.#tailLength === 0 && this.#current === NONE;
  }

  /**
   * @param {number} response
   * @param {number} offset of the first sample within the response
   * @param {Int16Array} samples
   */
  add(response, offset, samples) {
    if (response <= this.#stoppedUpTo || response < this.#newest) {
      this.staleSamplesDropped += samples.length;
      return;
    }
    if (this.#held + samples.length > GREATEST_HELD) {
      this.excessSamplesDropped += samples.length;
      return;
    }
    if (samples.length === 0) {
      return;
    }
    this.#newest = response;
    this.#queue.push({ response, offset, samples });
    this.#held += samples.length;
    this.#pace.received(samples.length);
  }

  /**
   * No more will come for this response.
   *
   * @param {number} response
   */
  end(response) {
    if (response <= this.#stoppedUpTo || response < this.#current) {
      return;
    }
    if (response > this.#newest) {
      this.#newest = response;
      this.#report({ type: 'finished', response, samples: 0 });
      return;
    }
    this.#ended.add(response);
    if (response === this.#current && this.#nextOf(response) === undefined) {
      this.#finish();
    }
  }

  /**
   * Drops this response and those before it; what sounds now fades within 5 ms.
   *
   * @param {number} response
   */
  stop(response) {
    const heard = this.#heardOf(response);
    if (this.#current !== NONE && this.#current < response) {
      this.#report({ type: 'stopped', response: this.#current, samples: this.#position });
    }
    this.#drop(response);
    this.#report({ type: 'stopped', response, samples: heard });
    if (this.#tailLength === 0) {
      this.#report({ type: 'silent' });
    }
  }

  /** Drops all and says nothing of it; responses may be numbered from the start again. */
  clear() {
    this.#drop(Number.MAX_SAFE_INTEGER);
    this.#finished = NONE;
    this.#stoppedUpTo = NONE;
    this.#newest = NONE;
  }

  /**
   * Fills the output with what comes next.
   *
   * @param {Float32Array} output
   * @param {number} count how many samples to write
   */
  read(output, count) {
    for (let i = 0; i < count; i++) {
      output[i] = this.#tailLength > 0 ? this.#fadeTail() : this.#next();
    }
    if (this.#phase === 'playing') {
      this.#pace.played(count, this.#held, this.#target);
    } else if (this.#held > 0) {
      this.#waited += count;
    }
  }

  #next() {
    if (this.#phase === 'waiting' && !this.#begin()) {
      return 0;
    }
    const chunk = this.#nextOf(this.#current);
    if (chunk === undefined) {
      this.#runDry();
      return 0;
    }
    const low = this.#held <= FADE_SAMPLES && !this.#ended.has(this.#current);
    const step = 1 / FADE_SAMPLES;
    this.#gain = low ? Math.max(0, this.#gain - step) : Math.min(1, this.#gain + step);
    const value = this.#take(chunk) * this.#gain;
    this.#afterSample();
    return value;
  }

  /** Whether enough is there to begin, or to go on after an underrun. */
  #begin() {
    const chunk = this.#queue[this.#head];
    if (chunk === undefined) {
      return false;
    }
    const enough =
      this.#held >= this.#target ||
      (this.#waited >= this.#target && this.#held > FADE_SAMPLES) ||
      this.#ended.has(chunk.response);
    if (!enough) {
      return false;
    }
    if (chunk.response !== this.#current) {
      this.#current = chunk.response;
      this.#finished = NONE;
      this.#position = 0;
      this.#started = false;
      this.#sinceProgress = 0;
    }
    this.#phase = 'playing';
    this.#waited = 0;
    this.#pace.restart();
    return true;
  }

  /** @param {Chunk} chunk the first one */
  #take(chunk) {
    if (chunk.response <= this.#stoppedUpTo || chunk.response !== this.#current) {
      this.staleSamplesPlayed++;
    }
    const value = /** @type {number} */ (chunk.samples[this.#taken]) / 32_768;
    this.#position = chunk.offset + this.#taken + 1;
    this.#taken++;
    this.#held--;
    if (this.#taken === chunk.samples.length) {
      this.#shift();
    }
    return value;
  }

  #afterSample() {
    const response = this.#current;
    if (!this.#started) {
      this.#started = true;
      this.#report({ type: 'started', response });
    }
    if (++this.#sinceProgress === PROGRESS_SAMPLES) {
      this.#sinceProgress = 0;
      this.#report({ type: 'progress', response, samples: this.#position });
    }
    if (++this.#sinceUnderrun === SHRINK_AFTER) {
      this.#sinceUnderrun = 0;
      this.#target = Math.max(LEAST_TARGET, this.#target - SHRINK);
    }
    if (this.#nextOf(response) === undefined) {
      if (this.#ended.has(response) || this.#queue.length > this.#head) {
        this.#finish();
      }
    }
  }

  /** @param {number} response */
  #heardOf(response) {
    const known = response === this.#current || response === this.#finished;
    return known ? this.#position : 0;
  }

  #finish() {
    const response = this.#current;
    this.#finished = response;
    this.#ended.delete(response);
    this.#current = NONE;
    this.#phase = 'waiting';
    this.#waited = 0;
    this.#gain = 0;
    this.#report({ type: 'finished', response, samples: this.#position });
  }

  #runDry() {
    this.#phase = 'waiting';
    this.#waited = 0;
    this.#gain = 0;
    this.#sinceUnderrun = 0;
    this.underruns++;
    this.#target = Math.min(GREATEST_TARGET, Math.ceil(this.#target * 1.5));
    this.#report({
      type: 'underrun',
      response: this.#current,
      targetMs: Math.round(this.#target / SAMPLES_PER_MS),
    });
  }

  /**
   * The first chunk, when it belongs to this response.
   *
   * @param {number} response
   */
  #nextOf(response) {
    const chunk = this.#queue[this.#head];
    return chunk?.response === response ? chunk : undefined;
  }

  #shift() {
    this.#taken = 0;
    this.#head++;
    if (this.#head === this.#queue.length || this.#head >= 256) {
      this.#queue.copyWithin(0, this.#head);
      this.#queue.length -= this.#head;
      this.#head = 0;
    }
  }

  /** @param {number} response and those before it */
  #drop(response) {
    this.#stoppedUpTo = Math.max(this.#stoppedUpTo, response);
    if (this.#current !== NONE && this.#current <= response) {
      this.#keepTail();
      this.#current = NONE;
      this.#phase = 'waiting';
      this.#waited = 0;
      this.#gain = 0;
    }
    this.#dropStopped();
  }

  #dropStopped() {
    for (;;) {
      const chunk = this.#queue[this.#head];
      if (chunk === undefined || chunk.response > this.#stoppedUpTo) {
        break;
      }
      const left = chunk.samples.length - this.#taken;
      this.#held -= left;
      this.staleSamplesDropped += left;
      this.#shift();
    }
    for (const response of this.#ended) {
      if (response <= this.#stoppedUpTo) {
        this.#ended.delete(response);
      }
    }
  }

  /** Sets aside what is needed to fade out, from where playing stands. */
  #keepTail() {
    this.#tailTaken = 0;
    this.#tailLength = 0;
    this.#tailGain = this.#gain;
    if (this.#gain === 0) {
      return;
    }
    let skip = this.#taken;
    for (let i = this.#head; i < this.#queue.length; i++) {
      const chunk = /** @type {Chunk} */ (this.#queue[i]);
      if (chunk.response !== this.#current) {
        return;
      }
      for (let k = skip; k < chunk.samples.length; k++) {
        if (this.#tailLength === FADE_SAMPLES) {
          return;
        }
        this.#tail[this.#tailLength++] = /** @type {number} */ (chunk.samples[k]);
      }
      skip = 0;
    }
  }

  #fadeTail() {
    const left = 1 - (this.#tailTaken + 1) / this.#tailLength;
    const sample = /** @type {number} */ (this.#tail[this.#tailTaken++]);
    if (this.#tailTaken === this.#tailLength) {
      this.#tailLength = 0;
      this.#report({ type: 'silent' });
    }
    return (sample / 32_768) * this.#tailGain * left;
  }
}
