/** Azure's own JavaScript client of Voice Live. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { VoiceLiveClient } from '@azure/ai-voicelive';
import { AzureKeyCredential } from '@azure/core-auth';
import { TOKEN, mcpServer } from './mcp-server.js';
import { INTERRUPTION, KEY, Log, PORT, QUESTION, chunks, endAll, endsWithSuite } from './service.js';

after(endAll);

const ENDPOINT = `http://127.0.0.1:${PORT}`;
const WEATHER = {
  type: 'function',
  name: 'get_weather',
  description: 'The weather of a city.',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

/**
 * @param {any} [credential]
 * @param {any} [target] a model or an agent
 */
async function connected(credential = new AzureKeyCredential(KEY), target = 'gpt-4.1') {
  const client = new VoiceLiveClient(ENDPOINT, credential);
  const session = client.createSession(target);
  endsWithSuite(() => session.dispose());
  const log = new Log();
  session.subscribe({
    onServerEvent: async (event) => log.add(event),
    onError: async (args) => log.add({ type: 'client.error', error: args.error }),
    onDisconnected: async (args) => log.add({ ...args, type: 'client.disconnected' }),
  });
  await session.connect();
  await log.until('session.created');
  return { session, log };
}

/** @param {Log} log */
function noneWasUnreadable(log) {
  assert.deepEqual(
    log.events.filter((event) => event.type === 'client.error'),
    [],
  );
}

/** @param {any} event a response.done */
function said(event) {
  return event.response.output[0].content[0].transcript;
}

test('azure: connects with a key and is told of its session', async () => {
  const { session, log } = await connected();

  assert.match(session.sessionId ?? '', /^sess_/);
  assert.equal(log.events[0].type, 'session.created');
  noneWasUnreadable(log);
  await session.dispose();
});

test('azure: connects with a token', async () => {
  const token = { token: KEY, expiresOnTimestamp: Date.now() + 3_600_000 };
  const { session } = await connected({ getToken: async () => token });

  assert.ok(session.isConnected);
  await session.dispose();
});

test('azure: is refused with a wrong key', async () => {
  await assert.rejects(connected(new AzureKeyCredential('wrong')), /401|auth/i);
});

test('azure: finds an agent', async () => {
  const { session, log } = await connected(undefined, {
    agent: { agentName: 'helper', projectName: 'lab' },
  });

  assert.equal(log.events[0].session.agent.name, 'helper');
  await session.dispose();
});

test('azure: configures its session', async () => {
  const { session, log } = await connected();
  await session.updateSession({
    modalities: ['text', 'audio'],
    instructions: 'Be brief.',
    voice: { type: 'azure-standard', name: 'en-US-AvaNeural', rate: '1.1' },
    inputAudioFormat: 'pcm16',
    outputAudioFormat: 'pcm16',
    turnDetection: {
      type: 'azure_semantic_vad',
      silenceDurationInMs: 600,
      removeFillerWords: true,
      autoTruncate: true,
      endOfUtteranceDetection: { model: 'semantic_detection_v1', timeoutInMs: 800 },
    },
    inputAudioTranscription: { model: 'azure-speech', language: 'en-US', phraseList: ['Charla'] },
    tools: [WEATHER],
    temperature: 0.7,
  });
  const { session: settings } = await log.until('session.updated');

  assert.equal(settings.instructions, 'Be brief.');
  assert.equal(settings.turnDetection.type, 'azure_semantic_vad');
  assert.equal(settings.turnDetection.silenceDurationInMs, 600);
  assert.equal(settings.turnDetection.removeFillerWords, true);
  assert.equal(settings.voice.name, 'en-US-AvaNeural');
  assert.equal(settings.tools[0].name, 'get_weather');
  const warning = await log.until('warning');
  assert.ok(warning.warning.message);
  noneWasUnreadable(log);
  await session.dispose();
});

