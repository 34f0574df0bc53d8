/** Everything that a run of the real script against the stand-in needs, in a directory of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PLACE } from '../arm/charla.mjs';
import { Azure } from './azure.mjs';
import { Engine, engineMissing } from './engine.mjs';
import { Server } from './server.mjs';
import { Sites } from './sites.mjs';

export const REPOSITORY = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
export const JAR = join(REPOSITORY, 'app/target/charla.jar');

/** A JDK 25 below /usr, which is what the build sees of this machine. */
export function findJdk() {
  const candidates = [process.env.JAVA_HOME, process.env.CHARLA_JAVA_HOME];
  const base = '/usr/lib/jvm';
  if (existsSync(base)) candidates.push(...readdirSync(base).map((name) => join(base, name)));
  return candidates.find(
    (home) =>
      home?.startsWith('/usr/') &&
      existsSync(join(home, 'bin/jlink')) &&
      /(openjdk|build|version)\D* 25\b/.test(versionOf(home)),
  );
}

function versionOf(home) {
  try {
    return execFileSync(join(home, 'bin/java'), ['--version'], { encoding: 'utf8', stdio: 'pipe' });
  } catch {
    return '';
  }
}

/** Why nothing can be built and run here, or nothing when it can. */
export function missing({ az = false } = {}) {
  if (!existsSync(JAR)) return `${JAR} is not built: ./charla test builds it first`;
  if (!findJdk()) return 'there is no JDK 25 below /usr';
  if (az) {
    try {
      execFileSync('which', ['az'], { stdio: 'pipe' });
    } catch {
      return 'there is no az';
    }
  }
  return engineMissing();
}

/** On a machine of one's own a step may be left out, with its reason; in CI it may not. */
export function leftOut(reason) {
  if (reason && process.env.CI) throw new Error(`CI leaves nothing out, but ${reason}`);
  return reason ? { skip: reason } : {};
}

export class World {
  static async open() {
    const world = new World();
    world.directory = mkdtempSync(join(tmpdir(), 'charla-azure-'));
    const at = (name) => {
      mkdirSync(join(world.directory, name), { recursive: true });
      return join(world.directory, name);
    };
    world.root = at('repository');
    const files = execFileSync(
      'git',
      ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
      {
        cwd: REPOSITORY,
        encoding: 'utf8',
      },
    );
    world.tracked = files.split('\0').filter((file) => file && existsSync(join(REPOSITORY, file)));
    execFileSync('cp', ['--parents', '--preserve', ...world.tracked, world.root], {
      cwd: REPOSITORY,
    });
    writeFileSync(join(world.root, '.env'), 'AZURE_VOICE_LIVE_API_KEY=do-not-send-this\n');
    world.engine = new Engine({ root: at('engine'), jdk: findJdk(), jar: JAR });
    world.sites = new Sites({ engine: world.engine });
    world.azure = new Azure({
      engine: world.engine,
      sites: world.sites,
      workDirectory: at('registry'),
    });
    world.server = await new Server(world.azure, at('server')).listen();
    world.log = join(world.directory, 'log');
    world.env = {
      ...process.env,
      HTTPS_PROXY: world.server.address,
      https_proxy: world.server.address,
      NO_PROXY: '',
      no_proxy: '',
      REQUESTS_CA_BUNDLE: world.server.trust,
      CURL_CA_BUNDLE: world.server.trust,
      AZURE_CONFIG_DIR: at('az'),
      AZURE_CORE_COLLECT_TELEMETRY: 'no',
      AZURE_CORE_NO_COLOR: 'true',
      CHARLA_LOG_FILE: world.log,
      XDG_STATE_HOME: at('state'),
      CHARLA_POLL_SECONDS: '1',
    };
    return world;
  }

  /** Runs a program; never throws. onOutput sees what was said so far, and the process. */
  run(command, args, { onOutput = () => {}, env = {} } = {}) {
    return new Promise((resolveRun) => {
      const child = spawn(command, args, {
        cwd: this.root,
        env: { ...this.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      let said = '';
      const hear = (chunk) => {
        said += chunk;
        onOutput(said, child);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.on('close', (code) => resolveRun({ code, said }));
    });
  }

  login() {
    return this.run('az', [
      ...['login', '--service-principal', '--username', '99999999-0000-4000-8000-000000000001'],
      ...['--password', 'of-the-stand-in', '--tenant', PLACE.tenant],
    ]);
  }

  azdeploy(...args) {
    return this.run('deploy/azdeploy.sh', args);
  }

  /** The same from another machine, as far as the script can tell: with a state and a log of its own. */
  azdeployElsewhere(...args) {
    const env = {
      XDG_STATE_HOME: join(this.directory, 'state-elsewhere'),
      CHARLA_LOG_FILE: join(this.directory, 'log-elsewhere'),
    };
    return this.run('deploy/azdeploy.sh', args, { env });
  }

  async close() {
    this.server.close();
    await this.engine.close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
