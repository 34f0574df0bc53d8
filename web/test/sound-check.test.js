import assert from 'node:assert/strict';
import test from 'node:test';
import { isEcho } from '../src/voice-agent/echo-words.js';
import {
  ECHO_RATE_HZ,
  dbfs,
  findEcho,
  judged,
  probe,
  thinned,
} from '../src/voice-agent/sound-check.js';

let seed = 1;
/** Reproducible noise from -1 to 1. */
const noise = () => {
  seed = (seed * 48_271) % 2_147_483_647;
  return (seed / 2_147_483_647) * 2 - 1;
};

/**
 * One second of a room in which a sweep comes back.
 *
 * @param {number} gainDb
 * @param {number} delayMs
 * @param {number} noiseLevel
 */
function room(gainDb, delayMs, noiseLevel) {
  const captured = new Float32Array(ECHO_RATE_HZ).map(() => noise() * noiseLevel);
  const sent = probe(ECHO_RATE_HZ, 0.25);
  const at = Math.round((delayMs * ECHO_RATE_HZ) / 1000);
  sent.forEach((value, i) => {
    captured[at + i] = (captured[at + i] ?? 0) + value * 10 ** (gainDb / 20);
  });
  return { captured, sent };
}

for (const [gainDb, delayMs] of /** @type {const} */ ([
  [-6, 40],
  [-20, 120],
  [-32, 310],
])) {
  test(`an echo of ${gainDb} dB after ${delayMs} ms is found in a noisy room`, () => {
    const { captured, sent } = room(gainDb, delayMs, 0.004);
    const beganMs = performance.now();

    const echo = findEcho(captured, sent);

    const tookMs = performance.now() - beganMs;
    console.log(
      `echo ${echo?.gainDb.toFixed(1)} dB after ${echo?.delayMs.toFixed(1)} ms, found in ${tookMs.toFixed(0)} ms`,
    );
    assert.ok(echo !== null);
    assert.ok(Math.abs(echo.gainDb - gainDb) < 1.5);
    assert.ok(Math.abs(echo.delayMs - delayMs) < 1);
  });
}

test('no echo is found where there is none', () => {
  const { captured, sent } = room(-90, 100, 0.05);

  assert.equal(findEcho(captured, sent), null);
  assert.equal(findEcho(new Float32Array(ECHO_RATE_HZ), sent), null);
});

test('what a microphone captured at 24 kHz is thinned without moving', () => {
  const sweep = probe(24_000, 0.25);
  const captured = Int16Array.from({ length: 24_000 }, (_, i) =>
    Math.round((sweep[i - 2_400] ?? 0) * 16_384),
  );

  const echo = findEcho(thinned(captured), probe(ECHO_RATE_HZ, 0.25));

  assert.ok(echo !== null && Math.abs(echo.delayMs - 100) < 1);
  assert.ok(Math.abs(echo.gainDb - -6) < 2);
});

/** @type {import('../src/voice-agent/sound-check.js').Measured} */
const GOOD = { floorDb: -62, speechDb: -24, peak: 0.4, echoDb: null, roundTripMs: null };

for (const [advice, change] of /** @type {const} */ ([
  ['all_good', {}],
  ['silent', { speechDb: -99 }],
  ['clipping', { peak: 1 }],
  ['loud', { speechDb: -6 }],
  ['quiet', { speechDb: -48, floorDb: -75 }],
  ['noise', { floorDb: -30 }],
  ['echo', { echoDb: -12 }],
])) {
  test(`advises ${advice}`, () => {
    assert.equal(judged({ ...GOOD, ...change })[0]?.advice, advice);
  });
}

test('levels are decibels of full scale', () => {
  assert.equal(Math.round(dbfs(0.1)), -20);
  assert.equal(dbfs(0), -99);
});

test('the agent’s own words are known again, a caller’s are not', () => {
  const answer = 'It is half past ten in the morning, and the sun is shining.';

  assert.equal(isEcho('it is half past ten in the morning', [answer]), true);
  assert.equal(isEcho('half past ten in the morning and sun', [answer]), true);
  assert.equal(isEcho('is it half past ten already or not', [answer]), false);
  assert.equal(isEcho('thank you very much for that', [answer]), false);
  assert.equal(isEcho('in the morning', [answer]), false);
});
