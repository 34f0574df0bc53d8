import assert from 'node:assert/strict';
import test from 'node:test';
import { Transcript } from '../src/voice-agent/transcript.js';

/** @typedef {import('../src/voice-agent/messages.js').CaptionMessage} CaptionMessage */

/**
 * @param {'user' | 'agent'} role
 * @param {number} order
 * @param {string} text
 * @param {Partial<CaptionMessage>} [more]
 * @returns {CaptionMessage}
 */
function caption(role, order, text, more = {}) {
  const item = `item-${role}-${order}`;
  return { type: 'caption', role, item, order, text, final: true, heard: null, ...more };
}

/**
 * @param {number} response
 * @returns {import('../src/voice-agent/turn-timer.js').Figure}
 */
function latency(response) {
  return { turn: 1, response, totalMs: 812, stages: [], asHeard: true };
}

/** @param {Transcript} transcript */
const texts = (transcript) => transcript.captions.map(({ text }) => text);

test('captions stand in their order, whenever they come', () => {
  const transcript = new Transcript();

  transcript.apply(caption('agent', 2, 'Hello!'));
  transcript.apply(caption('agent', 4, 'It is noon.'));
  const [change] = transcript.apply(caption('user', 1, 'Hi'));
  transcript.apply(caption('user', 3, 'What time is it?'));

  assert.deepEqual(texts(transcript), ['Hi', 'Hello!', 'What time is it?', 'It is noon.']);
  assert.equal(change?.type === 'put' && change.index, 0);
});

test('every order of arrival gives the same page', () => {
  const messages = [1, 2, 3, 4].map((order) => caption('agent', order, String(order)));
  for (const a of messages) {
    for (const b of messages) {
      for (const c of messages) {
        const transcript = new Transcript();
        [a, b, c, ...messages].forEach((message) => transcript.apply(message));
        assert.deepEqual(texts(transcript), ['1', '2', '3', '4']);
      }
    }
  }
});

test('a later caption of the same item replaces the earlier one', () => {
  const transcript = new Transcript();
  transcript.apply(caption('user', 1, 'What ti', { final: false }));

  transcript.apply(caption('user', 1, 'What time is it?'));

  assert.deepEqual(texts(transcript), ['What time is it?']);
  assert.equal(transcript.captions[0]?.final, true);
});

test('an empty final caption withdraws what was shown', () => {
  const transcript = new Transcript();
  transcript.apply(caption('user', 1, 'hm', { final: false }));

  const changes = transcript.apply(caption('user', 1, ''));

  assert.deepEqual(texts(transcript), []);
  assert.equal(changes.at(-1)?.type, 'removed');
  assert.deepEqual(transcript.apply(caption('user', 9, '')), []);
});

test('an interrupted answer keeps how much of it was heard', () => {
  const transcript = new Transcript();
  transcript.apply(caption('agent', 1, 'It is noon and raining.'));

  transcript.apply(caption('agent', 1, 'It is noon and raining.', { heard: 10 }));

  assert.equal(transcript.captions[0]?.heard, 10);
});

test('typed words show at once, last, and give way to the server’s', () => {
  const transcript = new Transcript();
  transcript.apply(caption('agent', 7, 'Hello!'));

  transcript.type('What time is it?');
  assert.deepEqual(texts(transcript), ['Hello!', 'What time is it?']);
  assert.equal(transcript.captions[1]?.local, true);
  transcript.apply(caption('user', 8, 'What time is it?'));
  transcript.apply(caption('agent', 9, 'Noon.'));

  assert.deepEqual(texts(transcript), ['Hello!', 'What time is it?', 'Noon.']);
  assert.equal(transcript.captions[1]?.local, false);
});

test('words typed twice are confirmed one at a time', () => {
  const transcript = new Transcript();
  transcript.type('yes');
  transcript.type('yes');

  transcript.apply(caption('user', 1, 'yes'));

  assert.deepEqual(transcript.captions.map(({ local }) => local).sort(), [false, true]);
});

test('the figure goes to the answer that came, and stays when more of it comes', () => {
  const transcript = new Transcript();
  transcript.apply(caption('user', 1, 'Hi'));
  transcript.apply(caption('agent', 2, 'Hel', { final: false }));

  transcript.time(latency(1));
  transcript.apply(caption('agent', 2, 'Hello!'));

  assert.equal(transcript.captions[1]?.latency?.totalMs, 812);
});

