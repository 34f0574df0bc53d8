/** OpenAI's agents: a client that keeps a history, runs tools and interrupts by itself. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { hostedMcpTool } from '@openai/agents-core';
import {
  OpenAIRealtimeWebSocket,
  RealtimeAgent,
  RealtimeSession,
  tool,
} from '@openai/agents-realtime';
import { z } from 'zod';
import { TOKEN, mcpServer } from './mcp-server.js';
import { INTERRUPTION, KEY, Log, PORT, QUESTION, chunks, endAll, endsWithSuite } from './service.js';

after(endAll);

const URL = `ws://127.0.0.1:${PORT}/v1/realtime?model=gpt-realtime`;

/** @param {any[]} [tools] in place of its own */
async function connected(tools) {
  /** @type {unknown[]} */
  const asked = [];
  const weather = tool({
    name: 'get_weather',
    description: 'The weather of a city.',
    parameters: z.object({ city: z.string() }),
    execute: async (input) => {
      asked.push(input);
      return 'sunny';
    },
  });
  const agent = new RealtimeAgent({
    name: 'helper',
    instructions: 'Be brief.',
    tools: tools ?? [weather],
  });
  const transport = new OpenAIRealtimeWebSocket({ url: URL });
  const session = new RealtimeSession(agent, {
    transport,
    config: {
      audio: {
        input: {
          transcription: { model: 'whisper-1' },
          turnDetection: { type: 'server_vad', interruptResponse: true, createResponse: true },
        },
      },
    },
  });
  endsWithSuite(() => session.close());
  const log = new Log();
  session.on('transport_event', (event) => log.add(event));
  session.on('audio', (event) => log.add({ type: 'client.audio', bytes: event.data.byteLength }));
  session.on('audio_interrupted', () => log.add({ type: 'client.interrupted' }));
  session.on('agent_end', (_context, _agent, output) => log.add({ type: 'client.end', output }));
  session.on('error', (event) => log.add({ type: 'client.error', error: event.error }));
  await session.connect({ apiKey: KEY });
  await log.until(
    (event) => event.type === 'session.updated' && event.session.instructions === 'Be brief.',
  );
  return { session, log, asked };
}

/** @param {Buffer} audio */
function arrayBuffer(audio) {
  return audio.buffer.slice(audio.byteOffset, audio.byteOffset + audio.byteLength);
}

/** @param {Log} log */
function noneFailed(log) {
  assert.deepEqual(
    log.events.filter((event) => event.type === 'client.error').map((event) => event.error),
    [],
  );
}

test('agents: connects and configures its session', async () => {
  const { session, log } = await connected();
  const updated = log.events.findLast((event) => event.type === 'session.updated');

  assert.equal(updated.session.tools[0].name, 'get_weather');
  assert.equal(updated.session.audio.input.turn_detection.interrupt_response, true);
  noneFailed(log);
  session.close();
});

test('agents: a spoken turn is heard and part of the history', async () => {
  const { session, log } = await connected();
  for (const chunk of chunks(QUESTION)) session.sendAudio(arrayBuffer(chunk));
  const { output } = await log.until('client.end');
  await log.until('conversation.item.retrieved');

  assert.match(output, /84/);
  assert.ok(log.types().includes('client.audio'));
  const [asked, answered] = session.history;
  assert.equal(asked.type === 'message' && asked.role, 'user');
  assert.match(JSON.stringify(asked), /What is (twelve|12) times (seven|7)/);
  assert.match(JSON.stringify(answered), /84/);
  noneFailed(log);
  session.close();
});

test('agents: a typed turn', async () => {
  const { session, log } = await connected();
  session.sendMessage('what is two plus two');
  const { output } = await log.until('client.end');

  assert.match(output, /4/);
  assert.equal(session.history.length, 2);
  noneFailed(log);
  session.close();
});

test('agents: runs its tool and speaks of the result', async () => {
  const { session, log, asked } = await connected();
  session.sendMessage('what is the weather in rome');
  const { output } = await log.until(
    (event) => event.type === 'client.end' && /sunny/.test(event.output),
  );

  assert.deepEqual(asked, [{ city: 'Rome' }]);
  assert.match(output, /sunny/);
  noneFailed(log);
  session.close();
});

/** @param {'never' | 'always'} requireApproval */
async function withLibrary(requireApproval) {
  const library = await mcpServer();
  endsWithSuite(() => library.close());
  return connected([
    hostedMcpTool({
      serverLabel: 'library',
      serverUrl: library.url,
      // The only way that this client passes a token on.
      headers: { Authorization: `Bearer ${TOKEN}` },
      requireApproval,
    }),
  ]);
}

test('agents: speaks of what a tool of an MCP server brought', async () => {
  const { session, log } = await withLibrary('never');
  await log.until('mcp_list_tools.completed');
  session.sendMessage('what is the weather in rome');
  const { output } = await log.until(
    (event) => event.type === 'client.end' && /a book about Rome/.test(event.output),
  );

  assert.match(output, /a book about Rome/);
  noneFailed(log);
  session.close();
});

for (const approve of [true, false]) {
  test(`agents: a tool that is ${approve ? '' : 'not '}allowed`, async () => {
    const { session, log } = await withLibrary('always');
    session.on('tool_approval_requested', (_context, _agent, request) => {
      const decide = approve ? session.approve : session.reject;
      void decide.call(session, request.approvalItem);
    });
    await log.until('mcp_list_tools.completed');
    session.sendMessage('what is the weather in rome');
    const said = approve ? /a book about Rome/ : /did not allow/;
    await log.until((event) => event.type === 'client.end' && said.test(event.output));

    noneFailed(log);
    session.close();
  });
}

test('agents: speech interrupts an answer', async () => {
  const { session, log } = await connected();
  session.sendMessage('tell me a long story');
  await log.until('client.audio');
  for (const chunk of chunks(INTERRUPTION)) session.sendAudio(arrayBuffer(chunk));
  await log.until('client.interrupted');
  const done = await log.until('response.done');

  assert.equal(done.response.status, 'cancelled');
  await log.until('conversation.item.truncated');
  session.close();
});

test('agents: an error comes to its listener', async () => {
  const { session, log } = await connected();
  session.transport.sendEvent({ type: 'response.cancel' });
  const { error } = await log.until('client.error');

  assert.match(JSON.stringify(error), /response_cancel_not_active/);
  session.close();
});

test('agents: ends its session', async () => {
  const { session } = await connected();
  session.close();

  assert.equal(session.transport.status, 'disconnected');
});
