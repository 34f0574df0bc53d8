/**
 * What can be told of a microphone and of the room by their sound alone. Pure functions; levels are in
 * decibels of full scale.
 *
 * @typedef {'good' | 'fair' | 'bad'} Verdict
 * @typedef {'quiet' | 'loud' | 'clipping' | 'noise' | 'echo' | 'all_good' | 'silent'} Advice
 * @typedef {object} Measured
 * @property {number | null} floorDb the room while nobody speaks
 * @property {number | null} speechDb the caller's voice
 * @property {number} peak the loudest sample, from 0 to 1
 * @property {number | null} echoDb the loudspeaker as it comes back, against how it went out; null when
 *   nothing of it was found
 * @property {number | null} roundTripMs from playing to capturing
 */

/** Echo is looked for at this rate: enough for a sweep up to 3 kHz, and a sixth of the work. */
export const ECHO_RATE_HZ = 8_000;
const PROBE_SECONDS = 0.25;
const PROBE_FROM_HZ = 400;
const PROBE_TO_HZ = 3_000;
/** No louder than the room by this much, and quiet: nobody spoke, or into something else. */
const NOBODY = 4;
/** What matches the sweep must stand out of what matches it by chance. */
const SURE = 8;

/** @param {number} rms */
export function dbfs(rms) {
  return rms > 0 ? Math.max(-99, 20 * Math.log10(rms)) : -99;
}

/**
 * A sweep, faded at both ends, for the loudspeaker.
 *
 * @param {number} rateHz
 * @param {number} amplitude
 */
export function probe(rateHz, amplitude) {
  const length = Math.round(PROBE_SECONDS * rateHz);
  const samples = new Float32Array(length);
  const fade = length / 10;
  let phase = 0;
  for (let i = 0; i < length; i++) {
    const hz = PROBE_FROM_HZ * (PROBE_TO_HZ / PROBE_FROM_HZ) ** (i / length);
    phase += (2 * Math.PI * hz) / rateHz;
    const edge = Math.min(1, i / fade, (length - i) / fade);
    samples[i] = amplitude * edge * Math.sin(phase);
  }
  return samples;
}

/**
 * Every third sample of a signal at 24 kHz, after the mean of three: a plain filter is enough to find a
 * sweep that ends at 3 kHz.
 *
 * @param {Int16Array} samples
 */
export function thinned(samples) {
  const thin = new Float32Array(Math.floor(samples.length / 3));
  for (let i = 0; i < thin.length; i++) {
    const sum = at(samples, 3 * i) + at(samples, 3 * i + 1) + at(samples, 3 * i + 2);
    thin[i] = sum / (3 * 32_768);
  }
  return thin;
}

/**
 * Finds a sweep in what was captured.
 *
 * @param {Float32Array} captured at {@link ECHO_RATE_HZ}, from the moment the sweep was played
 * @param {Float32Array} sent the sweep, likewise
 * @returns {{ delayMs: number, gainDb: number } | null} null when it is not in there
 */
export function findEcho(captured, sent) {
  const energy = sent.reduce((sum, value) => sum + value * value, 0);
  const lags = captured.length - sent.length;
  if (energy === 0 || lags <= 0) {
    return null;
  }
  let best = 0;
  let bestLag = 0;
  let squares = 0;
  for (let lag = 0; lag < lags; lag++) {
    let sum = 0;
    for (let i = 0; i < sent.length; i++) {
      sum += at(captured, lag + i) * at(sent, i);
    }
    squares += sum * sum;
    if (Math.abs(sum) > best) {
      best = Math.abs(sum);
      bestLag = lag;
    }
  }
  const usual = Math.sqrt(squares / lags);
  if (best === 0 || best < SURE * usual) {
    return null;
  }
  return { delayMs: (1000 * bestLag) / ECHO_RATE_HZ, gainDb: 20 * Math.log10(best / energy) };
}

/**
 * What is wrong, the worst first, or that all is well.
 *
 * @param {Measured} measured
 * @returns {{ advice: Advice, verdict: Verdict }[]}
 */
export function judged({ floorDb, speechDb, peak, echoDb }) {
  /** @type {{ advice: Advice, verdict: Verdict }[]} */
  const found = [];
  const nobody =
    floorDb !== null && speechDb !== null && speechDb - floorDb < NOBODY && speechDb < -45;
  const silent = speechDb !== null && (speechDb <= -75 || nobody);
  if (silent) {
    found.push({ advice: 'silent', verdict: 'bad' });
  } else if (peak >= 0.99) {
    found.push({ advice: 'clipping', verdict: 'bad' });
  } else if (speechDb !== null && speechDb > -9) {
    found.push({ advice: 'loud', verdict: 'fair' });
  }
  if (!silent && speechDb !== null && speechDb < -42) {
    found.push({ advice: 'quiet', verdict: speechDb < -52 ? 'bad' : 'fair' });
  }
  if (!silent && floorDb !== null && speechDb !== null && speechDb - floorDb < 15) {
    found.push({ advice: 'noise', verdict: speechDb - floorDb < 8 ? 'bad' : 'fair' });
  }
  if (echoDb !== null && echoDb > -30) {
    found.push({ advice: 'echo', verdict: echoDb > -15 ? 'bad' : 'fair' });
  }
  return found.length > 0 ? found : [{ advice: 'all_good', verdict: 'good' }];
}

/**
 * @param {{ readonly [index: number]: number }} samples
 * @param {number} index
 */
function at(samples, index) {
  return /** @type {number} */ (samples[index]);
}
