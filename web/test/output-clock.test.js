import assert from 'node:assert/strict';
import test from 'node:test';
import { OutputClock, mayBeAsked } from '../src/voice-agent/output-clock.js';

const FIREFOX_LINUX = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
const CHROMIUM = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36';

/** @param {object} told */
function context(told) {
  const rest = { state: 'running', currentTime: 10, baseLatency: 0.005 };
  return /** @type {AudioContext} */ (Object.assign(Object.create(told), rest));
}

test('Firefox on Linux is not asked for its output latency, which would hang the page', () => {
  const asked = {
    get outputLatency() {
      return assert.fail('asked for outputLatency');
    },
    getOutputTimestamp: () => assert.fail('asked for getOutputTimestamp'),
  };
  const clock = new OutputClock(context(asked), FIREFOX_LINUX);

  assert.equal(clock.latencySeconds, 0.04);
  const laterMs = clock.heardAt(10.5) - performance.now();
  assert.ok(Math.abs(laterMs - 540) < 100, `${laterMs}`);
  assert.equal(clock.driftPpm, null);
});

test('every other browser is asked', () => {
  assert.equal(mayBeAsked(FIREFOX_LINUX), false);
  assert.equal(
    mayBeAsked('Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:140.0) Firefox/140.0'),
    false,
  );
  assert.equal(mayBeAsked(CHROMIUM), true);
  assert.equal(mayBeAsked('Mozilla/5.0 (Windows NT 10.0; rv:153.0) Firefox/153.0'), true);
  assert.equal(mayBeAsked('Mozilla/5.0 (Android 14; Mobile; rv:153.0) Firefox/153.0'), true);
});

test('what is heard when follows from the timestamp of the output', () => {
  const nowMs = performance.now();
  const timestamp = { contextTime: 9.9, performanceTime: nowMs };
  const clock = new OutputClock(context({ getOutputTimestamp: () => timestamp }), CHROMIUM);

  assert.ok(Math.abs(clock.heardAt(10) - (nowMs + 100)) < 1e-6);
});

test('a timestamp far from now is not believed, and the latency is added instead', () => {
  const timestamp = { contextTime: 9.9, performanceTime: performance.now() + 60_000 };
  const told = { outputLatency: 0.03, getOutputTimestamp: () => timestamp };
  const clock = new OutputClock(context(told), CHROMIUM);

  const laterMs = clock.heardAt(10) - performance.now();
  assert.ok(Math.abs(laterMs - 30) < 20, `${laterMs}`);
});

test('drift is told once enough time has passed', () => {
  const timestamp = { contextTime: 1, performanceTime: 1_000 };
  const clock = new OutputClock(context({ getOutputTimestamp: () => timestamp }), CHROMIUM);

  assert.equal(clock.driftPpm, null);
  timestamp.contextTime += 40.004;
  timestamp.performanceTime += 40_000;
  assert.equal(clock.driftPpm, 100);
});
