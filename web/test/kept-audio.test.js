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

test('words whose times are known are said when they sound', () => {
  const kept = new KeptAudio();
  kept.mark(1, 20);
  kept.time(1, { from: 0, to: 3, sample: 2_400, samples: 2_400 });
  kept.time(1, { from: 4, to: 10, sample: 20_000, samples: 2_000 });
  kept.add(1, 0, samples(48_000));

  assert.equal(kept.charsAt(1, 1_000, 20), 0);
  assert.equal(kept.charsAt(1, 3_600, 20), 2);
  assert.equal(kept.charsAt(1, 12_000, 20), 3);
  assert.equal(kept.charsAt(1, 21_000, 20), 7);
  assert.equal(kept.charsAt(1, 48_000, 20), 20);
  assert.equal(kept.startOf(1, 5), 20_000);
});

test('the times of words go with the audio they are of', () => {
  const kept = new KeptAudio(100);
  kept.time(1, { from: 0, to: 3, sample: 50, samples: 10 });
  kept.add(1, 0, samples(80));
  kept.add(2, 0, samples(80));

  assert.equal(kept.has(1), false);
  assert.equal(kept.charsAt(1, 10, 20), 20);
});
