import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import { LANGUAGES, chooseLanguage, isTextKey, translator } from '../src/voice-agent/i18n/index.js';
import { textOfEnding } from '../src/voice-agent/endings.js';
import en from '../src/voice-agent/i18n/en.js';
import { noticeWords } from '../src/voice-agent/view/notice.js';

/** @param {string} text */
const holes = (text) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

const SOURCE = new URL('../src/voice-agent/', import.meta.url);

for (const [code, { load }] of Object.entries(LANGUAGES)) {
  test(`${code} has every text, with the same holes`, async () => {
    const texts = await load();

    assert.deepEqual(Object.keys(texts).sort(), Object.keys(en).sort());
    for (const [key, text] of Object.entries(texts)) {
      assert.notEqual(text.trim(), '', key);
      assert.deepEqual(holes(text), holes(en[/** @type {keyof typeof en} */ (key)]), key);
    }
  });
}

test('every file of texts is offered', () => {
  const files = readdirSync(new URL('i18n/', SOURCE)).filter((name) => /^\w\w\.js$/.test(name));

  assert.deepEqual(files.map((name) => name.slice(0, 2)).sort(), Object.keys(LANGUAGES).sort());
});

test('every text is used somewhere, by its name or by the beginning of its name', () => {
  const code = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js') && !/^i18n/.test(name))
    .map((name) => readFileSync(new URL(name, SOURCE), 'utf8'))
    .join('\n');
  const beginnings = [...code.matchAll(/`([a-z.]+\.)\$\{/g)].map((match) => match[1] ?? '');

  for (const key of Object.keys(en)) {
    const used =
      code.includes(`'${key}'`) || beginnings.some((beginning) => key.startsWith(beginning));
    assert.ok(used, key);
  }
});

test('the first language of the reader’s that there is is chosen', () => {
  assert.equal(chooseLanguage(['es-CO', 'en']), 'es');
  assert.equal(chooseLanguage(['it-IT', 'es']), 'es');
  assert.equal(chooseLanguage(['pt-BR', 'es']), 'pt');
  assert.equal(chooseLanguage(['IT', 'EN-us']), 'en');
  assert.equal(chooseLanguage(['zh', 'constructor']), 'en');
  assert.equal(chooseLanguage([]), 'en');
});

test('holes are filled, and an unknown language speaks English', async () => {
  assert.match((await translator('es'))('latency.label', { seconds: '0,8' }), /0,8 segundos/);
  assert.match((await translator('xx'))('latency.label', { seconds: '0.8' }), /0.8 seconds/);
});

test('every code of a notice that the protocol names has a text', () => {
  const protocol = readFileSync(new URL('../../docs/browser-leg.md', import.meta.url), 'utf8');
  const paragraph = /The codes of `notice`:([^]*?)\n\n/.exec(protocol)?.[1] ?? '';
  const codes = [...paragraph.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code);

  assert.ok(codes.includes('answer_lost'));
  for (const code of codes) {
    assert.ok(isTextKey(`notice.${code}`), code);
  }
});

test('every code of an ending that the protocol names has a text', () => {
  const protocol = readFileSync(new URL('../../docs/browser-leg.md', import.meta.url), 'utf8');
  const parts = [
    /The codes of `ended`:([^]*?), and those with which/.exec(protocol),
    /Codes of `ended` that are not failures:([^]*)$/.exec(protocol),
  ].map((found) => found?.[1] ?? '');
  const codes = parts.flatMap((part) =>
    [...part.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code ?? ''),
  );

  assert.ok(codes.includes('too_many_messages'));
  assert.ok(codes.includes('role_missing'));
  for (const code of codes.filter((code) => code !== 'ended')) {
    assert.ok(textOfEnding(code), code);
  }
});

test('only own keys count as texts', () => {
  assert.equal(isTextKey('action.start'), true);
  assert.equal(isTextKey('toString'), false);
});

test('a notice gives the reason behind words of the reader’s language, and to others the server’s sentence', async () => {
  const german = await translator('de');
  const english = await translator('en');
  const sent = 'A rule of this agent stopped what it was saying: No diagnoses.';

  assert.equal(
    noticeWords(german, 'de', 'speech_stopped', sent, 'No diagnoses.'),
    'Eine Regel dieses Agenten hat gestoppt, was er gerade sagte. No diagnoses.',
  );
  assert.equal(noticeWords(german, 'de', 'words_lost', 'Lost.', ''), german('notice.words_lost'));
  assert.equal(noticeWords(english, 'en', 'speech_stopped', sent, 'No diagnoses.'), sent);
  assert.equal(noticeWords(german, 'de', 'of_a_newer_server', 'Something.', ''), 'Something.');
  assert.equal(noticeWords(english, 'en', 'echo', '', ''), english('notice.echo'));
});
