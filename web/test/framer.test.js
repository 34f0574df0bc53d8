import assert from 'node:assert/strict';
import test from 'node:test';
import { FRAME_SAMPLES, Framer } from '../src/voice-agent/worklets/framer.js';

/**
 * @param {number} rateHz
 * @param {(n: number) => number[]} at gives each channel's sample
 */
function record(rateHz, at) {
  /** @type {{ frame: Int16Array, rms: number, peak: number }[]} */
  const frames = [];
  const framer = new Framer(rateHz, 128, (frame, rms, peak) => frames.push({ frame, rms, peak }));
  for (let n = 0; n < rateHz; n += 128) {
    const columns = Array.from({ length: 128 }, (_, i) => at(n + i));
    const channels = (columns[0] ?? []).map((_, c) =>
      Float32Array.from(columns, (column) => column[c] ?? 0),
    );
    framer.write(channels);
  }
  return frames;
}

for (const rateHz of [48_000, 44_100, 16_000]) {
  test(`a second at ${rateHz} Hz becomes fifty frames of 20 ms, with their level`, () => {
    const frames = record(rateHz, (n) => [0.5 * Math.sin((2 * Math.PI * 440 * n) / rateHz)]);

    assert.ok(Math.abs(frames.length - 50) <= 1, `${frames.length}`);
    assert.ok(frames.every(({ frame }) => frame.length === FRAME_SAMPLES));
    const middle = frames[25];
    assert.ok(middle !== undefined);
    assert.ok(Math.abs(middle.rms - 0.5 / Math.SQRT2) < 0.01);
    assert.ok(Math.abs(middle.peak - 0.5) < 0.01);
    assert.equal(new Set(frames.map(({ frame }) => frame.buffer)).size, frames.length);
  });
}

test('both channels of a stereo microphone are mixed', () => {
  const frames = record(48_000, () => [0.5, -0.25]);

  assert.ok(frames.slice(1).every(({ frame }) => frame.every((x) => Math.abs(x - 4096) <= 1)));
});

test('what is too loud is clipped, not wrapped', () => {
  const frames = record(48_000, () => [1.8]);

  assert.ok(frames.slice(1).every(({ frame }) => frame.every((x) => x === 32_767)));
});

/**
 * How long each of many clicks waits from where it comes in until its frame is
 * handed over, in milliseconds of audio time, a block being processed when it is whole.
 *
 * @param {number} rateHz
 */
function waits(rateHz) {
  const apart = Math.round(0.0973 * rateHz);
  /** @type {number[]} */
  const found = [];
  let clicked = NaN;
  let heard = 0;
  const framer = new Framer(rateHz, 128, (frame) => {
    if (clicked >= 0 && frame.some((x) => Math.abs(x) > 8_000)) {
      found.push(((heard - clicked) / rateHz) * 1000);
      clicked = NaN;
    }
  });
  while (heard < 20 * rateHz) {
    const block = new Float32Array(128);
    for (let i = 0; i < 128; i++) {
      if ((heard + i) % apart === 0) {
        block[i] = 1;
        clicked = heard + i;
      }
    }
    heard += 128;
    framer.write([block]);
  }
  return found.sort((a, b) => a - b);
}

for (const [rateHz, boundMs] of /** @type {const} */ ([
  [48_000, 25],
  [44_100, 25],
  [16_000, 31],
])) {
  test(`at ${rateHz} Hz no sample waits longer than ${boundMs} ms for its frame`, (t) => {
    const found = waits(rateHz);
    const ms = (/** @type {number} */ share) =>
      found[Math.floor(share * (found.length - 1))]?.toFixed(1);

    t.diagnostic(`least ${ms(0)} ms, median ${ms(0.5)} ms, greatest ${ms(1)} ms`);
    assert.ok(found.length > 200, `${found.length}`);
    assert.ok(
      found.every((x) => x > 1 && x <= boundMs),
      `${found}`,
    );
  });
}
