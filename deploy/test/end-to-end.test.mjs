/**
 * The whole script, with the real az, against a stand-in for Azure that builds what is uploaded and runs
 * it. What this cannot prove is what only Azure knows: its quotas, policies, and how long it takes.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync, copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ask, freePort } from './standin/sites.mjs';
import { Conversation } from './standin/conversation.mjs';
import { findJdk, JAR, leftOut, missing, REPOSITORY, World } from './standin/world.mjs';

const succeeded = ({ code, said }) => assert.equal(code, 0, said);
/** az asks there, after an error in the network, whether there is a network. */
const CONNECTIVITY = 'azure.microsoft.com';
/** Waits for what nothing here tells about; far longer than it ever takes. */
async function eventually(check) {
  for (let left = 6_000; !(await check()); left -= 1) {
    if (left === 0) throw new Error(`this never came true: ${check}`);
    await pause(100);
  }
}

const accepts = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });

const tagIn = (image) => image.split(':').at(-1);

describe(
  'azdeploy.sh with the real az',
  { ...leftOut(missing({ az: true })), concurrency: 1 },
  () => {
    let world;
    const site = () =>
      [...world.azure.resources.values()].find(({ type }) => type === 'Microsoft.Web/sites');
    const settings = () =>
      Object.fromEntries(site().properties.siteConfig.appSettings.map((s) => [s.name, s.value]));
    const serving = () => tagIn(world.sites.serving(site().name).image);
    const breakDockerfile = (line) => appendFileSync(join(world.root, 'Dockerfile'), `\n${line}\n`);
    const mendDockerfile = () =>
      copyFileSync(join(REPOSITORY, 'Dockerfile'), join(world.root, 'Dockerfile'));

    before(async () => {
      world = await World.open();
      succeeded(await world.login());
    });
    after(() => world.close());

    it('deploys everything, ends when the application is well, and says where it is', async () => {
      const run = await world.azdeploy('deploy', '--yes', '--sku', 'S1', '--model', 'gpt-4.1');

      succeeded(run);
      assert.match(run.said, /Charla runs at https:\/\/app-charla-\w+\.azurewebsites\.net/);
      assert.equal(serving(), world.azure.registry.tags[0]);
    });

    it('registered what the subscription did not know', () => {
      for (const name of ['CognitiveServices', 'ManagedIdentity']) {
        assert.ok(world.azure.registered.has(`Microsoft.${name}`), name);
      }
    });

    it('shows the access code once, and nowhere but there and in the settings', async () => {
      const code = settings().CHARLA_ACCESS_CODE;

      assert.match(code, /^\w{4}-\w{4}-\w{4}$/);
      assert.ok(!readFileSync(world.log, 'utf8').includes(code));
      assert.ok(!JSON.stringify([...world.azure.deployments.values()]).includes(code));
    });

    it('sends what the build needs, and nothing that is secret or made', () => {
      const context = readdirSync(world.azure.registry.lastContext, {
        recursive: true,
        withFileTypes: true,
      })
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath ?? entry.path, entry.name).slice(
            world.azure.registry.lastContext.length + 1,
          ),
        );
      const needed = world.tracked.filter(
        (file) =>
          /(^|\/)pom\.xml$/.test(file) ||
          (/\/src\/main\//.test(file) && !file.startsWith('bench/')) ||
          /^web\/src\//.test(file) ||
          /^deploy\/image\//.test(file) ||
          file === 'scripts/TrainCache.java',
      );

      assert.deepEqual(
        needed.filter((file) => !context.includes(file)),
        [],
      );
      assert.deepEqual(
        context.filter((file) =>
          /\.env|target\/|node_modules|\.git\/|src\/test\/|^docs\//.test(file),
        ),
        [],
      );
    });

    it('runs an image whose cache holds, and which tells an open conversation when it is stopped', async (t) => {
      const [servicePort, port] = [await freePort(), await freePort()];
      const script = join(world.directory, 'conversation.yaml');
      writeFileSync(script, 'turns:\n  - says: Good morning to you.\n');
      const service = spawn(
        join(findJdk(), 'bin/java'),
        [
          '-jar',
          JAR,
          'service',
          `--server.port=${servicePort}`,
          `--charla.engine.script=${script}`,
        ],
        { stdio: 'ignore' },
      );
      t.after(() => service.kill());
      const container = await world.engine.start(world.sites.serving(site().name).image, {
        env: {
          PORT: port,
          SERVER_ADDRESS: '127.0.0.1',
          AZURE_VOICE_LIVE_ENDPOINT: `http://127.0.0.1:${servicePort}`,
          AZURE_VOICE_LIVE_API_KEY: 'none',
          JAVA_TOOL_OPTIONS: '-XX:AOTMode=on',
        },
      });
      const isWell = (at, path) =>
        ask(at, { method: 'GET', path, headers: {} }).then(({ status }) => status === 200);
      await eventually(() => isWell(port, '/actuator/health/readiness'));
      await eventually(() => accepts(servicePort));

      const conversation = await Conversation.open(port);
      conversation.type('Hello');
      const answer = await conversation.until(
        ({ type, role, final }) => type === 'caption' && role === 'agent' && final,
      );
      await world.engine.stop(container, 120);

      assert.match(answer.text, /Good morning/);
      assert.equal(conversation.messages.at(-1).type, 'ended');
      assert.equal(conversation.messages.at(-1).code, 'shutting_down');
      assert.equal(
        await world.engine.podman('inspect', '--format', '{{.State.ExitCode}}', container),
        '143',
      );
    });

    it('leaves all as it is when run again, but for a new image', async () => {
      const before_ = structuredClone([...world.azure.resources.values()]);
      const code = settings().CHARLA_ACCESS_CODE;

      succeeded(await world.azdeploy('deploy', '--yes'));

      const apart = (resources) => resources.filter(({ type }) => type !== 'Microsoft.Web/sites');
      assert.deepEqual(apart([...world.azure.resources.values()]), apart(before_));
      assert.equal(world.azure.registry.tags.length, 2);
      assert.equal(serving(), world.azure.registry.tags[1]);
      assert.equal(settings().CHARLA_ACCESS_CODE, code);
    });

    it('tells what would change, what is there, and what was logged', async () => {
      const whatIf = await world.azdeploy('what-if');
      succeeded(whatIf);
      assert.match(whatIf.said, /no change/i);
      const status = await world.azdeploy('status');
      succeeded(status);
      assert.match(status.said, new RegExp(`Runs: charla:${serving()} on appservice`));
      const logs = await world.azdeploy('logs');
      succeeded(logs);
      assert.match(logs.said, /Started CharlaApplication/);
    });

    it('goes back to the image before', async () => {
      succeeded(await world.azdeploy('rollback', '--yes'));

      assert.equal(serving(), world.azure.registry.tags[0]);
    });

    it('keeps what runs when a build fails, and says what failed', async () => {
      breakDockerfile('RUN ["/opt/charla/java/bin/java", "NoSuchClass"]');

      const run = await world.azdeploy('update', '--yes');

      mendDockerfile();
      assert.equal(run.code, 6, run.said);
      assert.match(run.said, /could not be built: .*NoSuchClass|could not be built: .*[Ee]rror/);
      assert.match(readFileSync(world.log, 'utf8'), /NoSuchClass/, 'the whole story is in the log');
      assert.equal(serving(), world.azure.registry.tags[0]);
    });

    it('says so when the new image does not start, keeps the old one, and knows the way back', async () => {
      breakDockerfile('ENTRYPOINT ["/opt/charla/java/bin/java", "--version"]');

      const run = await world.azdeploy('update', '--yes', '--timeout', '3');

      mendDockerfile();
      assert.equal(run.code, 7, run.said);
      const back = /rollback --image (\S+) brings/.exec(run.said)[1];
      assert.equal(back, world.azure.registry.tags[0]);
      assert.equal(serving(), back);
      succeeded(await world.azdeploy('rollback', '--yes', '--image', back));
    });

    it('is finished by a second run after Ctrl-C in the middle of a build', async () => {
      const run = await world.run('deploy/azdeploy.sh', ['update', '--yes'], {
        onOutput: (said, child) => {
          if (/Build the image in Azure/.test(said) && !child.told) {
            child.told = true;
            process.kill(-child.pid, 'SIGINT');
          }
        },
      });
      assert.equal(run.code, 130, run.said);
      assert.match(run.said, /Stopped during "Build the image/);

      succeeded(await world.azdeploy('update', '--yes'));
      assert.equal(serving(), world.azure.registry.tags.at(-1));
    });

    it('explains what Azure refuses, and changes nothing', async () => {
      const image = serving();
      const deployment = /PUT .*\/deployments\/charla/i;
      const cases = [
        [deployment, 409, 'SubscriptionIsOverQuotaForSku', 5, /no quota for App Service plans/],
        [deployment, 403, 'RequestDisallowedByPolicy', 5, /policy of your organisation/],
        [deployment, 409, 'DeploymentActive', 5, /Another deployment is at work/],
        [
          /POST .*\/scheduleRun/i,
          400,
          'TasksOperationsNotAllowed',
          6,
          /may not build images in Azure/,
        ],
      ];
      for (const [call, status, code, exit, sentence] of cases) {
        world.azure.failOnce(call, status, code);
        const args = exit === 6 ? ['--builder', 'acr'] : ['--image', image];
        const run = await world.azdeploy('update', '--yes', ...args);
        world.azure.failures.length = 0;
        assert.equal(run.code, exit, run.said);
        assert.match(run.said, sentence);
        assert.match(run.said, /^Next: /m);
      }
      assert.equal(serving(), image);
    });

    it('lets one of two runs that begin at once go on, and the other when that is done', async () => {
      const update = ['update', '--yes', '--image', serving()];

      const runs = await Promise.all([world.azdeploy(...update), world.azdeploy(...update)]);

      const [first, second] = runs.sort((a, b) => a.code - b.code);
      succeeded(first);
      assert.equal(second.code, 4, second.said);
      assert.match(second.said, /Another run of this script is at work on rg-charla/);
      succeeded(await world.azdeploy(...update));
    });

    it('tells of a deployment from another machine, at once or when Azure refuses a second', async () => {
      const update = ['update', '--yes', '--image', serving()];
      const late = world.azure.holdOnce(/POST .*\/deployments\/charla\/validate/i);
      const atWork = world.azure.holdOnce(/at work on PUT .*\/deployments\/charla/i);
      const lateRun = world.azdeploy(...update);
      await Promise.race([late.arrived, lateRun]);
      const otherRun = world.azdeployElsewhere(...update);
      await Promise.race([atWork.arrived, otherRun]);

      late.release();
      const refused = await lateRun;
      const told = await world.azdeploy(...update);
      atWork.release();

      assert.equal(refused.code, 5, refused.said);
      assert.match(refused.said, /azdeploy: Another deployment is at work on this resource group/);
      assert.equal(told.code, 4, told.said);
      assert.match(
        told.said,
        /azdeploy: Another deployment is at work on rg-charla, in Azure, since/,
      );
      for (const { said } of [refused, told]) assert.match(said, /^Next: wait until it is done/m);
      succeeded(await otherRun);
      succeeded(await world.azdeploy(...update));
    });

    it('stops before anything is made when roles may not be assigned', async () => {
      world.azure.permissions = [
        { actions: ['*'], notActions: ['Microsoft.Authorization/*/Write'] },
      ];

      const run = await world.azdeploy('deploy', '--yes', '--resource-group', 'rg-other');

      world.azure.permissions = [{ actions: ['*'], notActions: [] }];
      assert.equal(run.code, 4, run.said);
      assert.match(run.said, /may not assign roles/);
      assert.ok(!world.azure.groups.has('rg-other'));
    });

    it('has a template for Container Apps that Azure would take', async () => {
      world.azure.registered.add('Microsoft.App');
      const run = await world.azdeploy('what-if', '--hosting', 'containerapp');

      succeeded(run);
      assert.match(run.said, /Microsoft\.App\/containerApps/);
    });

    it('deletes everything; a purge that failed is told at the next deployment, which restores', async () => {
      const image = serving();
      world.azure.failOnce(/DELETE .*deletedAccounts/i, 409, 'RequestConflict');
      const cut = await world.azdeploy('delete', '--yes');
      assert.equal(cut.code, 5, cut.said);
      assert.equal(world.azure.groups.size, 0);
      assert.equal(world.azure.deleted.size, 1);

      const told = await world.azdeploy('deploy', '--yes', '--image', image);
      assert.equal(told.code, 4, told.said);
      assert.match(told.said, /was deleted lately/);
      succeeded(
        await world.azdeploy('deploy', '--yes', '--deleted-account', 'restore', '--image', image),
      );
      assert.equal(world.azure.deleted.size, 0);
    });

    it('deletes and purges, and does so again without complaint', async () => {
      succeeded(await world.azdeploy('delete', '--yes'));
      assert.equal(
        world.azure.groups.size + world.azure.resources.size + world.azure.deleted.size,
        0,
      );

      succeeded(await world.azdeploy('delete', '--yes'));
    });

    it('asked nobody but Azure', () => {
      assert.deepEqual(
        world.server.refused.filter((host) => host !== CONNECTIVITY),
        [],
      );
    });
  },
);
