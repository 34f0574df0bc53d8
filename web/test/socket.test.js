import assert from 'node:assert/strict';
import test from 'node:test';
import { GIVEN_UP, HELD_BACK } from '../src/voice-agent/endings.js';
import { EventStream } from '../src/voice-agent/event-stream.js';
import { Server } from '../src/voice-agent/server.js';
import { ConversationSocket } from '../src/voice-agent/socket.js';

/** Connections that stop carrying anything, in made time. */

class FakeWebSocket {
  static OPEN = 1;
  static last = /** @type {FakeWebSocket} */ (/** @type {unknown} */ (null));
  readyState = 1;
  bufferedAmount = 0;
  binaryType = '';
  sent = /** @type {any[]} */ ([]);
  closedWith = /** @type {number[]} */ ([]);
  onopen = () => {};
  onmessage = (/** @type {{ data: string }} */ _) => {};
  onclose = (/** @type {{ code: number }} */ _) => {};

  constructor() {
    FakeWebSocket.last = this;
  }

  /** @param {string | ArrayBuffer} data */
  send(data) {
    this.sent.push(typeof data === 'string' ? JSON.parse(data) : data);
  }

  /** @param {number} code */
  close(code) {
    this.closedWith.push(code);
  }

  /** @param {object} message */
  says(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }
}

/** @param {import('node:test').TestContext} t */
function conversationSocketIn(t) {
  t.mock.timers.enable({ apis: ['setInterval', 'setTimeout'] });
  Object.assign(globalThis, { WebSocket: FakeWebSocket });
  const told = /** @type {unknown[]} */ ([]);
  const conversation = new ConversationSocket(new URL('http://charla.example/stream'), 'ticket', {
    message: (message) => told.push(message.type),
    audio: () => told.push('audio'),
    closed: (code, wasOpen) => told.push([code, wasOpen]),
  });
  const socket = FakeWebSocket.last;
  socket.onopen();
  return { conversation, socket, told };
}

/**
 * @param {import('node:test').TestContext} t
 * @param {number} ms
 */
function passes(t, ms) {
  for (let left = ms; left > 0; left -= 250) {
    t.mock.timers.tick(250);
  }
}

test('a socket that brings nothing any more is lost in ten seconds, and its conversation is not left', (t) => {
  const { socket, told } = conversationSocketIn(t);
  assert.deepEqual(socket.sent, [{ type: 'ping' }]);
  socket.says({ type: 'pong' });

  passes(t, 10_000);

  assert.deepEqual(told, [[GIVEN_UP, true]]);
  // 1000 would end the conversation, if it got through after all.
  assert.deepEqual(socket.closedWith, [GIVEN_UP]);
});

test('a quiet socket whose server answers stays open', (t) => {
  const { socket, told } = conversationSocketIn(t);
  socket.says({ type: 'pong' });

  for (let second = 0; second < 300; second++) {
    const pings = socket.sent.length;
    passes(t, 1_000);
    if (socket.sent.length > pings) {
      socket.says({ type: 'pong' });
    }
  }

  assert.deepEqual(told, []);
});

test('pongs are the connection’s own and reach nobody', (t) => {
  const { socket, told } = conversationSocketIn(t);

  socket.says({ type: 'pong' });
  socket.says({ type: 'state', state: 'ready' });

  assert.deepEqual(told, ['state']);
});

test('who closes a socket leaves the conversation, and nothing is asked any more', (t) => {
  const { conversation, socket, told } = conversationSocketIn(t);
  socket.says({ type: 'pong' });

  conversation.close();
  passes(t, 60_000);

  assert.deepEqual(socket.closedWith, [1000]);
  assert.deepEqual(told, []);
  assert.equal(socket.sent.length, 1);
});

/**
 * A server of event streams, by hand: what it says goes through `down`; what goes up is answered
 * while `answers`.
 *
 * @param {import('node:test').TestContext} t
 * @param {{ opens?: boolean }} [options]
 */
