/**
 * What the browser tells of the way from its audio to the loudspeaker.
 *
 * Firefox on Linux is never asked. Its answer to `outputLatency` and `getOutputTimestamp()` waits for the sound
 * server while it holds what the sound server's thread may be waiting for: sooner or later both wait, and
 * the page stands still for good. (153 with PulseAudio: after some ten thousand questions, or after one in
 * fifteen conversations.)
 */

/** In that Firefox, what `outputLatency` told before it hung: 22 to 56 ms. */
const ASSUMED_SECONDS = 0.04;
/** What a browser says of its output is believed when it lies this near. */
const BELIEVABLE_MS = 2_000;
/** Shorter than this, the clocks' own coarseness would be read as drift. */
const DRIFT_AFTER_MS = 30_000;
/** Without the output's timestamp the context's time is all there is, which moves in steps of up to 50 ms. */
const COARSE_DRIFT_AFTER_MS = 240_000;

/** @param {string} userAgent which calls everything with PulseAudio X11, Wayland and the BSDs too */
export function mayBeAsked(userAgent) {
  return !/\bX11\b.*\bFirefox\//.test(userAgent);
}

export class OutputClock {
  #context;
  #asks;
  /** @type {{ contextMs: number, pageMs: number } | null} */
  #first = null;

  /**
   * @param {AudioContext} context
   * @param {string} [userAgent]
   */
  constructor(context, userAgent = navigator.userAgent) {
    this.#context = context;
    this.#asks = mayBeAsked(userAgent);
  }

  /** How long what is played takes to the loudspeaker, in seconds, as far as is known. */
  get latencySeconds() {
    const context = this.#context;
    return this.#asks ? context.outputLatency || context.baseLatency || 0 : ASSUMED_SECONDS;
  }

  /**
   * When a moment of the audio's clock is heard, in the page's time.
   *
   * @param {number} atSeconds
   */
  heardAt(atSeconds) {
    const nowMs = performance.now();
    const told = this.#timestamp();
    if (told !== null) {
      const atMs = told.pageMs + atSeconds * 1000 - told.contextMs;
      if (Math.abs(atMs - nowMs) < BELIEVABLE_MS) {
        return atMs;
      }
    }
    return nowMs + (atSeconds - this.#context.currentTime + this.latencySeconds) * 1000;
  }

  /**
   * How the audio's clock runs against the computer's, in millionths; null while it is too early to
   * say.
   */
  get driftPpm() {
    if (this.#context.state !== 'running') {
      this.#first = null;
      return null;
    }
    const told = this.#timestamp();
    const now = told ?? {
      contextMs: this.#context.currentTime * 1000,
      pageMs: performance.now(),
    };
    this.#first ??= now;
    const passedMs = now.pageMs - this.#first.pageMs;
    return passedMs < (told === null ? COARSE_DRIFT_AFTER_MS : DRIFT_AFTER_MS)
      ? null
      : Math.round(((now.contextMs - this.#first.contextMs) / passedMs - 1) * 1e6);
  }

  #timestamp() {
    if (!this.#asks) {
      return null;
    }
    const { contextTime = 0, performanceTime = 0 } = this.#context.getOutputTimestamp();
    return performanceTime > 0 ? { contextMs: contextTime * 1000, pageMs: performanceTime } : null;
  }
}
