import assert from 'node:assert/strict';
import test from 'node:test';
import { EventLog, asLine, filtered } from '../src/voice-agent/event-log.js';
import { problemOf } from '../src/voice-agent/microphone.js';
import { Uplink } from '../src/voice-agent/uplink.js';
import { loudness } from '../src/voice-agent/view/orb.js';

/** @param {number} n */
const frame = (n) => Uint8Array.of(n % 256).buffer;
/** @param {ArrayBuffer} bytes */
const number = (bytes) => new Uint8Array(bytes)[0];

test('what is said while connecting goes out in order, a little faster than it is said', () => {
  const uplink = new Uplink();
  for (let n = 0; n < 9; n++) {
    uplink.offer(frame(n), null);
  }
  /** @type {(number | undefined)[][]} */
  const sent = [];
  for (let n = 9; n < 13; n++) {
    /** @type {(number | undefined)[]} */
    const now = [];
    uplink.offer(frame(n), (bytes) => now.push(number(bytes)) > 0);
    sent.push(now);
  }

  assert.deepEqual(sent, [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11], [12]]);
  assert.equal(uplink.dropped, 0);
});

test('at most five seconds wait; the oldest goes', () => {
  const uplink = new Uplink();
  for (let n = 0; n < 253; n++) {
    uplink.offer(frame(n), null);
  }
  /** @type {(number | undefined)[]} */
  const sent = [];
  uplink.offer(frame(0), (bytes) => sent.push(number(bytes)) > 0);

  assert.equal(uplink.dropped, 3);
  assert.equal(sent[0], 3);
});

test('what a slow network refuses is counted', () => {
  const uplink = new Uplink();

  uplink.offer(frame(1), () => false);

  assert.equal(uplink.dropped, 1);
  assert.equal(uplink.waiting, 0);
});

test('a problem with the microphone is told apart by what the browser says', () => {
  assert.equal(problemOf('NotAllowedError', 'denied'), 'blocked');
  assert.equal(problemOf('NotAllowedError', 'prompt'), 'dismissed');
  assert.equal(problemOf('NotAllowedError', 'unknown'), 'blocked');
  assert.equal(problemOf('NotFoundError', 'granted'), 'missing');
  assert.equal(problemOf('NotReadableError', 'granted'), 'busy');
  assert.equal(problemOf('TypeError', 'granted'), 'failed');
});

test('the event log keeps the newest thousand and finds by all words', () => {
  const log = new EventLog();
  for (let n = 0; n < 1_005; n++) {
    log.add(n % 2 === 0 ? 'in' : 'out', 'service', `event.${n}`, 'response 1', n);
  }

  assert.equal(log.entries.length, 1_000);
  assert.equal(log.entries[0]?.name, 'event.5');
  assert.deepEqual(
    filtered(log.entries, '→ EVENT.77 ').map(({ name }) => name),
    ['event.77', 'event.771', 'event.773', 'event.775', 'event.777', 'event.779'],
  );
  const [first] = log.entries;
  assert.ok(first !== undefined);
  assert.equal(asLine(first), '    0.005 → service event.5 response 1');
});

test('loudness runs from a quiet room to a raised voice', () => {
  assert.equal(loudness(0), 0);
  assert.equal(loudness(0.001), 0);
  assert.equal(loudness(1), 1);
  assert.ok(loudness(0.02) < loudness(0.1));
});

test('the event log never holds what was said', () => {
  const log = new EventLog();
  const secret = 'my password is tulip';

  log.sent({ type: 'text', text: secret });
  log.received({
    type: 'caption',
    role: 'user',
    item: 'a',
    order: 1,
    text: secret,
    final: true,
    heard: null,
  });
  log.received({ type: 'notice', code: 'slow', text: secret, reason: secret });
  log.received({ type: 'ended', code: 'stopped', text: secret, failed: false });
  log.sent({ type: 'playback.stopped', response: 3, samples: 960 });

  const lines = log.entries.map(asLine).join();
  assert.doesNotMatch(lines, /password|tulip/);
  assert.match(lines, /user, final, 20 characters/);
  assert.match(lines, /response 3, samples 960/);
});
