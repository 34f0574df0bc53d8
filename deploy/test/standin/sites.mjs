/**
 * App Service: runs a site's image, goes on with the one before until the new one is well, and passes on
 * what is asked of the site's address.
 */
import http from 'node:http';
import net from 'node:net';

/** A port of this machine that is free now. */
export async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export class Sites {
  #engine;
  #sites = new Map();

  constructor({ engine }) {
    this.#engine = engine;
  }

  /** The container that serves a site, and its port; nothing when none is well. */
  serving(name) {
    return this.#sites.get(name)?.current;
  }

  async run(name, image, settings) {
    const site = this.#sites.get(name) ?? {};
    this.#sites.set(name, site);
    const port = await freePort();
    const started = {
      image,
      port,
      // The platform's own settings are not the container's, and it tells where it runs.
      container: await this.#engine.start(image, {
        port,
        env: { ...settings, WEBSITE_SITE_NAME: name },
      }),
    };
    await this.#drop(site.next);
    site.next = started;
  }

  async #drop(one) {
    if (one) await this.#engine.stop(one.container, 60);
  }

  /** Puts the new container in the old one's place once it answers. */
  async #settle(site) {
    const { next, current } = site;
    if (!next || !(await this.#isWell(next))) return;
    site.current = next;
    site.next = undefined;
    await this.#drop(current);
  }

  async #isWell({ port }) {
    const answer = await ask(port, {
      method: 'GET',
      path: '/actuator/health/readiness',
      headers: {},
    });
    return answer.status === 200;
  }

  async visit({ host, method, path, query, headers, bytes }) {
    const site = this.#sites.get(host.split('.')[0]);
    if (!site) return { status: 404 };
    await this.#settle(site);
    if (!site.current) return { status: 503 };
    const search = query.size ? `?${query}` : '';
    return ask(site.current.port, {
      method,
      path: path + search || '/',
      headers: { ...headers, 'x-forwarded-proto': 'https' },
      bytes,
    });
  }

  async logs() {
    const lines = [];
    for (const { current } of this.#sites.values()) {
      if (current) lines.push(...(await this.#engine.logs(current.container)).split('\n'));
    }
    return lines;
  }

  async remove(name) {
    const site = this.#sites.get(name);
    this.#sites.delete(name);
    await this.#drop(site?.next);
    await this.#drop(site?.current);
  }
}

/** Asks an application at a port of this machine; 503 when there is none. */
export function ask(port, { method, path, headers, bytes }) {
  return new Promise((resolve) => {
    const request = http.request(
      { host: '127.0.0.1', port, method, path, headers, timeout: 60_000 },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode, body: Buffer.concat(chunks) }),
        );
      },
    );
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve({ status: 503 }));
    request.end(bytes);
  });
}
