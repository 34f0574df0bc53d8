/**
 * Changes the rate of a mono signal with a windowed-sinc filter, in blocks, without allocating.
 *
 * The filter is a Kaiser window of shape 8 (its stop band lies about 80 dB down) over 40 zero
 * crossings each side of the centre, cut off so that the stop band begins where the lower of the
 * two rates ends: nothing folds back, and what is lost is only the top eighth of the band. One set of
 * coefficients is kept per phase of the ratio, each summing to one, so silence and constants stay
 * what they are. A reader may take its input a little faster or slower than the ratio says: it then
 * uses the nearest of the finely spaced phases.
 */

const ZERO_CROSSINGS = 40;
const KAISER_SHAPE = 8;
/** Where the middle of the transition lies, as a share of the lower rate's band. */
const CUT_OFF = 0.936;
/** Phases kept at most; ratios of odd rates have more and use the nearest one. */
const MAX_PHASES = 2048;
/** Phases kept at least by one that is read at a varying speed. */
const FINE_PHASES = 512;

export class Resampler {
  /** @type {number} outputs per period of the ratio */
  #up;
  /** @type {number} inputs per period of the ratio */
  #down;
  /** @type {number} where the next output lies after the newest input, in 1/up of an input */
  #phase;
  /** @type {number} coefficients per phase */
  #taps;
  /** @type {number} */
  #phases;
  /** @type {Float32Array} */
  #coefficients;
  /** @type {Float32Array} every input twice, a filter's length apart, so that a window never wraps */
  #history;
  /** @type {number} */
  #write = 0;

  /**
   * @param {number} fromHz the rate of what comes in
   * @param {number} toHz the rate of what goes out
   * @param {{ varies?: boolean }} [use] whether {@link pull} is asked for other speeds than 1
   */
  constructor(fromHz, toHz, { varies = false } = {}) {
    const divisor = greatestCommonDivisor(fromHz, toHz);
    this.#up = toHz / divisor;
    this.#down = fromHz / divisor;
    this.#phase = this.#up;
    const stretch = Math.max(1, fromHz / toHz);
    const half = Math.ceil(ZERO_CROSSINGS * stretch);
    this.#taps = 2 * half;
    const finer = varies ? Math.max(1, Math.round(FINE_PHASES / this.#up)) : 1;
    this.#phases = Math.min(this.#up * finer, MAX_PHASES);
    this.#coefficients = coefficients(this.#phases, half, CUT_OFF / stretch);
    this.#history = new Float32Array(2 * this.#taps);
  }

  /** How far the output lags behind the input, in input samples. */
  get delaySamples() {
    return this.#taps / 2;
  }

  /**
   * The most samples {@link push} can give for so many inputs.
   *
   * @param {number} count
   */
  outputAtMost(count) {
    return Math.ceil((count * this.#up) / this.#down) + 1;
  }

  /**
   * How many inputs {@link pull} will take for so many outputs.
   *
   * @param {number} count
   * @param {number} [speed]
   */
  inputFor(count, speed = 1) {
    const step = this.#down * speed;
    let phase = this.#phase;
    let taken = 0;
    for (let i = 0; i < count; i++) {
      while (phase >= this.#up) {
        phase -= this.#up;
        taken++;
      }
      phase += step;
    }
    return taken;
  }

  /**
   * Takes all of the input and gives what can be given.
   *
   * @param {Float32Array} input
   * @param {number} count how many of its samples count
   * @param {Float32Array} output with room for {@link outputAtMost}
   * @returns {number} how many samples were written
   */
  push(input, count, output) {
    let taken = 0;
    let written = 0;
    for (;;) {
      if (this.#phase < this.#up) {
        output[written++] = this.#next(this.#down);
      } else if (taken < count) {
        this.#take(/** @type {number} */ (input[taken++]));
      } else {
        return written;
      }
    }
  }

  /**
   * Fills the output.
   *
   * @param {Float32Array} input holding {@link inputFor} samples
   * @param {Float32Array} output
   * @param {number} count how many samples to write
   * @param {number} [speed] how much faster than recorded; 1.005 is half a percent faster
   */
  pull(input, output, count, speed = 1) {
    const step = this.#down * speed;
    let taken = 0;
    for (let i = 0; i < count; i++) {
      while (this.#phase >= this.#up) {
        this.#take(/** @type {number} */ (input[taken++]));
      }
      output[i] = this.#next(step);
    }
  }

  /** @param {number} sample */
  #take(sample) {
    this.#history[this.#write] = sample;
    this.#history[this.#write + this.#taps] = sample;
    this.#write = this.#write + 1 === this.#taps ? 0 : this.#write + 1;
    this.#phase -= this.#up;
  }

  /** @param {number} step how far the next output lies behind this one, in 1/up of an input */
  #next(step) {
    const row = Math.floor((this.#phase * this.#phases) / this.#up) * this.#taps;
    let sum = 0;
    for (let k = 0; k < this.#taps; k++) {
      sum +=
        /** @type {number} */ (this.#history[this.#write + k]) *
        /** @type {number} */ (this.#coefficients[row + k]);
    }
    this.#phase += step;
    return sum;
  }
}

/**
 * @param {number} phases
 * @param {number} half half the filter's length, in inputs
 * @param {number} cutOff as a share of the input's band
 */
function coefficients(phases, half, cutOff) {
  const taps = 2 * half;
  const table = new Float32Array(phases * taps);
  for (let phase = 0; phase < phases; phase++) {
    const row = new Float64Array(taps);
    let sum = 0;
    for (let k = 0; k < taps; k++) {
      const distance = k - (taps - 1) + half - phase / phases;
      const value = sinc(cutOff * distance) * kaiser(distance / half);
      row[k] = value;
      sum += value;
    }
    for (let k = 0; k < taps; k++) {
      table[phase * taps + k] = /** @type {number} */ (row[k]) / sum;
    }
  }
  return table;
}

/** @param {number} x */
function sinc(x) {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** @param {number} x from -1 to 1 */
function kaiser(x) {
  return besselI0(KAISER_SHAPE * Math.sqrt(Math.max(0, 1 - x * x))) / besselI0(KAISER_SHAPE);
}

/** @param {number} x */
function besselI0(x) {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/**
 * @param {number} a
 * @param {number} b
 * @returns {number}
 */
function greatestCommonDivisor(a, b) {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