function eventStreamIn(t, { opens = true } = {}) {
  t.mock.timers.enable({ apis: ['setInterval', 'setTimeout'] });
  const told = /** @type {unknown[]} */ ([]);
  const posted = /** @type {any[]} */ ([]);
  /** @type {ReadableStreamDefaultController<Uint8Array> | undefined} */
  let down;
  const world = { told, posted, answers: true, says: (/** @type {string} */ _) => {} };
  const never = (/** @type {AbortSignal | null | undefined} */ signal) =>
    new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('aborted')));
    });
  t.mock.method(
    globalThis,
    'fetch',
    async (/** @type {URL} */ _, /** @type {RequestInit} */ init) => {
      if (init.method === 'POST') {
        posted.push(...JSON.parse(String(init.body)));
        return world.answers ? new Response(null, { status: 204 }) : never(init.signal);
      }
      if (!opens) {
        return never(init.signal);
      }
      return new Response(
        new ReadableStream({
          start: (controller) => {
            down = controller;
          },
        }),
      );
    },
  );
  world.says = (text) => down?.enqueue(new TextEncoder().encode(text));
  const stream = new EventStream(new URL('http://charla.example/stream'), 'ticket', {
    message: (message) => told.push(message.type),
    audio: () => {},
    closed: (code, wasOpen) => told.push([code, wasOpen]),
  });
  return { ...world, world, stream };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** @param {() => boolean} what */
async function until(what) {
  while (!what()) {
    await settled();
  }
}

const OPEN = 'event: open\ndata: {"path":"/up","key":"k"}\n\n';

test('a stream of which nothing comes though it was asked for is held back', async (t) => {
  const { told } = eventStreamIn(t, { opens: false });
  await settled();

  passes(t, 10_000);

  assert.deepEqual(told, [[HELD_BACK, false]]);
});

test('a stream that brings nothing any more is lost in ten seconds', async (t) => {
  const { told, posted, says } = eventStreamIn(t);
  await settled();
  says(OPEN);
  await until(() => posted.length === 1);
  says('data: {"type":"pong"}\n\ndata: {"type":"state","state":"ready"}\n\n');
  await until(() => told.length === 1);

  passes(t, 10_000);

  assert.deepEqual(told, ['state', [GIVEN_UP, true]]);
  assert.deepEqual(posted[0], { type: 'ping' });
});

test('a stream whose way up is dead is lost, whatever comes down', async (t) => {
  const { told, posted, says, world, stream } = eventStreamIn(t);
  await settled();
  says(OPEN);
  await until(() => posted.length === 1);
  await settled();
  world.answers = false;
  stream.send({ type: 'interrupt' });
  await until(() => posted.length === 2);

  for (let second = 0; second < 11; second++) {
    says(':\n\n');
    await settled();
    await settled();
    passes(t, 1_000);
  }

  assert.deepEqual(told, [[GIVEN_UP, true]]);
});

test('a muted page answers the comments of a stream, so that something goes up as well', async (t) => {
  const { told, posted, says } = eventStreamIn(t);
  await settled();
  says(OPEN);
  await until(() => posted.length === 1);

  for (let second = 0; second < 60; second++) {
    if (second % 10 === 0) {
      says(':\n\n');
    }
    await settled();
    passes(t, 1_000);
  }
  await settled();

  assert.ok(posted.length >= 60 / 15, `${posted.length} pings`);
  assert.deepEqual(told, []);
});

test('connections that a browser keeps are tried all at once, and the dead ones given up', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let asked = 0;
  let givenUp = 0;
  t.mock.method(globalThis, 'fetch', (/** @type {URL} */ _, /** @type {RequestInit} */ init) => {
    asked++;
    return new Promise((_, reject) => {
      init.signal?.addEventListener('abort', () => {
        givenUp++;
        reject(new Error('aborted'));
      });
    });
  });

  new Server('http://charla.example/').freshen();
  passes(t, 3_000);
  await settled();

  assert.equal(asked, 6);
  assert.equal(givenUp, 6);
});
