/** What the lab and the page on deployment tell people to type and to open is there. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { REPOSITORY } from './standin/world.mjs';

const PAGES = ['docs/lab/en.md', 'docs/lab/es.md', 'docs/deployment.md'];
const page = (name) => readFileSync(join(REPOSITORY, name), 'utf8');
const blocks = (text, language) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map((match) => match[1]);

/** Command lines of a page, without comments, continued lines joined. */
const commands = (name) =>
  blocks(page(name), 'sh')
    .flatMap((block) => block.replace(/\\\n\s*/g, '').split('\n'))
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter(Boolean);

/** The anchors that a Markdown page's headings have. */
const anchors = (text) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map((match) =>
    match[1]
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );

const help = execFileSync(join(REPOSITORY, 'deploy/azdeploy.sh'), ['help'], { encoding: 'utf8' });
const launcher = readFileSync(join(REPOSITORY, 'charla'), 'utf8');

describe('the documents', () => {
  it('use commands and flags of azdeploy.sh that there are', () => {
    const used = PAGES.flatMap(commands).filter((line) => line.startsWith('deploy/azdeploy.sh'));

    assert.ok(used.length > 10);
    for (const line of used) {
      const [, command, ...rest] = line.split(/\s+/);
      if (command) assert.match(help, new RegExp(`azdeploy.sh ${command} `), line);
      for (const flag of rest.filter((word) => word.startsWith('--'))) {
        assert.match(help, new RegExp(`^  ${flag} `, 'm'), line);
      }
    }
  });

  it('mention no flag elsewhere that there is not', () => {
    const others = /^--(charla\.|read-only|tmpfs|cap-drop|image$|purge$)/;
    for (const name of PAGES) {
      for (const [, words] of page(name).matchAll(/`(--[^`]+)`/g)) {
        for (const flag of words.split(/\s+/).filter((word) => word.startsWith('--'))) {
          if (!others.test(flag))
            assert.match(help, new RegExp(`^  ${flag} `, 'm'), `${name}: ${flag}`);
        }
      }
    }
  });

  it('use commands of ./charla and settings that there are', () => {
    const used = PAGES.flatMap(commands).filter((line) => line.startsWith('./charla'));

    assert.ok(used.length > 2);
    for (const line of used) {
      const [, command, ...rest] = line.split(/\s+/);
      assert.match(launcher, new RegExp(`^  ${command}\\)`, 'm'), line);
      for (const setting of rest.filter((word) => word.startsWith('--charla.'))) {
        assert.ok(
          page('docs/configuration.md').includes(`\`${setting.slice(2).split('=')[0]}\``),
          setting,
        );
      }
    }
  });

  it('name files that there are', () => {
    const made = /^my-skills/;
    for (const name of PAGES) {
      for (const [, file] of page(name).matchAll(/`([\w.-]+(?:\/[\w.-]+)+)`/g)) {
        if (made.test(file) || /^(text|application)\//.test(file)) continue;
        assert.ok(existsSync(join(REPOSITORY, file)), `${name}: ${file}`);
      }
    }
  });

  it('link to pages and headings that there are', () => {
    for (const name of PAGES) {
      for (const [, target] of page(name).matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
        const [file, anchor] = target.split('#');
        const path = file ? join(dirname(name), file) : name;
        assert.ok(existsSync(join(REPOSITORY, path)), `${name}: ${target}`);
        if (anchor) assert.ok(anchors(page(path)).includes(anchor), `${name}: ${target}`);
      }
    }
  });

  it('name the line of the settings that the lab changes', () => {
    const [line] = blocks(page('docs/lab/en.md'), 'yaml').filter((block) =>
      block.includes('instructions'),
    );

    assert.ok(
      readFileSync(join(REPOSITORY, 'app/src/main/resources/application.yaml'), 'utf8').includes(
        line.trim(),
      ),
    );
  });

  it('call what is on the page as the page does', () => {
    for (const language of ['en', 'es']) {
      const words = page(`web/src/voice-agent/i18n/${language}.js`);
      for (const key of ['action.start', 'log.open']) {
        const label = new RegExp(`'${key}': '([^']+)'`).exec(words)[1];
        assert.ok(page(`docs/lab/${language}.md`).includes(`*${label}*`), `${language}: ${label}`);
      }
    }
  });

  it('are the same lab in both languages', () => {
    const inSpanish = commands('docs/lab/es.md');
    const started = inSpanish.filter((line) => line.startsWith('./charla run'));
    assert.ok(
      started.every((line) => line.includes(' --language es')),
      started.join(),
    );
    assert.deepEqual(
      inSpanish.map((line) => line.replace(' --language es', '')),
      commands('docs/lab/en.md'),
    );
    const headings = (name) => page(name).match(/^## \d/gm);
    assert.deepEqual(headings('docs/lab/es.md'), headings('docs/lab/en.md'));
    const files = (name) =>
      [...page(name).matchAll(/`([\w.-]+\.(?:java|json|yaml))`/g)].map((m) => m[1]);
    assert.deepEqual(files('docs/lab/es.md'), files('docs/lab/en.md'));
  });
});
