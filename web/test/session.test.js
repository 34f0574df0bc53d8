import assert from 'node:assert/strict';
import test from 'node:test';
import { IDLE, RETRY_DELAYS_MS, isOpen, next, stateOf } from '../src/voice-agent/session.js';

/** @typedef {import('../src/voice-agent/session.js').Session} Session */
/** @typedef {import('../src/voice-agent/session.js').Happening} Happening */

/** @type {Record<string, Session>} */
const SESSIONS = {
  idle: IDLE,
  connecting: { at: 'connecting', step: 'server' },
  live: { at: 'live', turn: 'ready' },
  reconnecting: { at: 'reconnecting', attempt: 1, retryAtMs: 500 },
  ended: { at: 'ended', code: 'stopped', text: 'Stopped.' },
  failed: { at: 'failed', code: 'server_error', text: 'Oh.' },
};

/** @type {Record<string, Happening>} */
const HAPPENINGS = {
  start: { type: 'start' },
  step: { type: 'step', step: 'microphone' },
  serverConnecting: { type: 'server', state: 'connecting' },
  serverSpeaking: { type: 'server', state: 'speaking' },
  serverReconnecting: { type: 'server', state: 'reconnecting' },
  serverEnded: { type: 'server', state: 'ended' },
  lost: { type: 'lost', retryAtMs: 900, code: 'connection_lost' },
  retrying: { type: 'retrying' },
  ended: { type: 'ended', code: 'time_up', text: 'Time.', failed: false },
};

/** What each becomes; `same` is the same object. */
const TABLE = /** @type {Record<string, Record<string, string>>} */ ({
  idle: { start: 'connecting' },
  connecting: {
    step: 'connecting',
    serverSpeaking: 'live',
    serverReconnecting: 'reconnecting',
    serverEnded: 'ended',
    lost: 'reconnecting',
    ended: 'ended',
  },
  live: {
    serverSpeaking: 'live',
    serverReconnecting: 'reconnecting',
    serverEnded: 'ended',
    lost: 'reconnecting',
    ended: 'ended',
  },
  reconnecting: {
    serverSpeaking: 'live',
    serverReconnecting: 'reconnecting',
    serverEnded: 'ended',
    lost: 'reconnecting',
    retrying: 'reconnecting',
    ended: 'ended',
  },
  ended: { start: 'connecting' },
  failed: { start: 'connecting' },
});

for (const [name, session] of Object.entries(SESSIONS)) {
  for (const [what, happening] of Object.entries(HAPPENINGS)) {
    const expected = TABLE[name]?.[what];
    test(`${name}, ${what}: ${expected ?? 'nothing changes'}`, () => {
      const after = next(session, happening);

      if (expected === undefined) {
        assert.equal(after, session);
      } else {
        assert.equal(after.at, expected);
        assert.notEqual(after, session);
      }
    });
  }
}

test('the same turn again changes nothing', () => {
  const session = next({ at: 'connecting', step: 'server' }, { type: 'server', state: 'ready' });

  assert.equal(next(session, { type: 'server', state: 'ready' }), session);
});

test('the reason that follows the bare end is kept, and only the first', () => {
  const bare = next({ at: 'live', turn: 'ready' }, { type: 'server', state: 'failed' });
  const told = next(bare, { type: 'ended', code: 'busy', text: 'Too many.', failed: true });
  const again = next(told, { type: 'ended', code: 'other', text: 'No.', failed: true });

  assert.deepEqual(told, { at: 'failed', code: 'busy', text: 'Too many.' });
  assert.equal(again, told);
});

test('it gives up after the last attempt', () => {
  /** @type {Session} */
  let session = { at: 'live', turn: 'speaking' };
  for (let i = 0; i < RETRY_DELAYS_MS.length; i++) {
    session = next(session, { type: 'lost', retryAtMs: i, code: 'connection_lost' });
    assert.equal(session.at, 'reconnecting');
    session = next(session, { type: 'retrying' });
  }
  session = next(session, { type: 'lost', retryAtMs: 0, code: 'connection_lost' });

  assert.deepEqual(session, { at: 'failed', code: 'connection_lost', text: '' });
});

test('why there was no connection at last is told', () => {
  /** @type {Session} */
  let session = { at: 'live', turn: 'speaking' };
  for (let i = 0; i <= RETRY_DELAYS_MS.length; i++) {
    session = next(session, { type: 'lost', retryAtMs: i, code: 'held_back' });
  }

  assert.deepEqual(session, { at: 'failed', code: 'held_back', text: '' });
});

test('there are nine states, and every one can be reached', () => {
  /** @type {Set<string>} */
  const reached = new Set();
  /** @type {Session[]} */
  const open = [IDLE];
  const turns = /** @type {const} */ (['ready', 'listening', 'processing', 'speaking']);
  /** @type {Happening[]} */
  const happenings = [
    ...Object.values(HAPPENINGS),
    ...turns.map((state) => /** @type {const} */ ({ type: 'server', state })),
    { type: 'server', state: 'failed' },
  ];
  for (const session of open) {
    if (!reached.has(stateOf(session))) {
      reached.add(stateOf(session));
      open.push(...happenings.map((happening) => next(session, happening)));
    }
  }

  assert.equal(reached.size, 9);
});

test('a conversation is open from connecting until it ends', () => {
  assert.deepEqual(
    Object.entries(SESSIONS)
      .filter(([, session]) => isOpen(session))
      .map(([name]) => name),
    ['connecting', 'live', 'reconnecting'],
  );
});
