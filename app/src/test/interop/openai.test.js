/** OpenAI's JavaScript client of the Realtime API, in both its shapes and on all its paths. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import OpenAI, { AzureOpenAI } from 'openai';
import { OpenAIRealtimeWS as BetaRealtime } from 'openai/beta/realtime/ws';
import { OpenAIRealtimeWS } from 'openai/realtime/ws';
import { INTERRUPTION, KEY, Log, QUESTION, chunks, endAll, endsWithSuite, overTls } from './service.js';

/** @type {Awaited<ReturnType<typeof overTls>>} */
let service;
before(async () => {
  service = await overTls();
});
after(async () => {
  await endAll();
  service.close();
});

const MODEL = 'gpt-realtime';

/** @param {any} realtime */
async function logged(realtime) {
  endsWithSuite(() => realtime.close());
  const log = new Log();
  realtime.on('event', (/** @type {any} */ event) => log.add(event));
  // Without a listener the client throws; the event itself comes as any other.
  realtime.on('error', (/** @type {any} */ error) => {
    if (!error.event_id && !error.error) log.add({ type: 'client.error', error });
  });
  realtime.socket.on('close', (/** @type {number} */ code) =>
    log.add({ type: 'client.close', code }),
  );
  await log.until('session.created');
  return { realtime, log };
}

function plain(key = KEY) {
  const client = new OpenAI({ apiKey: key, baseURL: `https://127.0.0.1:${service.port}/v1` });
  return new OpenAIRealtimeWS({ model: MODEL, options: { ca: service.ca } }, client);
}

/** @param {any} realtime */
function ask(realtime, text) {
  realtime.send({
    type: 'conversation.item.create',
    item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
  });
  realtime.send({ type: 'response.create' });
}

/** @param {any} realtime */
function speak(realtime, audio) {
  for (const chunk of chunks(audio)) {
    realtime.send({ type: 'input_audio_buffer.append', audio: chunk.toString('base64') });
  }
}

const WEATHER = {
  type: 'function',
  name: 'get_weather',
  description: 'The weather of a city.',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
};

test('openai: connects and is told of its session in the GA shape', async () => {
  const { realtime, log } = await logged(plain());

  const { session } = log.events[0];
  assert.equal(session.type, 'realtime');
  assert.deepEqual(session.output_modalities, ['audio']);
  assert.equal(session.audio.input.format.rate, 24000);
  realtime.close();
});

test('openai: is refused with a wrong key', async () => {
  const realtime = plain('wrong');
  const error = await new Promise((resolve) => {
    realtime.on('error', resolve);
  });

  assert.match(String(error.message), /401/);
});

test('openai: configures its session', async () => {
  const { realtime, log } = await logged(plain());
  realtime.send({
    type: 'session.update',
    session: {
      type: 'realtime',
      instructions: 'Be brief.',
      output_modalities: ['audio'],
      audio: {
        input: {
          format: { type: 'audio/pcm', rate: 24000 },
          transcription: { model: 'whisper-1' },
          turn_detection: { type: 'semantic_vad', eagerness: 'high' },
        },
        output: { format: { type: 'audio/pcmu' }, voice: 'alloy' },
      },
      tools: [WEATHER],
      max_output_tokens: 500,
    },
  });
  const { session } = await log.until('session.updated');

  assert.equal(session.instructions, 'Be brief.');
  assert.equal(session.audio.input.turn_detection.eagerness, 'high');
  assert.equal(session.audio.input.transcription.model, 'whisper-1');
  assert.deepEqual(session.audio.output, { format: { type: 'audio/pcmu' }, voice: 'alloy' });
  assert.equal(session.tools[0].name, 'get_weather');
  assert.equal(session.max_output_tokens, 500);
  realtime.close();
});

test('openai: a spoken turn', async () => {
  const { realtime, log } = await logged(plain());
  realtime.send({
    type: 'session.update',
    session: { type: 'realtime', audio: { input: { transcription: { model: 'whisper-1' } } } },
  });
  await log.until('session.updated');
  speak(realtime, QUESTION);
  const done = await log.until('response.done');

  const types = log.types();
  const order = [
    'input_audio_buffer.speech_started',
    'input_audio_buffer.speech_stopped',
    'input_audio_buffer.committed',
    'conversation.item.added',
    'conversation.item.done',
    'response.created',
    'response.output_item.added',
    'response.content_part.added',
    'response.output_audio_transcript.delta',
    'response.output_audio.delta',
    'response.output_audio.done',
    'response.output_audio_transcript.done',
    'response.content_part.done',
    'response.output_item.done',
    'response.done',
  ];
  const places = order.map((type) => types.indexOf(type));
  assert.ok(!places.includes(-1), types.join(' '));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
  const heard = await log.until('conversation.item.input_audio_transcription.completed');
  assert.match(heard.transcript, /^What is (twelve|12) times (seven|7)\?$/);
  assert.ok(heard.usage.seconds > 0);
  assert.match(done.response.output[0].content[0].transcript, /84/);
  assert.ok(types.lastIndexOf('conversation.item.done') < types.indexOf('response.output_item.done'));
  realtime.close();
});

test('openai: a typed turn, answered in text', async () => {
  const { realtime, log } = await logged(plain());
  realtime.send({
    type: 'session.update',
    session: { type: 'realtime', output_modalities: ['text'] },
  });
  ask(realtime, 'what is two plus two');
  const done = await log.until('response.done');

  assert.equal(done.response.output[0].content[0].type, 'output_text');
  assert.match(done.response.output[0].content[0].text, /4/);
  assert.ok(log.types().includes('response.output_text.delta'));
  assert.ok(!log.types().includes('response.output_audio.delta'));
  realtime.close();
});

