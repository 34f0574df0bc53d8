import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { EventStreamLeg } from './event-stream-leg.js';
import { FakeConversation } from './fake-conversation.js';
import { ServerSocket } from './web-socket.js';

/**
 * Serves the page and plays the server, for work on the page: `npm run serve`, then open the address it
 * prints. PORT chooses the port, WARM_MS how long it warms up, REFUSE a code that every conversation is
 * refused with, BLOCK=1 lets no WebSocket through, RESUME=0 gives no resume tokens.
 */

const ROOT = fileURLToPath(new URL('../src', import.meta.url));
const TYPES = /** @type {Record<string, string>} */ ({
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
});
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/**
 * @typedef {{ warmMs?: number, refuse?: string, block?: boolean, resume?: boolean, refuseStream?: number }} Options
 * @param {Options} [options]
 * @returns {import('node:http').Server & { conversations: FakeConversation[], opened: object[], left: string[] }}
 */
export function fakeServer(options = {}) {
  const { warmMs = 0, refuse = '', block = false } = options;
  const startedAtMs = performance.now();
  /** @type {Map<string, string>} the ticket of each conversation that was not opened yet */
  const tickets = new Map();
  /** @type {Map<string, EventStreamLeg>} */
  const legs = new Map();
  /** @type {FakeConversation[]} */
  const conversations = [];
  /** @type {object[]} what was asked for when conversations were opened */
  const opened = [];
  /** @type {string[]} ids of the conversations that pages left */
  const left = [];
  let last = 0;

  /** @param {string} id */
  const ticketFor = (id) => {
    const ticket = `ticket-${++last}`;
    tickets.set(id, ticket);
    return ticket;
  };

  /** @type {Record<string, (id: string, request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void | Promise<void>>} */
  const ofConversation = {
    'POST resume': async (id, request, response) => {
      const { resumeToken } = await bodyOf(request);
      if (resumeToken !== `resume-${id}`) {
        json(response, 404, { code: 'unknown_conversation', message: '' });
      } else {
        json(response, 200, admitted(id, ticketFor(id), options));
      }
    },
    'POST end': async (id, request, response) => {
      if ((await textOf(request)) === `resume-${id}`) {
        left.push(id);
      }
      response.writeHead(204).end();
    },
    'GET stream': (id, request, response) => {
      if (options.refuseStream !== undefined) {
        response.writeHead(options.refuseStream).end();
        return;
      }
      const ticket = tickets.get(id);
      if (ticket === undefined || request.headers['charla-ticket'] !== ticket) {
        response.writeHead(401).end();
        return;
      }
      tickets.delete(id);
      const leg = new EventStreamLeg(response, 'up', `key-${id}`);
      legs.set(id, leg);
      conversations.push(new FakeConversation(leg));
    },
    'POST up': async (id, request, response) => {
      await (legs.get(id)?.take(request, response) ?? response.writeHead(404).end());
    },
  };

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://fake');
    const [, id = '', verb = ''] = /^\/api\/conversations\/([^/]+)\/(\w+)$/.exec(pathname) ?? [];
    const answer = ofConversation[`${request.method} ${verb}`];
    if (answer !== undefined) {
      void answer(id, request, response);
    } else if (pathname === '/api/status') {
      json(response, 200, status(performance.now() - startedAtMs >= warmMs));
    } else if (pathname === '/api/conversations' && request.method === 'POST') {
      if (refuse !== '') {
        json(response, 503, { code: refuse, message: '' });
        return;
      }
      void bodyOf(request).then((wish) => {
        opened.push(wish);
        const conversation = `conversation-${last + 1}`;
        json(response, 201, admitted(conversation, ticketFor(conversation), options));
      });
    } else {
      file(response, pathname === '/' ? '/index.html' : pathname);
    }
  });
  server.on('upgrade', (request, socket) => {
    if (block) {
      socket.destroy();
      return;
    }
    const id = /^\/api\/conversations\/([^/]+)\/stream$/.exec(request.url ?? '')?.[1] ?? '';
    const ticket = tickets.get(id);
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(/,\s*/);
    const web = new ServerSocket(request, socket, 'charla.v1');
    if (ticket === undefined || !offered.includes(`charla.ticket.${ticket}`)) {
      web.close(4401);
      return;
    }
    tickets.delete(id);
    conversations.push(new FakeConversation(web));
  });
  return Object.assign(server, { conversations, opened, left });
}

/** @param {boolean} ready */
function status(ready) {
  return {
    service: 'offline',
    ready,
    warming: ready ? [] : ['recognizer', 'voice'],
    hears: ['en-US'],
    suggestions: [
      'What time is it?',
      'Tell me a joke',
      'Set a timer for ten seconds',
      'What can you do?',
    ],
    model: { on: false, setting: 'CHARLA_MODEL_BASE_URL' },
    agents: [
      {
        name: 'default',
        title: 'Everyday helper',
        choices: ['voice', 'sensitivity', 'silence', 'speed'],
        voice: 'hum',
        voices: ['hum', 'whistle'],
        languages: ['en'],
        greets: false,
      },
      { name: 'teacher', title: 'Teacher of Spanish', choices: [] },
    ],
    limits: { textChars: 2000 },
  };
}

/**
 * @param {string} id
 * @param {string} ticket
 * @param {Options} options
 */
function admitted(id, ticket, { resume = true }) {
  return {
    id,
    ticket,
    ...(resume ? { resumeToken: `resume-${id}` } : {}),
    stream: `api/conversations/${id}/stream`,
    audio: { rate: 24_000, channels: 1, frameMs: 20 },
    limits: { textChars: 2000, maxMinutes: 60 },
  };
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @returns {Promise<any>}
 */
async function bodyOf(request) {
  return JSON.parse(await textOf(request));
}

/** @param {import('node:http').IncomingMessage} request */
async function textOf(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} code
 * @param {object} body
 */
function json(response, code, body) {
  response.writeHead(code, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {string} path
 */
function file(response, path) {
  const place = normalize(join(ROOT, decodeURIComponent(path)));
  if (!place.startsWith(ROOT) || !existsSync(place) || !statSync(place).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'Content-Type': TYPES[extname(place)] ?? 'application/octet-stream',
    'Content-Security-Policy': POLICY,
    'Cache-Control': 'no-store',
  });
  createReadStream(place).pipe(response);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { PORT = '8099', WARM_MS = '0', REFUSE = '', BLOCK = '', RESUME = '1' } = process.env;
  const server = fakeServer({
    warmMs: Number(WARM_MS),
    refuse: REFUSE,
    block: BLOCK === '1',
    resume: RESUME === '1',
  });
  server.listen(Number(PORT), '127.0.0.1', () => {
    console.log(`http://localhost:${PORT}/`);
  });
}
