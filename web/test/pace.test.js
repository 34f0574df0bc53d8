import assert from 'node:assert/strict';
import test from 'node:test';
import { Playout } from '../src/voice-agent/worklets/playout.js';
import { Resampler } from '../src/voice-agent/worklets/resampler.js';

/**
 * A loudspeaker that plays what arrives live from a sender whose clock is a little off, over a network
 * that jitters, exactly as the worklet does it: in blocks of 128.
 */

const TONE_HZ = 440;
const AMPLITUDE = 0.5;
const BLOCK = 128;

let seed = 7;
const chance = () => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
};

/**
 * @param {{ rateHz: number, seconds: number, skewPpm: number, jitterMs: number, corrected?: boolean,
 *   stallAtSeconds?: number }} world
 */
function play({ rateHz, seconds, skewPpm, jitterMs, corrected = true, stallAtSeconds }) {
  let underruns = 0;
  const playout = new Playout((report) => (underruns += report.type === 'underrun' ? 1 : 0));
  const resampler = new Resampler(24_000, rateHz, { varies: true });
  const input = new Float32Array(8_192);
  const output = new Float32Array(BLOCK);
  const heard = new Float32Array(Math.ceil((seconds * rateHz) / BLOCK) * BLOCK);
  /** @type {number[]} */
  const held = [];
  /** @type {number[]} speed of each block */
  const speeds = [];
  let sent = 0;
  let nextMs = 0;
  let latestMs = 0;
  for (let block = 0; block * BLOCK < heard.length; block++) {
    const nowMs = (1000 * block * BLOCK) / rateHz;
    while (nextMs <= nowMs) {
      const samples = Int16Array.from({ length: 480 }, (_, i) =>
        Math.round(32_767 * AMPLITUDE * Math.sin((2 * Math.PI * TONE_HZ * (sent + i)) / 24_000)),
      );
      playout.add(1, sent, samples);
      sent += 480;
      const dueMs = (sent / 24) * (1 + skewPpm / 1e6);
      const stallMs =
        stallAtSeconds !== undefined && Math.abs(dueMs / 1000 - stallAtSeconds) < 0.011 ? 250 : 0;
      // A network keeps the order: nothing arrives before what was sent before it.
      latestMs = Math.max(latestMs, dueMs + chance() * jitterMs + stallMs);
      nextMs = latestMs;
    }
    const speed = corrected ? playout.speed : 1;
    const count = resampler.inputFor(BLOCK, speed);
    playout.read(input, count);
    resampler.pull(input, output, BLOCK, speed);
    heard.set(output, block * BLOCK);
    speeds.push(speed);
    if (block % 375 === 374) {
      held.push(playout.heldSamples / 24);
    }
  }
  return { heard, held, speeds, underruns, playout };
}

/**
 * What of the second half is not the tone, block by block at the block's own speed, in decibels.
 *
 * @param {Float32Array} heard
 * @param {number[]} speeds
 * @param {number} rateHz
 */
function signalToNoise(heard, speeds, rateHz) {
  const span = 8 * BLOCK;
  let wanted = 0;
  let rest = 0;
  for (let at = Math.floor(heard.length / 2 / span) * span; at + span <= heard.length; at += span) {
    const step = (2 * Math.PI * TONE_HZ * (speeds[at / BLOCK] ?? 1)) / rateHz;
    let [ss, sc, cc, xs, xc, xx] = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < span; i++) {
      const [sine, cosine] = [Math.sin(step * i), Math.cos(step * i)];
      const value = /** @type {number} */ (heard[at + i]);
      ss += sine * sine;
      sc += sine * cosine;
      cc += cosine * cosine;
      xs += value * sine;
      xc += value * cosine;
      xx += value * value;
    }
    const determinant = ss * cc - sc * sc;
    const a = (xs * cc - xc * sc) / determinant;
    const b = (xc * ss - xs * sc) / determinant;
    const fitted = a * xs + b * xc;
    wanted += fitted;
    rest += Math.max(0, xx - fitted);
  }
  return 10 * Math.log10(wanted / Math.max(rest, 1e-12));
}

