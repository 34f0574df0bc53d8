import assert from 'node:assert/strict';
import test from 'node:test';
import { exported } from '../src/voice-agent/export.js';

/** @typedef {import('../src/voice-agent/transcript.js').Caption} Caption */

const WORDS = { user: 'You', agent: 'Charla', title: 'What was said', unheard: 'not heard:' };
const ABOUT = { startedAt: new Date('2026-11-25T08:00:00Z'), id: 'conversation_1' };

/**
 * @param {Partial<Caption>} fields
 * @returns {Caption}
 */
const caption = (fields) => ({
  key: '',
  role: 'user',
  connection: 1,
  item: '',
  order: 1,
  text: '',
  final: true,
  heard: null,
  local: false,
  latency: null,
  startMs: 0,
  endMs: 0,
  tool: null,
  agent: null,
  ...fields,
});

const CONVERSATION = [
  caption({ text: 'Is 3 < 4 & true?', startMs: 1_200, endMs: 2_500 }),
  caption({
    role: 'agent',
    text: 'sky',
    startMs: 2_600,
    tool: { type: 'tool', id: 't', order: 2, name: 'sky', status: 'done', result: 'clear' },
  }),
  caption({
    role: 'agent',
    text: 'Yes, it is. And there is more to say.',
    heard: 11,
    startMs: 3_725_400,
    endMs: 3_726_900,
    latency: { turn: 1, response: 1, totalMs: 812, stages: [], asHeard: true },
  }),
];

test('as text', () => {
  assert.equal(
    exported('txt', CONVERSATION, WORDS, ABOUT),
    '00:00:01  You: Is 3 < 4 & true?\n' +
      '00:00:02  [sky] clear\n' +
      '01:02:05  Charla: Yes, it is. [not heard: And there is more to say.]\n',
  );
});

test('as Markdown', () => {
  assert.equal(
    exported('md', CONVERSATION, WORDS, ABOUT),
    '# What was said\n\n2026-11-25T08:00:00.000Z\n\n' +
      '**You** `00:00:01`  \nIs 3 < 4 & true?\n\n- `sky` clear\n\n' +
      '**Charla** `01:02:05` _(0.8 s)_  \nYes, it is. ~~And there is more to say.~~\n',
  );
});

test('as WebVTT, with what was heard only', () => {
  assert.equal(
    exported('vtt', CONVERSATION, WORDS, ABOUT),
    'WEBVTT\n\n00:00:01.200 --> 00:00:02.500\n<v You>Is 3 &lt; 4 &amp; true?\n\n' +
      '01:02:05.400 --> 01:02:06.900\n<v Charla>Yes, it is.\n',
  );
});

test('as SRT', () => {
  assert.equal(
    exported('srt', CONVERSATION, WORDS, ABOUT),
    '1\n00:00:01,200 --> 00:00:02,500\nYou: Is 3 < 4 & true?\n\n' +
      '2\n01:02:05,400 --> 01:02:06,900\nCharla: Yes, it is.\n',
  );
});

test('as JSON, with all that is known', () => {
  const read = JSON.parse(exported('json', CONVERSATION, WORDS, ABOUT));

  assert.equal(read.id, 'conversation_1');
  assert.deepEqual(read.entries[0], {
    role: 'user',
    text: 'Is 3 < 4 & true?',
    startMs: 1_200,
    endMs: 2_500,
  });
  assert.equal(read.entries[1].role, 'tool');
  assert.equal(read.entries[2].heardCharacters, 11);
  assert.equal(read.entries[2].latencyMs, 812);
});

test('long answers become several subtitles, in order and without gaps', () => {
  const text = Array.from({ length: 12 }, (_, i) => `This is sentence number ${i}.`).join(' ');
  const vtt = exported(
    'vtt',
    [caption({ role: 'agent', text, startMs: 0, endMs: 12_000 })],
    WORDS,
    ABOUT,
  );

  const times = [...vtt.matchAll(/(\d\d:\d\d:\d\d\.\d{3}) --> (\d\d:\d\d:\d\d\.\d{3})/g)];
  const lines = [...vtt.matchAll(/^<v Charla>(.*)$/gm)].map(([, line]) => line ?? '');
  assert.ok(times.length >= 4);
  assert.equal(lines.join(' '), text);
  assert.ok(lines.every((line) => line.length <= 84));
  assert.equal(times[0]?.[1], '00:00:00.000');
  assert.equal(times.at(-1)?.[2], '00:00:12.000');
  times.slice(1).forEach((time, index) => assert.equal(time[1], times[index]?.[2]));
});

test('another agent is a line of its own, and no subtitle', () => {
  const said = [
    caption({ text: 'My bill is wrong.', endMs: 900 }),
    caption({ role: 'agent', text: 'Billing', agent: 'Billing', startMs: 1_000 }),
  ];

  assert.equal(
    exported('txt', said, WORDS, ABOUT),
    '00:00:00  You: My bill is wrong.\n00:00:01  [Billing]\n',
  );
  assert.match(exported('md', said, WORDS, ABOUT), /^- Billing$/m);
  assert.deepEqual(JSON.parse(exported('json', said, WORDS, ABOUT)).entries[1], {
    role: 'hand-off',
    agent: 'Billing',
    startMs: 1_000,
    endMs: 0,
  });
  assert.doesNotMatch(exported('vtt', said, WORDS, ABOUT), /Billing/);
});
