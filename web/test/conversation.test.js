import assert from 'node:assert/strict';
import { once } from 'node:events';
import test from 'node:test';
import { Server } from '../src/voice-agent/server.js';
import { Conversation } from '../src/voice-agent/conversation.js';
import { fakeServer } from './fake-server.js';

/**
 * Whole conversations without a browser: nothing sounds, the captions stand for the voice, and no WebSocket
 * gets through, as node has none.
 */

const WISH = {
  conversation: { agent: 'default', language: 'en' },
  deviceId: '',
  treatment: { echo: true, noise: true, gain: true },
};

Object.assign(globalThis, {
  document: new EventTarget(),
  WebSocket: class {
    static OPEN = 1;
    readyState = 0;
    /** @type {((event: { code: number }) => void) | null} */
    onclose = null;
    constructor() {
      queueMicrotask(() => this.onclose?.({ code: 1006 }));
    }
    send() {}
    close() {}
  },
});

Object.defineProperty(globalThis, 'navigator', {
  configurable: true,
  value: {
    userAgent: '',
    /** @type {(url: URL, body: string) => boolean} */
    sendBeacon: (url, body) => {
      void fetch(url, { method: 'POST', body }).catch(() => {});
      return true;
    },
  },
});

/**
 * @param {import('./fake-server.js').Options} options
 * @param {(world: { conversation: Conversation, fake: ReturnType<typeof fakeServer>, states: string[], notices: string[], captures: string[],
 *   until: (what: () => boolean) => Promise<void> }) => Promise<void>} live
 */
