import assert from 'node:assert/strict';
import test from 'node:test';
import { KeptAudio } from '../src/voice-agent/kept-audio.js';

/** @param {number} length */
const samples = (length, value = 1) => new Int16Array(length).fill(value);

test('what came is there to be heard again, gaps silent', () => {
  const kept = new KeptAudio();
  kept.add(1, 0, samples(10, 5));
  kept.add(1, 20, samples(10, 7));

  const audio = kept.audio(1);

  assert.equal(audio.length, 30);
  assert.deepEqual([audio[0], audio[15], audio[29]], [5, 0, 7]);
  assert.equal(kept.audio(2).length, 0);
});

test('only the last minutes are kept, whole answers, the newest always', () => {
  const kept = new KeptAudio(1_000);
  for (let response = 1; response <= 6; response++) {
    kept.add(response, 0, samples(400));
  }
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6].filter((response) => kept.has(response)),
    [5, 6],
  );

  kept.add(7, 0, samples(5_000));

  assert.equal(kept.has(7), true);
  assert.equal(kept.kept, 5_000);
});

test('a sentence is found in the audio by what had come when its words came', () => {
  const kept = new KeptAudio();
  kept.mark(1, 10);
  kept.add(1, 0, samples(24_000));
  kept.mark(1, 30);
  kept.add(1, 24_000, samples(48_000));

  assert.equal(kept.startOf(1, 0), 0);
  assert.equal(kept.startOf(1, 10), 24_000);
  assert.equal(kept.startOf(1, 20), 48_000);
  assert.equal(kept.startOf(1, 99), 72_000);
});

test('what has been said grows with what was played', () => {
  const kept = new KeptAudio();
  kept.mark(1, 10);
  kept.add(1, 0, samples(24_000));
  kept.mark(1, 30);
  kept.add(1, 24_000, samples(48_000));

  assert.equal(kept.charsAt(1, 0, 30), 0);
  assert.equal(kept.charsAt(1, 12_000, 30), 5);
  assert.equal(kept.charsAt(1, 24_000, 30), 10);
  assert.equal(kept.charsAt(1, 48_000, 30), 20);
  assert.equal(kept.charsAt(1, 72_000, 30), 30);
});
