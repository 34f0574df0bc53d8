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
