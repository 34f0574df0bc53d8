/**
 * A proxy behind which stands what looks like Azure. The real az is sent through it by HTTPS_PROXY and
 * needs to be told nothing. Hosts that are not Azure's are refused and noted.
 */
import http from 'node:http';
import tls from 'node:tls';
import { makeCertificate } from './certificate.mjs';

export const HOSTS = [
  'management.azure.com',
  'login.microsoftonline.com',
  'api.loganalytics.io',
  '*.blob.core.windows.net',
  '*.azurecr.io',
  '*.azurewebsites.net',
];

const isKnown = (host) =>
  HOSTS.some((each) => (each.startsWith('*.') ? host.endsWith(each.slice(1)) : host === each));

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** az 2.45 leaves the quotes off this one name. */
const mended = (text) => text.replace(/, template:\{/, ', "template":{');

export class Server {
  #proxy;
  #sockets = new Set();
  refused = [];
  calls = [];

  /** azure: { answer(request) -> { status, body?, headers? } }. */
  constructor(azure, directory) {
    const { key, cert, trust } = makeCertificate(directory, HOSTS);
    this.trust = trust;
    const context = tls.createSecureContext({ key, cert });
    const inner = http.createServer((request, response) => this.#serve(azure, request, response));
    this.#proxy = http.createServer((_, response) => response.writeHead(405).end());
    this.#proxy.on('connect', (request, socket) => {
      const [host] = request.url.split(':');
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => {});
      if (!isKnown(host)) {
        this.refused.push(host);
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
        return;
      }
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      const secure = new tls.TLSSocket(socket, { isServer: true, secureContext: context });
      secure.on('error', () => {});
      inner.emit('connection', secure);
    });
  }

  async listen() {
    await new Promise((resolve) => this.#proxy.listen(0, '127.0.0.1', resolve));
    this.address = `http://127.0.0.1:${this.#proxy.address().port}`;
    return this;
  }

  async #serve(azure, request, response) {
    const bytes = await bodyOf(request);
    const url = new URL(request.url, `https://${request.headers.host}`);
    const call = `${request.method} ${url.hostname}${url.pathname}`;
    this.calls.push(call);
    let answer;
    try {
      answer = await azure.answer({
        call,
        method: request.method,
        host: url.hostname,
        path: url.pathname.replace(/\/$/, ''),
        query: url.searchParams,
        headers: request.headers,
        bytes,
        json: () => JSON.parse(mended(bytes.toString('utf8')) || '{}'),
      });
    } catch (e) {
      answer = {
        status: 500,
        body: { error: { code: 'StandInFailed', message: String(e.stack) } },
      };
    }
    const { status, body, headers = {} } = answer;
    const data = Buffer.isBuffer(body)
      ? body
      : Buffer.from(body === undefined ? '' : JSON.stringify(body));
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': data.length,
      ...headers,
    });
    response.end(request.method === 'HEAD' ? undefined : data);
  }

  close() {
    this.#sockets.forEach((socket) => socket.destroy());
    this.#proxy.close();
  }
}
