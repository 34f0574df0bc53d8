/** Azure Container Registry: takes the build context that az uploads, and really builds it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { token } from './login.mjs';

const ok = (body) => ({ status: 200, body });

export class Registry {
  #engine;
  #work;
  #uploads = new Map();
  #builds = [];
  /** Tags by time, the oldest first. */
  tags = [];

  constructor({ engine, workDirectory }) {
    this.#engine = engine;
    this.#work = workDirectory;
  }

  /** The files of the last build's context. */
  get lastContext() {
    return join(this.#work, `context-${this.#builds.length}`);
  }

  get lastLog() {
    return this.#builds.at(-1)?.log ?? '';
  }

  /** What the management plane does with a registry; nothing for what any resource does. */
  async manage(resource, { path, method, json }) {
    const rest = path.slice(resource.id.length).toLowerCase();
    if (rest === '/listbuildsourceuploadurl') {
      const name = `source-${this.#uploads.size + 1}.tar.gz`;
      return ok({
        uploadUrl: `https://standin.blob.core.windows.net/source/${name}?sig=none`,
        relativePath: name,
      });
    }
    if (rest === '/schedulerun' && method === 'POST') return this.#schedule(resource, json());
    const run = /^\/runs\/(\d+)(\/listlogsasurl)?$/.exec(rest);
    if (run?.[2])
      return ok({ logLink: `https://standin.blob.core.windows.net/log/${run[1]}?sig=none` });
    if (run) return ok(this.#run(resource, Number(run[1])));
    if (rest === '') {
      return ok({
        ...resource,
        properties: { ...resource.properties, loginServer: `${resource.name}.azurecr.io` },
      });
    }
    return undefined;
  }

  #run(resource, number) {
    const build = this.#builds[number - 1];
    const status = build.ok ? 'Succeeded' : 'Failed';
    return {
      id: `${resource.id}/runs/${number}`,
      name: String(number),
      properties: {
        runId: String(number),
        status,
        provisioningState: 'Succeeded',
        outputImages: [],
      },
    };
  }

  async #schedule(resource, { imageNames, dockerFilePath, arguments: args = [], sourceLocation }) {
    const number = this.#builds.length + 1;
    const directory = join(this.#work, `context-${number}`);
    mkdirSync(directory, { recursive: true });
    execFileSync('tar', ['-xzf', '-', '-C', directory], {
      input: this.#uploads.get(sourceLocation),
    });
    // az packs it under a name of its own each time, which would be a new context each time.
    const dockerfile = join(this.#work, `Dockerfile-${number}`);
    renameSync(join(directory, dockerFilePath), dockerfile);
    const tags = imageNames.map((name) => `${resource.name}.azurecr.io/${name}`);
    const build = await this.#engine.build(directory, {
      tags,
      args: Object.fromEntries(args.map(({ name, value }) => [name, value])),
      dockerfile,
    });
    this.#builds.push(build);
    writeFileSync(join(this.#work, `build-${number}.log`), build.log);
    if (build.ok) this.tags.push(...imageNames.map((name) => name.split(':')[1]));
    return ok({
      ...this.#run(resource, number),
      properties: { runId: String(number), status: 'Queued' },
    });
  }

  answerBlob({ path, method, bytes }) {
    const [, kind, name] = path.split('/');
    const headers = {
      etag: '"1"',
      'last-modified': 'Wed, 25 Nov 2026 08:00:00 GMT',
      'x-ms-request-id': '1',
    };
    if (kind === 'source') {
      this.#uploads.set(name, bytes);
      return { status: 201, headers };
    }
    const build = this.#builds[Number(name) - 1];
    const body = Buffer.from(build.log || 'nothing was said\n');
    return {
      status: method === 'HEAD' ? 200 : 206,
      body,
      headers: {
        ...headers,
        'x-ms-blob-type': 'AppendBlob',
        'x-ms-meta-complete': build.ok ? 'successful' : 'failed',
        'content-range': `bytes 0-${body.length - 1}/${body.length}`,
      },
    };
  }

  answerDocker({ path, host, headers }) {
    if (path === '/oauth2/exchange') return ok({ refresh_token: token() });
    if (path === '/oauth2/token') return ok({ access_token: token() });
    if (!headers.authorization) {
      return {
        status: 401,
        body: { errors: [{ code: 'UNAUTHORIZED' }] },
        headers: {
          'www-authenticate': `Bearer realm="https://${host}/oauth2/token",service="${host}"`,
        },
      };
    }
    if (path.endsWith('/_tags')) {
      return ok({
        registry: host,
        imageName: 'charla',
        tags: [...this.tags].reverse().map((name) => ({ name, digest: `sha256:${name}` })),
      });
    }
    return ok({});
  }
}