test('openai: a function call', async () => {
  const { realtime, log } = await logged(plain());
  realtime.send({ type: 'session.update', session: { type: 'realtime', tools: [WEATHER] } });
  ask(realtime, 'what is the weather in rome');
  const call = await log.until('response.function_call_arguments.done');
  await log.until('response.done');
  const from = log.events.length;
  realtime.send({
    type: 'conversation.item.create',
    item: { type: 'function_call_output', call_id: call.call_id, output: 'sunny' },
  });
  realtime.send({ type: 'response.create' });
  const done = await log.until('response.done', from);

  assert.deepEqual(JSON.parse(call.arguments), { city: 'Rome' });
  assert.match(done.response.output[0].content[0].transcript, /sunny/);
  realtime.close();
});

test('openai: speech interrupts an answer', async () => {
  const { realtime, log } = await logged(plain());
  ask(realtime, 'tell me a long story');
  await log.until('response.output_audio.delta');
  speak(realtime, INTERRUPTION);
  const done = await log.until('response.done');

  assert.equal(done.response.status, 'cancelled');
  assert.equal(done.response.status_details.reason, 'turn_detected');
  realtime.close();
});

test('openai: an out-of-band response leaves the conversation alone', async () => {
  const { realtime, log } = await logged(plain());
  realtime.send({
    type: 'response.create',
    response: {
      conversation: 'none',
      output_modalities: ['text'],
      metadata: { topic: 'sum' },
      input: [
        {
          type: 'message',
          role: 'user',
          content: [{ type: 'input_text', text: 'what is three plus three' }],
        },
      ],
    },
  });
  const done = await log.until('response.done');

  assert.equal(done.response.conversation_id, null);
  assert.equal(done.response.metadata.topic, 'sum');
  assert.match(done.response.output[0].content[0].text, /6/);
  assert.ok(!log.types().includes('conversation.item.added'));
  realtime.close();
});

test('openai: an error names the member as the client wrote it', async () => {
  const { realtime, log } = await logged(plain());
  realtime.send({
    type: 'session.update',
    event_id: 'mine',
    session: {
      type: 'realtime',
      audio: { input: { turn_detection: { type: 'server_vad', threshold: 7 } } },
    },
  });
  const { error } = await log.until('error');

  assert.equal(error.param, 'session.audio.input.turn_detection.threshold');
  assert.equal(error.event_id, 'mine');
  realtime.close();
});

test('openai: ends its session', async () => {
  const { realtime, log } = await logged(plain());
  realtime.close();
  const { code } = await log.until('client.close');

  assert.equal(code, 1000);
});

test('openai: on the path of Azure OpenAI', async () => {
  const client = new AzureOpenAI({
    apiKey: KEY,
    apiVersion: '2025-08-28',
    deployment: 'my-deployment',
    baseURL: `https://127.0.0.1:${service.port}/openai/v1`,
  });
  const { realtime, log } = await logged(
    await OpenAIRealtimeWS.azure(client, {
      deploymentName: 'my-deployment',
      options: { ca: service.ca },
    }),
  );
  ask(realtime, 'what is two plus two');
  const done = await log.until('response.done');

  assert.equal(log.events[0].session.model, 'my-deployment');
  assert.match(done.response.output[0].content[0].transcript, /4/);
  realtime.close();
});

test('openai: in the beta shape', async () => {
  const client = new OpenAI({ apiKey: KEY, baseURL: `https://127.0.0.1:${service.port}/v1` });
  const { realtime, log } = await logged(
    new BetaRealtime({ model: MODEL, options: { ca: service.ca } }, client),
  );
  realtime.send({
    type: 'session.update',
    session: { modalities: ['text', 'audio'], voice: 'alloy', instructions: 'Be brief.' },
  });
  const { session } = await log.until('session.updated');
  ask(realtime, 'what is two plus two');
  const done = await log.until('response.done');

  assert.equal(session.voice, 'alloy');
  assert.deepEqual(session.modalities, ['text', 'audio']);
  assert.match(done.response.output[0].content[0].transcript, /4/);
  assert.ok(log.types().includes('response.audio.delta'));
  assert.ok(log.types().includes('conversation.item.created'));
  realtime.close();
});

test('openai: in the beta shape on the path of Azure OpenAI', async () => {
  const client = new AzureOpenAI({
    apiKey: KEY,
    apiVersion: '2024-10-01-preview',
    deployment: 'old-deployment',
    baseURL: `https://127.0.0.1:${service.port}/openai`,
  });
  const { realtime, log } = await logged(
    await BetaRealtime.azure(client, {
      deploymentName: 'old-deployment',
      options: { ca: service.ca },
    }),
  );
  ask(realtime, 'what is two plus two');
  await log.until('response.audio_transcript.done');

  assert.equal(log.events[0].session.model, 'old-deployment');
  realtime.close();
});

test('openai: on the path of Voice Live, where its own shape is understood', async () => {
  const client = new OpenAI({
    apiKey: KEY,
    baseURL: `https://127.0.0.1:${service.port}/voice-live?api-version=2026-07-15`,
  });
  const { realtime, log } = await logged(
    new OpenAIRealtimeWS({ model: MODEL, options: { ca: service.ca } }, client),
  );
  realtime.send({
    type: 'session.update',
    session: { type: 'realtime', output_modalities: ['text'] },
  });
  ask(realtime, 'what is two plus two');
  await log.until('response.output_text.done');

  const updated = await log.until('session.updated');
  assert.deepEqual(updated.session.output_modalities, ['text']);
  realtime.close();
});
