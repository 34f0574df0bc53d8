import assert from 'node:assert/strict';
import test from 'node:test';
import { BEAT_MS, Pulse } from '../src/voice-agent/pulse.js';

/**
 * A pulse in made time: every beat passes when the test says so.
 *
 * @param {import('node:test').TestContext} t
 */
function pulseIn(t) {
  t.mock.timers.enable({ apis: ['setInterval'] });
  let nowMs = 0;
  const told = /** @type {string[]} */ ([]);
  const pulse = new Pulse(
    () => told.push('ping'),
    () => told.push('lost'),
    () => nowMs,
  );
  const passes = (/** @type {number} */ ms) => {
    for (let left = ms; left > 0; left -= BEAT_MS) {
      nowMs += BEAT_MS;
      t.mock.timers.tick(BEAT_MS);
    }
  };
  return { pulse, told, passes };
}

test('a connection that brings nothing any more is lost within ten seconds', (t) => {
  const { pulse, told, passes } = pulseIn(t);
  pulse.start();
  pulse.heard();
  pulse.answered();
  passes(BEAT_MS);

  passes(5_000);
  assert.deepEqual(told, ['ping', 'ping'], 'it was asked for a word first');
  passes(10_000 - 5_000 - BEAT_MS);

  assert.equal(told.at(-1), 'lost');
  passes(60_000);
  assert.equal(told.filter((what) => what === 'lost').length, 1);
});

test('a quiet connection that answers stays, and something passes all the time', (t) => {
  const { pulse, told, passes } = pulseIn(t);
  pulse.start();
  for (let second = 0; second < 600; second += BEAT_MS / 1_000) {
    if (told.at(-1) === 'ping') {
      told.push('pong');
      pulse.heard();
      pulse.answered();
    }
    passes(BEAT_MS);
  }

  assert.ok(!told.includes('lost'));
  assert.ok(told.filter((what) => what === 'ping').length >= 600 / 15);
});

test('a server that never answers a ping is taken for an old one and not blamed', (t) => {
  const { pulse, told, passes } = pulseIn(t);
  pulse.start();
  pulse.heard();

  passes(600_000);

  assert.ok(!told.includes('lost'));
});

test('a page that hears much and says nothing still says something in time', (t) => {
  const { pulse, told, passes } = pulseIn(t);
  pulse.start();
  for (let beat = 0; beat < 100; beat++) {
    pulse.heard();
    passes(BEAT_MS);
  }

  assert.ok(told.length >= (100 * BEAT_MS) / 15_000);
});

test('where a page says much nobody is asked', (t) => {
  const { pulse, told, passes } = pulseIn(t);
  pulse.start();
  pulse.answered();
  for (let beat = 0; beat < 100; beat++) {
    pulse.heard();
    pulse.said();
    passes(BEAT_MS);
  }

  assert.deepEqual(told, ['ping']);
});

test('late timers do not make a connection that is alive look dead', (t) => {
  const { pulse, told } = pulseIn(t);
  pulse.start();
  pulse.heard();
  pulse.answered();

  // A page in the background, or a computer that slept: one beat for many.
  t.mock.timers.tick(BEAT_MS);
  t.mock.timers.tick(BEAT_MS);

  assert.deepEqual(told, ['ping']);
});

test('a page whose timers are late answers what the server says', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  let nowMs = 0;
  let pings = 0;
  const pulse = new Pulse(
    () => pings++,
    () => assert.fail('lost'),
    () => nowMs,
  );
  pulse.start();
  for (let beat = 0; beat < 60; beat++) {
    nowMs += 10_001; // the server's own beat on an event stream
    pulse.heard();
  }

  assert.equal(pings, 61);
});

test('nothing happens after the end', (t) => {
  const { pulse, told, passes } = pulseIn(t);
  pulse.start();
  pulse.answered();
  pulse.stop();

  passes(60_000);
  pulse.heard();

  assert.deepEqual(told, ['ping']);
});
