import assert from 'node:assert/strict';
import { once } from 'node:events';
import test from 'node:test';
import { EventParser, EventStream } from '../src/voice-agent/event-stream.js';
import { Server } from '../src/voice-agent/server.js';
import { fakeServer } from './fake-server.js';

test('events are taken apart wherever they are cut', () => {
  const stream =
    'data: {"a":1}\n\n: nothing\n\nevent: audio\r\ndata: QUJD\r\n\r\ndata: x\ndata:y\n\n';
  for (let cut = 0; cut <= stream.length; cut++) {
    /** @type {string[][]} */
    const events = [];
    const parser = new EventParser((name, data) => events.push([name, data]));

    parser.push(stream.slice(0, cut));
    parser.push(stream.slice(cut));

    assert.deepEqual(events, [
      ['message', '{"a":1}'],
      ['audio', 'QUJD'],
      ['message', 'x\ny'],
    ]);
  }
});

test('a conversation goes on over server-sent events and POST', async () => {
  const fake = fakeServer({ block: true });
  fake.listen(0, '127.0.0.1');
  await once(fake, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (fake.address());
  const server = new Server(`http://127.0.0.1:${port}/`);
  const conversation = await server.open({ agent: 'default', language: 'en' });
  /** @type {string[]} */
  const messages = [];
  let samples = 0;

  const code = await new Promise((resolve) => {
    const stream = new EventStream(server.url(conversation.stream), conversation.ticket, {
      message: (message) => {
        messages.push(message.type === 'state' ? message.state : message.type);
        if (message.type === 'state' && message.state === 'ready') {
          for (let i = 0; i < 100; i++) {
            assert.equal(stream.sendAudio(new ArrayBuffer(960)), true);
          }
          stream.send({ type: 'text', text: 'hello' });
        } else if (message.type === 'playback.end') {
          stream.send({ type: 'end' });
        }
      },
      audio: (_, offset, bytes) => {
        assert.equal(offset, samples);
        samples += bytes.byteLength / 2;
      },
      closed: resolve,
    });
    // Before anything is known of the way up, it waits.
    stream.send({ type: 'mute', muted: false });
  });

  assert.equal(code, 1000);
  assert.equal(fake.conversations[0]?.framesReceived, 100);
  assert.deepEqual(
    fake.conversations[0]?.received.map(({ type }) => type),
    ['mute', 'text', 'end'],
  );
  assert.ok(samples > 48_000);
  assert.ok(messages.includes('ended'));
  fake.close();
});

test('a ticket that is not valid closes as it does over a WebSocket', async () => {
  const fake = fakeServer();
  fake.listen(0, '127.0.0.1');
  await once(fake, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (fake.address());

  const code = await new Promise((resolve) => {
    new EventStream(new URL(`http://127.0.0.1:${port}/api/conversations/none/stream`), 'none', {
      message: () => {},
      audio: () => {},
      closed: resolve,
    });
  });

  assert.equal(code, 4401);
  fake.close();
});