/** @param {Float32Array} heard how far two samples of it lie apart at most */
const greatestStep = (heard) =>
  heard.reduce((most, x, i) => Math.max(most, Math.abs(x - (heard[i - 1] ?? x))), 0);

/** @param {number} rateHz of a pure tone */
const stepOfTone = (rateHz) => (AMPLITUDE * 2 * Math.PI * TONE_HZ) / rateHz;

for (const rateHz of [44_100, 48_000]) {
  for (const skewPpm of [-2_000, 2_000]) {
    test(`a clock that is ${skewPpm} ppm off is followed at ${rateHz} Hz without a click`, () => {
      const world = { rateHz, seconds: 60, skewPpm, jitterMs: 15 };

      const { heard, held, speeds, underruns } = play(world);

      const later = held.slice(20);
      const db = signalToNoise(heard, speeds, rateHz);
      const click = greatestStep(heard) / stepOfTone(rateHz);
      const untouched = play({ ...world, corrected: false });
      console.log(
        `${rateHz} Hz, ${skewPpm} ppm: ${underruns} underruns, buffer ${Math.min(...later).toFixed(0)} ` +
          `to ${Math.max(...later).toFixed(0)} ms, signal to noise ${db.toFixed(1)} dB, ` +
          `greatest step ${click.toFixed(2)} of the tone's; without correction ` +
          `${untouched.underruns} underruns and ${(untouched.held.at(-1) ?? 0).toFixed(0)} ms at the end`,
      );
      assert.equal(underruns, 0);
      assert.ok(Math.max(...later) < 130);
      assert.ok(db > 50);
      assert.ok(click < 1.05);
    });
  }
}

test('after a stall the buffer is deeper, and shrinks again while all goes well', () => {
  const { held, underruns, playout } = play({
    rateHz: 48_000,
    seconds: 60,
    skewPpm: 0,
    jitterMs: 5,
    stallAtSeconds: 10,
  });

  console.log(
    `after a stall of 250 ms: ${underruns} underruns, buffer ${Math.max(...held).toFixed(0)} ms at its ` +
      `deepest, ${(held.at(-1) ?? 0).toFixed(0)} ms at the end`,
  );
  assert.ok(underruns >= 1);
  assert.ok(Math.max(...held) > 120);
  assert.ok((held.at(-1) ?? 0) < 90);
  assert.equal(playout.targetSamples, 60 * 24);
});

test('audio that comes ahead of time is played at its own speed', () => {
  const playout = new Playout(() => {});
  const output = new Float32Array(480);
  let sent = 0;
  for (let frame = 0; frame < 1_000; frame++) {
    for (let burst = 0; burst < 2 && sent < 480 * 1_500; burst++) {
      playout.add(1, sent, new Int16Array(480).fill(1_000));
      sent += 480;
    }
    playout.read(output, 480);
    assert.equal(playout.speed, 1);
  }
});

test('at its own speed a varying reader is as exact as the plain one', () => {
  for (const rateHz of [44_100, 48_000]) {
    const varying = new Resampler(24_000, rateHz, { varies: true });
    const plain = new Resampler(24_000, rateHz);
    const a = new Float32Array(BLOCK);
    const b = new Float32Array(BLOCK);
    let at = 0;
    for (let block = 0; block < 200; block++) {
      const count = varying.inputFor(BLOCK);
      assert.equal(plain.inputFor(BLOCK), count);
      const input = Float32Array.from({ length: count }, (_, i) => Math.sin((at + i) / 3));
      at += count;
      varying.pull(input, a, BLOCK);
      plain.pull(input, b, BLOCK);
      a.forEach((value, i) => assert.ok(Math.abs(value - /** @type {number} */ (b[i])) < 1e-6));
    }
  }
});
