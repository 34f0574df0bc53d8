import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { FakeTalk } from './fake-talk.js';
import { ServerSocket } from './web-socket.js';

/**
 * Serves the page and plays the server, for work on the page: `npm run serve`, then open the address it
 * prints. PORT chooses the port, WARM_MS how long it warms up, REFUSE a code that every talk is
 * refused with.
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
 * @param {{ warmMs?: number, refuse?: string }} [options]
 * @returns {import('node:http').Server & { talks: FakeTalk[] }}
 */
export function fakeServer({ warmMs = 0, refuse = '' } = {}) {
  const startedAtMs = performance.now();
  /** @type {Map<string, string>} the ticket of each talk that was not opened yet */
  const tickets = new Map();
  /** @type {FakeTalk[]} */
  const talks = [];
  let last = 0;

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://fake');
    if (pathname === '/api/status') {
      json(response, 200, status(performance.now() - startedAtMs >= warmMs));
    } else if (pathname === '/api/sessions' && request.method === 'POST') {
      if (refuse !== '') {
        json(response, 503, { code: refuse, message: '' });
        return;
      }
      const id = `talk-${++last}`;
      tickets.set(id, `ticket-${last}`);
      json(response, 201, opened(id, `ticket-${last}`));
    } else {
      file(response, pathname === '/' ? '/index.html' : pathname);
    }
  });
  server.on('upgrade', (request, socket) => {
    const id = /^\/api\/sessions\/([^/]+)\/stream$/.exec(request.url ?? '')?.[1] ?? '';
    const ticket = tickets.get(id);
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(/,\s*/);
    const web = new ServerSocket(request, socket, 'charla.v1');
    if (ticket === undefined || !offered.includes(`charla.ticket.${ticket}`)) {
      web.close(4401);
      return;
    }
    tickets.delete(id);
    talks.push(new FakeTalk(web));
  });
  return Object.assign(server, { talks });
}

/** @param {boolean} ready */
function status(ready) {
  return {
    service: 'offline',
    ready,
    warming: ready ? [] : ['recognizer', 'voice'],
    suggestions: [
      'What time is it?',
      'Tell me a joke',
      'Set a timer for ten seconds',
      'What can you do?',
    ],
    model: { on: false, setting: 'CHARLA_MODEL_BASE_URL' },
    profiles: [{ name: 'default' }, { name: 'teacher' }],
    limits: { textChars: 2000 },
  };
}

/**
 * @param {string} id
 * @param {string} ticket
 */
function opened(id, ticket) {
  return {
    id,
    ticket,
    resumeToken: `resume-${id}`,
    stream: `/api/sessions/${id}/stream`,
    audio: { rate: 24_000, channels: 1, frameMs: 20 },
    limits: { textChars: 2000, maxMinutes: 60 },
  };
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
  const { PORT = '8099', WARM_MS = '0', REFUSE = '' } = process.env;
  const server = fakeServer({ warmMs: Number(WARM_MS), refuse: REFUSE });
  server.listen(Number(PORT), '127.0.0.1', () => {
    console.log(`http://localhost:${PORT}/`);
  });
}