test('a figure that comes before its answer waits for it', () => {
  const transcript = new Transcript();
  transcript.apply(caption('agent', 1, 'Hello!'));
  transcript.apply(caption('user', 2, 'Hi'));

  assert.deepEqual(transcript.time(latency(2)), []);
  transcript.apply(caption('agent', 3, 'How are you?'));

  assert.equal(transcript.captions[0]?.latency, null);
  assert.equal(transcript.captions[2]?.latency?.response, 2);
});

test('a new connection numbers anew and stands below', () => {
  const transcript = new Transcript();
  transcript.newConnection();
  transcript.apply(caption('user', 5, 'before'));
  transcript.newConnection();

  transcript.apply(caption('user', 1, 'after'));
  transcript.apply(caption('user', 5, 'not the same item'));

  assert.deepEqual(texts(transcript), ['before', 'after', 'not the same item']);
});

test('what is told again after a lost connection stays in its place', () => {
  const transcript = new Transcript();
  transcript.newConnection();
  transcript.apply(caption('user', 5, 'before'));
  transcript.apply(caption('agent', 6, 'I was say', { final: false }));
  transcript.newConnection();

  transcript.apply(caption('agent', 6, 'I was saying this.'));
  transcript.apply(caption('user', 1, 'after'));

  assert.deepEqual(texts(transcript), ['before', 'I was saying this.', 'after']);
});

test('a tool stands among the captions, and keeps what it was given', () => {
  const transcript = new Transcript();
  transcript.apply(caption('user', 1, 'Weather?'));
  transcript.use({ type: 'tool', id: 'a', order: 2, name: 'sky', status: 'running', input: '{}' });
  transcript.apply(caption('agent', 3, 'Clear.'));

  transcript.use({ type: 'tool', id: 'a', order: 9, name: 'sky', status: 'done', tookMs: 40 });

  assert.deepEqual(texts(transcript), ['Weather?', 'sky', 'Clear.']);
  assert.equal(transcript.captions[1]?.tool?.input, '{}');
  assert.equal(transcript.captions[1]?.tool?.status, 'done');
});

test('another agent stands where it took over, also when it is told again', () => {
  const transcript = new Transcript();
  transcript.apply(caption('agent', 1, 'I put you through.'));
  transcript.handOff({ type: 'agent', order: 2, name: 'billing', title: 'Billing' });
  transcript.apply(caption('agent', 3, 'Good morning.'));

  transcript.newConnection();
  transcript.handOff({ type: 'agent', order: 2, name: 'billing', title: 'Billing' });

  assert.deepEqual(texts(transcript), ['I put you through.', 'Billing', 'Good morning.']);
  assert.deepEqual(transcript.answers(9), ['I put you through.', 'Good morning.']);
});

test('captions know when they began and ended', () => {
  let nowMs = 100;
  const transcript = new Transcript(() => nowMs);
  transcript.apply(caption('agent', 1, 'Hel', { final: false }));
  nowMs = 900;
  transcript.apply(caption('agent', 1, 'Hello!'));
  assert.equal(transcript.captions[0]?.startMs, 100);
  assert.equal(transcript.captions[0]?.endMs, 900);

  transcript.span('item-agent-1', { startMs: 250 });
  transcript.span('item-agent-1', { endMs: 1200 });
  transcript.apply(caption('agent', 1, 'Hello!', { heard: 3 }));

  assert.equal(transcript.captions[0]?.startMs, 250);
  assert.equal(transcript.captions[0]?.endMs, 1200);
});

test('a conversation of two hours keeps its order without growing slow', () => {
  const transcript = new Transcript();
  const beganMs = performance.now();
  for (let order = 1; order <= 3_000; order++) {
    for (const part of ['one', 'one two', 'one two three']) {
      transcript.apply(caption(order % 2 === 0 ? 'agent' : 'user', order, part));
    }
  }
  console.log(`9,000 captions of 3,000 items: ${Math.round(performance.now() - beganMs)} ms`);

  assert.equal(transcript.captions.length, 3_000);
  assert.ok(transcript.captions.every(({ order }, index) => order === index + 1));
});
