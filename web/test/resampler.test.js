import assert from 'node:assert/strict';
import test from 'node:test';
import { Resampler } from '../src/voice-agent/worklets/resampler.js';

/**
 * @param {number} hz
 * @param {number} rateHz
 * @param {number} samples
 */
function tone(hz, rateHz, samples) {
  return Float32Array.from({ length: samples }, (_, n) =>
    Math.sin((2 * Math.PI * hz * n) / rateHz),
  );
}

/**
 * @param {number} fromHz
 * @param {number} toHz
 * @param {Float32Array} input
 * @param {number} [block]
 */
function resample(fromHz, toHz, input, block = 128) {
  const resampler = new Resampler(fromHz, toHz);
  const output = new Float32Array(resampler.outputAtMost(block));
  /** @type {number[]} */
  const all = [];
  for (let at = 0; at < input.length; at += block) {
    const part = input.subarray(at, at + block);
    const count = resampler.push(part, part.length, output);
    all.push(...output.subarray(0, count));
  }
  // The first and last filter lengths hold the edges of the signal.
  return Float32Array.from(all.slice(400, -400));
}

/**
 * The power at one frequency, and all the rest, by projection.
 *
 * @param {Float32Array} signal
 * @param {number} hz
 * @param {number} rateHz
 */
function split(signal, hz, rateHz) {
  const period = rateHz / gcd(rateHz, hz);
  const length = Math.floor(signal.length / period) * period;
  let sine = 0;
  let cosine = 0;
  let total = 0;
  for (let n = 0; n < length; n++) {
    const value = /** @type {number} */ (signal[n]);
    const angle = (2 * Math.PI * hz * n) / rateHz;
    sine += value * Math.sin(angle);
    cosine += value * Math.cos(angle);
    total += value * value;
  }
  const wanted = (2 * (sine * sine + cosine * cosine)) / (length * length);
  return { wanted, rest: Math.max(total / length - wanted, 1e-20) };
}

/**
 * @param {number} a
 * @param {number} b
 * @returns {number}
 */
const gcd = (a, b) => (b === 0 ? a : gcd(b, a % b));

/** @param {number} ratio */
const decibels = (ratio) => 10 * Math.log10(ratio);

for (const [fromHz, toHz] of /** @type {const} */ ([
  [48_000, 24_000],
  [44_100, 24_000],
  [16_000, 24_000],
  [96_000, 24_000],
  [24_000, 48_000],
  [24_000, 44_100],
  [24_000, 24_000],
])) {
  test(`a tone keeps its level and stays clean from ${fromHz} to ${toHz} Hz`, () => {
    for (const hz of [200, 1000, 3000, 7000]) {
      const { wanted, rest } = split(resample(fromHz, toHz, tone(hz, fromHz, fromHz)), hz, toHz);

      const cleanDb = decibels(wanted / rest);
      console.log(`${fromHz} -> ${toHz} Hz, ${hz} Hz: signal to noise ${cleanDb.toFixed(1)} dB`);
      assert.ok(cleanDb > 70, `${hz} Hz: ${cleanDb} dB`);
      assert.ok(Math.abs(decibels(wanted / 0.5)) < 0.05, `${hz} Hz: level ${wanted}`);
    }
  });
}

for (const [fromHz, hz] of /** @type {const} */ ([
  [48_000, 12_500],
  [48_000, 15_000],
  [48_000, 20_000],
  [44_100, 14_000],
])) {
  test(`${hz} Hz at ${fromHz} Hz does not fold back into 24 kHz`, () => {
    const folded = resample(fromHz, 24_000, tone(hz, fromHz, fromHz));

    const power = folded.reduce((sum, x) => sum + x * x, 0) / folded.length;
    const rejectionDb = decibels(0.5 / Math.max(power, 1e-20));
    console.log(`${fromHz} -> 24000 Hz, ${hz} Hz: image rejection ${rejectionDb.toFixed(1)} dB`);
    assert.ok(rejectionDb > 70, `${rejectionDb} dB`);
  });
}

test('the size of the blocks changes nothing', () => {
  const input = tone(440, 44_100, 20_000);

  assert.deepEqual(resample(44_100, 24_000, input, 128), resample(44_100, 24_000, input, 37));
});

test('pulling gives what pushing gives, from exactly the input it asked for', () => {
  const input = tone(440, 24_000, 24_000);
  const pulling = new Resampler(24_000, 44_100);
  const pulled = [];
  let at = 0;
  for (let block = 0; block < 100; block++) {
    const output = new Float32Array(128);
    const need = pulling.inputFor(128);
    pulling.pull(input.subarray(at, at + need), output, 128);
    at += need;
    pulled.push(...output);
  }

  const pushing = new Resampler(24_000, 44_100);
  const pushed = new Float32Array(pushing.outputAtMost(at));
  const count = pushing.push(input.subarray(0, at), at, pushed);
  assert.deepEqual(pulled, [...pushed.subarray(0, count)].slice(0, pulled.length));
  assert.ok(count - pulled.length < 2);
});

test('an odd rate is served by the nearest phase, still clean', () => {
  const { wanted, rest } = split(
    resample(44_099, 24_000, tone(1000, 44_099, 88_198)),
    1000,
    24_000,
  );

  console.log(`44099 -> 24000 Hz: signal to noise ${decibels(wanted / rest).toFixed(1)} dB`);
  assert.ok(decibels(wanted / rest) > 55);
});

test('a constant stays a constant', () => {
  const out = resample(44_100, 24_000, new Float32Array(10_000).fill(0.25));

  assert.ok(out.every((x) => Math.abs(x - 0.25) < 1e-5));
});