test('azure: a spoken turn', async () => {
  const { session, log } = await connected();
  for (const chunk of chunks(QUESTION)) await session.sendAudio(chunk);
  const done = await log.until('response.done');

  const types = log.types();
  const order = [
    'input_audio_buffer.speech_started',
    'input_audio_buffer.speech_stopped',
    'input_audio_buffer.committed',
    'conversation.item.input_audio_transcription.completed',
    'conversation.item.created',
    'response.created',
    'response.output_item.added',
    'response.content_part.added',
    'response.audio_transcript.delta',
    'response.audio.delta',
    'response.audio.done',
    'response.audio_transcript.done',
    'response.content_part.done',
    'response.output_item.done',
    'response.done',
  ];
  const places = order.map((type) => types.indexOf(type));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
    types.join(' '),
  );
  assert.ok(!places.includes(-1), types.join(' '));
  const heard = log.events[types.indexOf(order[3])];
  assert.match(heard.transcript, /^What is (twelve|12) times (seven|7)\?$/);
  assert.match(said(done), /84/);
  assert.ok(done.response.usage.totalTokens > 0);
  const audio = log.events.filter((event) => event.type === 'response.audio.delta');
  assert.ok(audio.every((event) => event.delta.length > 0));
  noneWasUnreadable(log);
  await session.dispose();
});

test('azure: a typed turn', async () => {
  const { session, log } = await connected();
  await session.addConversationItem({
    type: 'message',
    role: 'user',
    content: [{ type: 'input_text', text: 'what is two plus two' }],
  });
  await session.sendEvent({ type: 'response.create' });
  const done = await log.until('response.done');

  assert.match(said(done), /4/);
  noneWasUnreadable(log);
  await session.dispose();
});

test('azure: a function call', async () => {
  const { session, log } = await connected();
  await session.updateSession({ tools: [WEATHER] });
  await session.addConversationItem({
    type: 'message',
    role: 'user',
    content: [{ type: 'input_text', text: 'what is the weather in rome' }],
  });
  await session.sendEvent({ type: 'response.create' });
  const call = await log.until('response.function_call_arguments.done');
  await log.until('response.done');
  const from = log.events.length;
  await session.addConversationItem({
    type: 'function_call_output',
    callId: call.callId,
    output: 'sunny',
  });
  await session.sendEvent({ type: 'response.create' });
  const done = await log.until('response.done', from);

  assert.equal(call.name, 'get_weather');
  assert.deepEqual(JSON.parse(call.arguments), { city: 'Rome' });
  assert.match(said(done), /sunny/);
  noneWasUnreadable(log);
  await session.dispose();
});

/**
 * @param {any} session
 * @param {string} requireApproval
 */
async function offersLibrary(session, requireApproval) {
  const library = await mcpServer();
  endsWithSuite(() => library.close());
  await session.updateSession({
    tools: [
      {
        type: 'mcp',
        serverLabel: 'library',
        serverUrl: library.url,
        authorization: TOKEN,
        requireApproval,
      },
    ],
  });
}

/** @param {any} session */
async function asksForABook(session) {
  await session.addConversationItem({
    type: 'message',
    role: 'user',
    content: [{ type: 'input_text', text: 'what is the weather in rome' }],
  });
  await session.sendEvent({ type: 'response.create' });
}

test('azure: a tool of an MCP server', async () => {
  const { session, log } = await connected();
  await offersLibrary(session, 'never');
  const listing = await log.until('mcp_list_tools.in_progress');
  const listed = await log.until('mcp_list_tools.completed');
  assert.equal(listed.itemId, listing.itemId);
  const list = log.events.find((event) => event.item?.type === 'mcp_list_tools').item;
  assert.equal(list.serverLabel, 'library');
  assert.equal(list.tools[0].name, 'find_book');

  await asksForABook(session);
  await log.until('response.mcp_call.completed');
  const done = await log.until('response.done');
  const call = done.response.output[0];
  assert.equal(call.name, 'find_book');
  assert.equal(call.output, 'a book about Rome');
  const from = log.events.length;
  await session.sendEvent({ type: 'response.create' });
  assert.match(said(await log.until('response.done', from)), /a book about Rome/);
  noneWasUnreadable(log);
  await session.dispose();
});

