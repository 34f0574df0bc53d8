import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import test from 'node:test';

const SOURCE = new URL('../src/', import.meta.url);
const FILES = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => new URL(entry.name, `file://${entry.parentPath ?? entry.path}/`));

/** @param {URL} file */
const text = (file) => readFileSync(file, 'utf8');

const PAGE = text(new URL('index.html', SOURCE));

/**
 * @param {URL} module
 * @param {Set<string>} found
 */
function follow(module, found) {
  if (!found.has(module.href)) {
    found.add(module.href);
    for (const [, path] of text(module).matchAll(/^(?:import|\}) .*?from '(\.[^']+)';$/gm)) {
      follow(new URL(path ?? '', module), found);
    }
  }
  return found;
}

test('the page asks for its modules at once, all of them and no other', () => {
  const needed = follow(new URL('main.js', SOURCE), new Set());
  const named = [...PAGE.matchAll(/"modulepreload" href="([^"]+)"/g)].map(
    ([, path]) => new URL(path ?? '', SOURCE).href,
  );

  assert.deepEqual(named.sort(), [...needed].filter((href) => !href.endsWith('/main.js')).sort());
});

test('the page asks for its style sheets at once', () => {
  const element = text(new URL('voice-agent/voice-agent.js', SOURCE));
  const names = /STYLES = \[([^\]]+)\]/.exec(element)?.[1]?.match(/\w+/g) ?? [];
  const named = [...PAGE.matchAll(/href="voice-agent\/styles\/(\w+)\.css"/g)].map(([, n]) => n);

  assert.deepEqual(named, names);
});

test('nothing of the page lies on another host, and nothing is written inline', () => {
  for (const file of FILES) {
    const found = text(file)
      .replaceAll('http://www.w3.org/2000/svg', '')
      .replaceAll('https:// ', '')
      .match(/(?:https?|wss?):\/\/[^\s'"`)]+/g);
    assert.deepEqual(found, null, file.pathname);
  }
  assert.doesNotMatch(PAGE, /<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/);
});

test('what a visit loads is light', () => {
  const languages = FILES.filter(({ pathname }) => /\/i18n\/\w\w\.js$/.test(pathname));
  /** @param {URL[]} files */
  const weight = (files) =>
    files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1024;
  // English stands in for the others, so those who read another language load two.
  const others = languages.filter(({ pathname }) => !pathname.endsWith('/en.js'));
  const heaviest = Math.max(...others.map((file) => weight([file])));
  const visit = weight(FILES) - weight(others) + heaviest;

  console.log(`a visit with all that is loaded on demand, compressed: ${visit.toFixed(1)} KiB`);
  assert.ok(visit < 120);
});

test('what must be there before the page is seen does not wait for the sound', () => {
  const needed = [...follow(new URL('main.js', SOURCE), new Set())].map((href) => new URL(href));
  const bytes = needed.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);

  console.log(`modules before the first paint, compressed: ${(bytes / 1024).toFixed(1)} KiB`);
  for (const { pathname } of needed) {
    assert.doesNotMatch(pathname, /worklets|\/(?:sound|playback|microphone|sound-checker)\.js$/);
  }
});