async function withConversation(options, live) {
  const fake = fakeServer({ ...options, block: true });
  fake.listen(0, '127.0.0.1');
  await once(fake, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (fake.address());
  /** @type {string[]} */
  const states = [];
  /** @type {string[]} */
  const notices = [];
  /** @type {string[]} */
  const captures = [];
  /** @type {(() => void)[]} */
  const waiting = [];
  const happened = () => waiting.splice(0).forEach((wake) => wake());
  const conversation = new Conversation(new Server(`http://127.0.0.1:${port}/`), {
    session: (session) => {
      states.push(session.at === 'live' ? session.turn : session.at);
      happened();
    },
    transcript: happened,
    capture: ({ id, kind }) => captures.push(`${id} ${kind}`),
    captured: (id) => {
      captures.push(`${id} over`);
      happened();
    },
    spoken: () => {},
    figure: () => {},
    microphone: () => {},
    level: () => {},
    notice: (code) => notices.push(code),
    soundBlocked: () => {},
    indirect: (indirect) => notices.push(indirect ? 'indirect' : 'direct'),
    logged: happened,
  });
  const until = async (/** @type {() => boolean} */ what) => {
    while (!what()) {
      await new Promise((resolve) => waiting.push(() => resolve(undefined)));
    }
  };
  try {
    await live({ conversation, fake, states, notices, captures, until });
  } finally {
    conversation.stop();
    fake.closeAllConnections();
    fake.close();
  }
}

/**
 * What the server saw, of which the page is told nothing.
 *
 * @param {() => boolean} what
 */
async function seen(what) {
  while (!what()) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** @param {Conversation} conversation */
const said = (conversation) =>
  conversation.transcript.captions.map(({ role, text }) => `${role}: ${text}`);

test('a conversation takes the other way when no WebSocket gets through', async () => {
  await withConversation({}, async ({ conversation, states, notices, until }) => {
    await conversation.start(WISH, false);
    conversation.say('hello');
    await until(() => states.includes('speaking') && states.at(-1) === 'ready');

    assert.deepEqual(notices, ['no_sound', 'indirect']);
    assert.equal(said(conversation)[0], 'user: hello');
    assert.match(said(conversation)[1] ?? '', /^agent: You typed that nicely/);
    assert.equal(conversation.transcript.captions.length, 2);
  });
});

test('a lost conversation is resumed by its token, and what was said stays', async () => {
  await withConversation({ resume: true }, async ({ conversation, fake, states, until }) => {
    await conversation.start(WISH, false);
    await until(() => states.at(-1) === 'ready');
    const id = conversation.id;
    conversation.say('drop');
    await until(() => states.includes('reconnecting'));
    await until(() => states.at(-1) === 'ready');

    assert.equal(conversation.id, id);
    // One that the blocked socket used up, and one of the stream; none after the loss.
    assert.equal(fake.opened.length, 2);
    assert.deepEqual(said(conversation), ['user: drop']);
  });
});

test('a page that leaves says so without its connection', async () => {
  await withConversation({ resume: true }, async ({ conversation, fake, states, until }) => {
    await conversation.start(WISH, false);
    await until(() => states.at(-1) === 'ready');

    conversation.stop(true);

    await seen(() => fake.left.length > 0);
    assert.deepEqual(fake.left, [conversation.id]);
  });
});

test('who stops a conversation that is cut off does not leave it waiting', async () => {
  await withConversation({ resume: true }, async ({ conversation, fake, states, until }) => {
    await conversation.start(WISH, false);
    await until(() => states.at(-1) === 'ready');
    conversation.say('drop');
    await until(() => states.at(-1) === 'reconnecting');

    conversation.stop();

    await seen(() => fake.left.length > 0);
    assert.deepEqual(fake.left, [conversation.id]);
  });
});

test('who stops a conversation that was only asked for gives it back', async () => {
  await withConversation({ resume: true }, async ({ conversation, fake }) => {
    const starting = conversation.start(WISH, false);
    await seen(() => fake.opened.length > 0);

    conversation.stop();
    await starting;

    await seen(() => fake.left.length > 0);
    assert.deepEqual(fake.left, ['conversation-1']);
  });
});

test('without a token a new conversation is opened, and what was said stays', async () => {
  await withConversation({ resume: false }, async ({ conversation, fake, states, until }) => {
    await conversation.start(WISH, false);
    await until(() => states.at(-1) === 'ready');
    const id = conversation.id;
    conversation.say('drop');
    await until(() => states.includes('reconnecting'));
    await until(() => states.at(-1) === 'ready');

    assert.notEqual(conversation.id, id);
    assert.equal(fake.opened.length, 3);
    assert.deepEqual(said(conversation), ['user: drop']);
  });
});

test('an approval goes to the server, and the tool shows what came of it', async () => {
  await withConversation({}, async ({ conversation, fake, states, until }) => {
    await conversation.start(WISH, false);
    await until(() => states.at(-1) === 'ready');
    conversation.say('approve');
    const tool = () => conversation.transcript.captions.find((one) => one.tool !== null)?.tool;
    await until(() => tool()?.status === 'asking');

    conversation.approve(tool()?.id ?? '', true);
    await until(() => tool()?.status === 'done');

    const sent = fake.conversations.at(-1)?.received.find(({ type }) => type === 'approval');
    assert.deepEqual(sent, { type: 'approval', id: tool()?.id, approved: true });
  });
});

test('a value that is asked for may be typed, and is not asked for afterwards', async () => {
  await withConversation({}, async ({ conversation, fake, states, captures, until }) => {
    await conversation.start(WISH, false);
    await until(() => states.at(-1) === 'ready');
    conversation.say('ask email');
    await until(() => captures.length === 1);
    conversation.say('anna@example.com');
    await until(() => captures.length === 2);

    const [asked, over] = captures;
    assert.equal(asked, `${over?.split(' ')[0]} email`);
    assert.match(over ?? '', / over$/);
    assert.deepEqual(fake.conversations[0]?.received.filter(({ type }) => type === 'text').at(-1), {
      type: 'text',
      text: 'anna@example.com',
    });
  });
});

test('a refusal ends the conversation with its code', async () => {
  await withConversation({ refuse: 'busy' }, async ({ conversation, states }) => {
    await conversation.start(WISH, false);

    assert.deepEqual([...new Set(states)], ['connecting', 'failed']);
    assert.equal(conversation.session.at === 'failed' && conversation.session.code, 'busy');
  });
});

test('a network that lets neither way through is told as such, and the place is given back', async () => {
  await withConversation(
    { resume: true, refuseStream: 502 },
    async ({ conversation, fake, states, until }) => {
      await conversation.start(WISH, false);
      await until(() => states.at(-1) === 'failed');

      assert.equal(conversation.session.at === 'failed' && conversation.session.code, 'held_back');
      assert.ok(!states.includes('reconnecting'), 'nothing was lost: there was no connection');
      await seen(() => fake.left.length > 0);
      assert.deepEqual(fake.left, [conversation.id]);
    },
  );
});
