import assert from 'node:assert/strict';
import test from 'node:test';
import { parseAudio, parseMessage } from '../src/voice-agent/messages.js';

test('every message of charla.v1 is understood', () => {
  const messages = [
    { type: 'state', state: 'listening' },
    {
      type: 'caption',
      role: 'agent',
      item: 'item_1',
      order: 4,
      text: 'Hello',
      final: true,
      heard: 3,
    },
    {
      type: 'latency',
      turn: 1,
      response: 2,
      totalMs: 830,
      stages: [{ name: 'endpoint', atMs: 300 }],
    },
    { type: 'word', item: 'item_1', from: 0, to: 5, sample: 240, samples: 4_800 },
    { type: 'playback.stop', response: 3 },
    { type: 'playback.end', response: 3, samples: 48_000 },
    { type: 'notice', code: 'slow', text: 'It is slow.', reason: '' },
    { type: 'agent', order: 4, name: 'billing', title: 'Billing' },
    { type: 'notice', code: 'speech_stopped', text: 'Stopped: No.', reason: 'No.' },
    { type: 'capture', id: 'ask_1', kind: 'email' },
    { type: 'capture.over', id: 'ask_1' },
    { type: 'pong' },
    { type: 'ended', code: 'stopped', text: 'Bye.', failed: false },
    { type: 'event', out: true, name: 'session.update', atMs: 12, detail: 'id 1' },
  ];

  for (const message of messages) {
    assert.deepEqual(parseMessage(JSON.stringify(message)), message);
  }
});

test('what the server leaves out is filled in', () => {
  assert.deepEqual(
    parseMessage('{"type":"caption","role":"user","item":"a","order":1,"text":"Hi"}'),
    {
      type: 'caption',
      role: 'user',
      item: 'a',
      order: 1,
      text: 'Hi',
      final: false,
      heard: null,
    },
  );
  assert.deepEqual(parseMessage('{"type":"event","out":false,"name":"error","atMs":5}'), {
    type: 'event',
    out: false,
    name: 'error',
    atMs: 5,
    detail: '',
  });
});

test('no more counts as heard than was said', () => {
  const message = parseMessage(
    '{"type":"caption","role":"agent","item":"a","order":1,"text":"Hi","heard":99}',
  );

  assert.equal(message?.type === 'caption' && message.heard, 2);
});

test('what is not understood is passed over', () => {
  for (const text of [
    '',
    '{',
    'null',
    '7',
    '[]',
    '[{"type":"state"}]',
    '{"type":"hologram"}',
    '{"type":"state","state":"dancing"}',
    '{"type":"state"}',
    '{"type":"caption","role":"dog","item":"a","order":1,"text":"woof"}',
    '{"type":"caption","role":"user","item":"a","order":"1","text":"Hi"}',
    '{"type":"caption","role":"user","item":"a","order":1}',
    '{"type":"playback.stop","response":-1}',
    '{"type":"playback.stop","response":"1"}',
    '{"type":"playback.end","response":1}',
    '{"type":"latency","turn":1,"response":1}',
  ]) {
    assert.equal(parseMessage(text), null, text);
  }
});

test('stages that make no sense are left out', () => {
  const message = parseMessage(
    '{"type":"latency","turn":1,"response":1,"totalMs":9,' +
      '"stages":[{"name":"a","atMs":1},{"name":2,"atMs":1},null,{"name":"b"}]}',
  );

  assert.deepEqual(message?.type === 'latency' && message.stages, [{ name: 'a', atMs: 1 }]);
});

test('audio carries its response and its place, both unsigned', () => {
  const bytes = new ArrayBuffer(12);
  const view = new DataView(bytes);
  view.setUint32(0, 4_000_000_000, true);
  view.setUint32(4, 480, true);
  view.setInt16(8, -2, true);
  view.setInt16(10, 7, true);

  const audio = parseAudio(bytes);

  assert.equal(audio?.response, 4_000_000_000);
  assert.equal(audio?.offset, 480);
  assert.deepEqual([...new Int16Array(audio?.samples ?? new ArrayBuffer(0))], [-2, 7]);
});

test('audio with half a header or half a sample is passed over', () => {
  assert.equal(parseAudio(new ArrayBuffer(7)), null);
  assert.equal(parseAudio(new ArrayBuffer(11)), null);
  assert.equal(parseAudio(new ArrayBuffer(8))?.samples.byteLength, 0);
});
