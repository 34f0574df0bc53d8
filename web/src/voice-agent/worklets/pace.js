/**
 * How fast to play, when audio comes no faster than it is played: a hair faster while more waits than
 * is wanted, a hair slower while too little does. So the buffer shrinks again after a bad moment, and
 * two clocks that do not quite agree do not run it dry. The change is at most half a percent, a twelfth
 * of a semitone, and comes gradually. Audio that comes ahead of time, as a service usually sends it, is
 * played at its own speed.
 *
 * All counts are samples at 24 kHz; time is what was played.
 */

const RATE_HZ = 24_000;
/** Looked at so often: the least that waited in this time is what the network really leaves. */
const WINDOW_SAMPLES = RATE_HZ;
/** Windows in which arrival must look like a clock before its speed is believed. */
const WINDOWS = 4;
/** Arrival this near to real time is live. */
const LIVE = 0.04;
/** No single window may be further from it than this. */
const UNEVEN = 0.35;
const GREATEST_CHANGE = 0.005;
/** Half a percent for every 20 ms that the buffer is off. */
const GAIN = GREATEST_CHANGE / (0.02 * RATE_HZ);
/** How much the speed may change in one window. */
const GREATEST_STEP = 0.002;

export class Pace {
  ratio = 1;
  #received = 0;
  #played = 0;
  #least = Infinity;
  /** @type {number[]} samples received in each of the last windows */
  #windows = [];

  /** Whether audio has been coming at the speed it is played at. */
  get live() {
    const sum = this.#windows.reduce((all, one) => all + one, 0);
    const share = sum / (WINDOW_SAMPLES * WINDOWS);
    return (
      this.#windows.length === WINDOWS &&
      Math.abs(share - 1) < LIVE &&
      // A burst and then nothing is no clock, though its mean may look like one.
      this.#windows.every((one) => Math.abs(one / WINDOW_SAMPLES - 1) < UNEVEN)
    );
  }

  /** Another answer begins, or playing stops: what was seen says nothing any more. */
  restart() {
    this.#received = 0;
    this.#played = 0;
    this.#least = Infinity;
    this.#windows.length = 0;
    this.ratio = 1;
  }

  /** @param {number} samples */
  received(samples) {
    this.#received += samples;
  }

  /**
   * @param {number} count samples that were played just now
   * @param {number} held samples that wait
   * @param {number} target samples that should
   */
  played(count, held, target) {
    this.#played += count;
    this.#least = Math.min(this.#least, held);
    if (this.#played < WINDOW_SAMPLES) {
      return;
    }
    this.#windows.push((this.#received * WINDOW_SAMPLES) / this.#played);
    if (this.#windows.length > WINDOWS) {
      this.#windows.shift();
    }
    const wanted = this.live ? 1 + limited((this.#least - target / 2) * GAIN, GREATEST_CHANGE) : 1;
    this.ratio += limited(wanted - this.ratio, GREATEST_STEP);
    this.#received = 0;
    this.#played = 0;
    this.#least = Infinity;
  }
}

/**
 * @param {number} value
 * @param {number} most
 */
function limited(value, most) {
  return Math.max(-most, Math.min(most, value));
}
