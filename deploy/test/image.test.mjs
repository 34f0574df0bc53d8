/** The image with the speech data, in a base that has no shell and no C++ library of its own. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Conversation, Session } from './standin/conversation.mjs';
import { Engine } from './standin/engine.mjs';
import { ask, freePort } from './standin/sites.mjs';
import { findJdk, JAR, leftOut, missing, REPOSITORY } from './standin/world.mjs';

/** A person's, at 8 kHz, from Debian's package asterisk-core-sounds-en-wav. */
const RECORDING = '/usr/share/asterisk/sounds/en/queue-thankyou.wav';
const WAV_HEADER_BYTES = 44;

describe('the image with the speech data', { ...leftOut(missing()), concurrency: 1 }, () => {
  let directory;
  let engine;
  let container;
  let port;
  const status = async () => {
    const { body } = await ask(port, { method: 'GET', path: '/api/status', headers: {} });
    return JSON.parse(body);
  };

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'charla-image-'));
    engine = new Engine({ root: join(directory, 'engine'), jdk: findJdk(), jar: JAR });
  });
  after(async () => {
    await engine.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('is built, with a cache that holds', async () => {
    const built = await engine.build(REPOSITORY, { tags: ['charla:en'], args: { SPEECH: 'en' } });

    assert.ok(built.ok, built.log);
  });

  it('starts, and loads its ears and its voice', async () => {
    port = await freePort();
    container = await engine.start('charla:en', {
      env: { PORT: port, SERVER_ADDRESS: '127.0.0.1', JAVA_TOOL_OPTIONS: '-XX:AOTMode=on' },
    });
    const running = () => engine.podman('inspect', '--format', '{{.State.Running}}', container);
    let ready = false;
    // Far longer than it ever takes.
    for (let left = 1_200; !ready && left > 0; left -= 1) {
      await pause(500);
      assert.equal(await running(), 'true', await engine.logs(container));
      ({ ready } = await status().catch(() => ({ ready: false })));
    }
    assert.ok(ready, await engine.logs(container));
  });

  it('answers what is typed', async () => {
    const conversation = await Conversation.open(port);
    conversation.type('What is seven times eight?');
    const answer = await conversation.until(
      ({ type, role, final }) => type === 'caption' && role === 'agent' && final,
    );

    assert.match(answer.text, /56/);
  });

  it('understands what is said', async (t) => {
    if (!existsSync(RECORDING)) return t.skip(`there is no ${RECORDING}`);
    const session = await Session.open(port);

    const heard = await session.say(readFileSync(RECORDING).subarray(WAV_HEADER_BYTES));

    assert.match(heard, /thank you for your patience/i);
  });
});
