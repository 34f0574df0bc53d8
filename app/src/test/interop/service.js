/** What the tests know of the service they run against, and how they wait for it. */

import { readFileSync } from 'node:fs';
import net from 'node:net';
import tls from 'node:tls';

/** @param {string} name */
function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: NodeClientsIT runs these tests`);
  return value;
}

export const PORT = Number(setting('CHARLA_PORT'));
export const KEY = setting('CHARLA_KEY');

/** Speech as PCM16 at 24 kHz: "What is twelve times seven?", with silence around it. */
export const QUESTION = readFileSync(setting('CHARLA_QUESTION'));

/** Speech that interrupts. */
export const INTERRUPTION = readFileSync(setting('CHARLA_INTERRUPTION'));

/** 100 ms of PCM16 at 24 kHz. */
const CHUNK_BYTES = 4800;

/** @param {Buffer} audio */
export function* chunks(audio) {
  for (let at = 0; at < audio.length; at += CHUNK_BYTES) {
    yield audio.subarray(at, at + CHUNK_BYTES);
  }
}

/** @type {(() => unknown)[]} */
const opened = [];

/**
 * Has a connection ended with the suite: after a test that failed, Node.js would wait for it.
 * @param {() => unknown} close
 */
export function endsWithSuite(close) {
  opened.push(close);
}

export async function endAll() {
  await Promise.allSettled(opened.map(async (close) => close()));
}

/** Keeps what happens, and waits for what is to happen. */
export class Log {
  /** @type {any[]} */
  events = [];
  /** @type {(() => void)[]} */
  #waiting = [];

  /** @param {any} event */
  add(event) {
    this.events.push(event);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  types() {
    return this.events.map((event) => event.type);
  }

  /**
   * The first event that fits, now or later.
   * @param {string | ((event: any) => boolean)} what a type, or what to look for
   * @param {number} [from] position of the first event that is looked at
   */
  async until(what, from = 0) {
    const fits = typeof what === 'string' ? (/** @type {any} */ e) => e.type === what : what;
    const deadline = Date.now() + 120_000;
    for (;;) {
      const found = this.events.slice(from).find(fits);
      if (found) return found;
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`${what} did not come; came: ${this.types().join(' ')}`);
      await new Promise((/** @type {(value?: any) => void} */ resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }
}

/**
 * The service behind TLS, for clients that insist on it.
 * @returns {Promise<{port: number, ca: Buffer, close: () => void}>}
 */
export async function overTls() {
  const sockets = new Set();
  const server = tls.createServer(
    { pfx: readFileSync(setting('CHARLA_TLS_STORE')), passphrase: setting('CHARLA_TLS_PASSWORD') },
    (outside) => {
      const inside = net.connect(PORT, '127.0.0.1');
      for (const socket of [outside, inside]) {
        sockets.add(socket);
        socket.on('error', () => {
          outside.destroy();
          inside.destroy();
        });
        socket.on('close', () => sockets.delete(socket));
      }
      outside.pipe(inside).pipe(outside);
    },
  );
  await new Promise((/** @type {(value?: any) => void} */ resolve) =>
    server.listen(0, '127.0.0.1', resolve),
  );
  return {
    port: /** @type {net.AddressInfo} */ (server.address()).port,
    ca: readFileSync(setting('CHARLA_TLS_CERTIFICATE')),
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
