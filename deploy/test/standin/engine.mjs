/**
 * Builds and runs images with podman, on stand-ins of the base images that are made of this machine's
 * own files: no registry is asked for anything. Maven is the one program of the build that is replaced:
 * it hands out the application that was built before the tests.
 */
import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const BUILD_BASE = 'mcr.microsoft.com/openjdk/jdk:25-ubuntu';
const RUN_BASE = 'mcr.microsoft.com/azurelinux/distroless/base:3.0';

/** What a small base image has: the C library with what belongs to it, certificates, time zones. */
const LIBRARIES = [
  'libc',
  'libm',
  'libdl',
  'libpthread',
  'librt',
  'libresolv',
  'libnss_dns',
  'libnss_files',
];

export class Engine {
  #root;
  #tools;
  #jdk;
  #jar;
  #env;

  /** root: an empty directory for images and containers. jdk: a JDK 25 below /usr. jar: the application. */
  constructor({ root, jdk, jar }) {
    this.#root = root;
    this.#tools = join(root, 'tools');
    this.#jdk = jdk;
    this.#jar = jar;
    mkdirSync(this.#tools, { recursive: true });
    const config = join(root, 'storage.conf');
    const driver = process.env.CHARLA_TEST_STORAGE ?? 'overlay';
    writeFileSync(
      config,
      `[storage]\ndriver = "${driver}"\ngraphroot = "${root}/images"\nrunroot = "${root}/run"\n`,
    );
    const { HTTPS_PROXY: _, ...rest } = process.env;
    this.#env = { ...rest, CONTAINERS_STORAGE_CONF: config };
    this.#layBases();
  }

  async podman(...args) {
    return (await run('podman', args, { env: this.#env, maxBuffer: 1 << 26 })).stdout.trim();
  }

  #layBases() {
    const build = join(this.#root, 'build-base');
    mkdirSync(join(build, 'usr'), { recursive: true });
    for (const name of ['bin', 'lib', 'lib64', 'sbin'])
      symlinkSync(`usr/${name}`, join(build, name));
    for (const name of ['etc', 'tmp', 'root', 'proc', 'dev', 'var/lib/apt/lists', 'opt']) {
      mkdirSync(join(build, name), { recursive: true });
    }
    writeFileSync(join(build, 'etc/passwd'), 'root:x:0:0::/root:/bin/sh\n');
    this.#import(build, BUILD_BASE, [
      `ENV JAVA_HOME=${this.#jdk}`,
      `ENV PATH=/charla-tools:${this.#jdk}/bin:/usr/bin:/usr/sbin`,
      'ENV LANG=C.UTF-8',
    ]);
    this.#tool('apt-get', "The packages are in /usr already, which is this machine's.", '');
    this.#tool(
      'mvn',
      'Hands out the application that was built before.',
      `case "$*" in
  --version) echo "Apache Maven 3.9.0" ;;
  *"-pl app -am package"*) mkdir -p app/target && cp /charla-built.jar app/target/charla.jar ;;
  *) echo "[ERROR] the stand-in of Maven does not know: $*" >&2 && exit 1 ;;
esac`,
    );
    const small = join(this.#root, 'run-base');
    const files = execFileSync('ldconfig', ['-p'], { encoding: 'utf8' });
    const wanted = LIBRARIES.map(
      (name) => new RegExp(`=> (/\\S*/${name}\\.so\\.\\d+)$`, 'm').exec(files)?.[1],
    );
    const loader = ['/lib64/ld-linux-x86-64.so.2', '/lib/ld-linux-aarch64.so.1'].find(existsSync);
    for (const name of ['tmp', 'etc/ssl/certs', 'proc', 'dev'])
      mkdirSync(join(small, name), { recursive: true });
    for (const file of [...wanted, loader, '/etc/ssl/certs/ca-certificates.crt'].filter(Boolean)) {
      execFileSync('cp', ['-L', '--parents', file, small]);
    }
    chmodSync(join(small, 'tmp'), 0o1777);
    writeFileSync(join(small, 'etc/passwd'), 'nonroot:x:65532:65532::/:/none\n');
    this.#import(small, RUN_BASE, []);
  }

  #tool(name, about, body) {
    writeFileSync(join(this.#tools, name), `#!/bin/sh\n# ${about}\n${body}\n`);
    chmodSync(join(this.#tools, name), 0o755);
  }

  #import(directory, name, changes) {
    const tar = execFileSync('tar', ['-C', directory, '-c', '.'], { maxBuffer: 1 << 28 });
    execFileSync(
      'podman',
      ['import', ...changes.flatMap((each) => ['--change', each]), '-', name],
      {
        env: this.#env,
        input: tar,
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
  }

  /** Builds the Dockerfile in directory. Never throws: tells how it went, with all that was said. */
  async build(directory, { tags, args, dockerfile = join(directory, 'Dockerfile') }) {
    const mounts = [
      '/usr:/usr:ro',
      `${this.#tools}:/charla-tools:ro`,
      `${this.#jar}:/charla-built.jar:ro`,
    ];
    // Where a JDK of Debian's and its tools point to.
    for (const each of ['/etc/alternatives', '/etc/ssl', '/etc/java-25-openjdk']) {
      if (existsSync(each)) mounts.push(`${each}:${each}:ro`);
    }
    const command = [
      ...[
        'build',
        '--isolation',
        'chroot',
        '--network',
        'host',
        '--pull=never',
        '--file',
        dockerfile,
      ],
      ...mounts.flatMap((mount) => ['--volume', mount]),
      ...Object.entries(args).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
      ...tags.flatMap((tag) => ['--tag', tag]),
      directory,
    ];
    try {
      const { stdout, stderr } = await run('podman', command, {
        env: this.#env,
        maxBuffer: 1 << 26,
      });
      return { ok: true, log: stdout + stderr };
    } catch (e) {
      return { ok: false, log: `${e.stdout}${e.stderr}` };
    }
  }

  /**
   * Starts an image with as much as a small App Service plan has. Returns the container. It is reached
   * at port of this machine; without one it is on this machine's own network.
   */
  async start(image, { port, env }) {
    const network = port ? ['--publish', `127.0.0.1:${port}:${env.PORT}`] : ['--network', 'host'];
    return this.podman(
      ...['--runtime', 'runc', 'run', '--detach', '--cpus', '1', '--memory', '1750m'],
      ...[
        '--read-only',
        '--tmpfs',
        '/tmp',
        '--cap-drop',
        'ALL',
        '--security-opt',
        'no-new-privileges',
      ],
      ...['--ulimit', 'nofile=20000:20000', '--ulimit', 'nproc=4096:4096'],
      ...network,
      ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      image,
    );
  }

  /** Stops a container as a platform does, with SIGTERM and then time. */
  stop(container, seconds = 60) {
    return this.podman('stop', '--time', String(seconds), container);
  }

  logs(container) {
    return this.podman('logs', container);
  }

  async close() {
    await this.podman('rm', '--force', '--all', '--time', '1').catch(() => {});
    await this.podman('system', 'reset', '--force').catch(() => {});
    rmSync(this.#root, { recursive: true, force: true });
  }
}

/** Why there can be no engine here, or nothing when there can. */
export function engineMissing() {
  for (const tool of ['podman', 'runc', 'conmon', 'iptables']) {
    try {
      execFileSync('which', [tool], { stdio: 'pipe' });
    } catch {
      return `there is no ${tool}`;
    }
  }
  if (process.getuid() !== 0) return 'only root can build and run images here';
  if (!readFileSync('/proc/filesystems', 'utf8').includes('overlay'))
    return 'the kernel has no overlay file system';
  return '';
}
