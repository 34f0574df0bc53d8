import assert from 'node:assert/strict';
import test from 'node:test';
import { TurnTimer, percentile } from '../src/voice-agent/turn-timer.js';

/** @type {import('../src/voice-agent/messages.js').LatencyMessage} */
const MESSAGE = {
  type: 'latency',
  turn: 1,
  response: 3,
  totalMs: 700,
  stages: [
    { name: 'endpoint', atMs: 500 },
    { name: 'first_text', atMs: 560 },
    { name: 'first_audio_out', atMs: 600 },
    { name: 'audible', atMs: 700 },
  ],
};

/**
 * Frames of 20 ms: a room of noise, with a voice in it.
 *
 * @param {TurnTimer} timer
 * @param {number} room
 */
function conversation(timer, room) {
  for (let atMs = 20; atMs <= 4_000; atMs += 20) {
    const voiced = atMs > 1_000 && atMs <= 3_000;
    // The voice dies away over its last fifth of a second.
    const fade = Math.min(1, (3_000 - atMs) / 200);
    timer.frame(voiced ? Math.max(room, 0.1 * fade) : room, atMs);
    if (atMs === 1_100) {
      timer.listening(1_100);
    }
  }
}

for (const room of [0.0002, 0.004]) {
  test(`the end of speech is found in a room at ${room}`, () => {
    const timer = new TurnTimer();
    conversation(timer, room);
    timer.processing(3_520);
    timer.arrived(3, 3_640);
    timer.audible(3, 3_730);

    const figure = timer.figure(MESSAGE);

    console.log(`room ${room}: heard after ${figure.totalMs} ms, true 730 ms`);
    assert.equal(figure.asHeard, true);
    assert.ok(Math.abs(figure.totalMs - 730) <= 60);
  });
}

test('what the server saw is laid over what the page heard', () => {
  const timer = new TurnTimer();
  timer.typed(1_000);
  timer.arrived(3, 1_650);
  timer.audible(3, 1_760);

  const { totalMs, stages } = timer.figure(MESSAGE);

  assert.equal(totalMs, 760);
  assert.deepEqual(stages, [
    { name: 'endpoint', atMs: 550 },
    { name: 'first_text', atMs: 610 },
    { name: 'received', atMs: 650 },
    { name: 'audible', atMs: 760 },
  ]);
});

test('what the page did not hear is told as the server measured it', () => {
  const timer = new TurnTimer();
  timer.processing(500);
  timer.audible(3, 900);

  const figure = timer.figure(MESSAGE);

  assert.equal(figure.asHeard, false);
  assert.equal(figure.totalMs, 700);
});

test('percentiles are values that occurred', () => {
  assert.equal(percentile([], 0.5), 0);
  assert.equal(percentile([700, 500, 600], 0.5), 600);
  assert.equal(percentile([4, 1, 3, 2], 0.5), 2);
  assert.equal(
    percentile(
      Array.from({ length: 100 }, (_, i) => i + 1),
      0.95,
    ),
    95,
  );
});