for (const approve of [true, false]) {
  test(`azure: a tool that is ${approve ? '' : 'not '}allowed`, async () => {
    const { session, log } = await connected();
    await offersLibrary(session, 'always');
    await log.until('mcp_list_tools.completed');
    await asksForABook(session);
    const { item } = await log.until((event) => event.item?.type === 'mcp_approval_request');
    await log.until('response.done');
    assert.equal(item.serverLabel, 'library');
    assert.deepEqual(JSON.parse(item.arguments), { city: 'Rome' });

    await session.addConversationItem({
      type: 'mcp_approval_response',
      approvalRequestId: item.id,
      approve,
    });
    await log.until(approve ? 'response.mcp_call.completed' : 'response.mcp_call.failed');
    const from = log.events.length;
    await session.sendEvent({ type: 'response.create' });
    const done = await log.until('response.done', from);

    assert.match(said(done), approve ? /a book about Rome/ : /did not allow/);
    noneWasUnreadable(log);
    await session.dispose();
  });
}

test('azure: times of words and visemes', async () => {
  const { session, log } = await connected();
  await session.updateSession({
    outputAudioTimestampTypes: ['word'],
    animation: { modelName: 'default', outputs: ['viseme_id'] },
  });
  await session.addConversationItem({
    type: 'message',
    role: 'user',
    content: [{ type: 'input_text', text: 'what is two plus two' }],
  });
  await session.sendEvent({ type: 'response.create' });
  const done = await log.until('response.done');

  const words = log.events.filter((event) => event.type === 'response.audio_timestamp.delta');
  const bare = (/** @type {string} */ text) => text.replace(/[^\p{L}\p{N} ]/gu, '');
  assert.equal(bare(words.map((word) => word.text).join(' ')), bare(said(done)));
  assert.ok(words.every((word) => word.audioDurationInMs > 0));
  const shapes = log.events.filter((event) => event.type === 'response.animation_viseme.delta');
  assert.ok(shapes.length > words.length);
  assert.ok(log.types().includes('response.audio_timestamp.done'));
  assert.ok(log.types().includes('response.animation_viseme.done'));
  noneWasUnreadable(log);
  await session.dispose();
});

test('azure: speech interrupts an answer', async () => {
  const { session, log } = await connected();
  await session.addConversationItem({
    type: 'message',
    role: 'user',
    content: [{ type: 'input_text', text: 'tell me a long story' }],
  });
  await session.sendEvent({ type: 'response.create' });
  await log.until('response.audio.delta');
  for (const chunk of chunks(INTERRUPTION)) await session.sendAudio(chunk);
  const done = await log.until('response.done');

  assert.equal(done.response.status, 'cancelled');
  assert.equal(done.response.statusDetails.reason, 'turn_detected');
  const rest = log.events.slice(log.events.indexOf(done) + 1);
  assert.ok(!rest.some((event) => event.responseId === done.response.id));
  noneWasUnreadable(log);
  await session.dispose();
});

test('azure: an error leaves the session as it was', async () => {
  const { session, log } = await connected();
  await session.updateSession({ voice: { type: 'azure-standard', name: 'nobody' } });
  const { error } = await log.until('error');
  assert.equal(error.param, 'session.voice.name');

  await session.updateSession({ instructions: 'Still here.' });
  const updated = await log.until('session.updated');
  assert.equal(updated.session.instructions, 'Still here.');
  await session.dispose();
});

test('azure: ends its session', async () => {
  const { session } = await connected();
  await session.disconnect();

  assert.ok(!session.isConnected);
});
