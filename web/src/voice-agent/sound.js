import { canChooseSpeaker } from './devices.js';
import { OutputClock } from './output-clock.js';
import { SilentPlayback, SpokenPlayback } from './playback.js';

/** How long a browser may take to let sound out before it counts as held back. */
const PATIENCE_MS = 600;
/** The volume follows a slider this fast, so that it does not click. */
const VOLUME_SECONDS = 0.03;

/** The browser's audio of one conversation, and the voice in it. */
export class Sound {
  /** @type {AudioContext | null} null where there is none */
  context = null;
  /** @type {import('./playback.js').Playback} */
  playback;
  /** @type {GainNode | null} */
  #gain = null;
  #blocked;
  #closed = false;
  /** @type {OutputClock | null} */
  #clock = null;

  /**
   * Call it from a click or a key, so that the browser lets sound out.
   *
   * @param {import('./playback.js').PlaybackListener} listener
   * @param {(blocked: boolean) => void} blocked is told whether a tap is needed before anything sounds
   */
  constructor(listener, blocked) {
    this.playback = new SilentPlayback(listener);
    this.#blocked = blocked;
    try {
      this.context = new AudioContext({ latencyHint: 'interactive' });
      this.#clock = new OutputClock(this.context);
      void this.context.resume();
    } catch {
      this.context = null;
    }
  }

  /**
   * Begins to play; without this, or when it fails, the captions stand for the voice.
   *
   * @param {import('./playback.js').PlaybackListener} listener
   * @param {number} volume from 0 to 1
   * @returns {Promise<boolean>} whether the voice can be heard
   */
  async open(listener, volume) {
    const context = this.context;
    if (context?.audioWorklet === undefined) {
      return false;
    }
    try {
      const gain = new GainNode(context, { gain: loudnessOf(volume) });
      gain.connect(context.destination);
      const playback = await SpokenPlayback.open(context, gain, listener);
      if (this.#closed) {
        playback.close();
        return true;
      }
      this.#gain = gain;
      this.playback = playback;
      context.onstatechange = () => this.#check();
      document.addEventListener('visibilitychange', this.#shown);
      setTimeout(() => this.#check(), PATIENCE_MS);
      return true;
    } catch {
      return false;
    }
  }

  /** Whether the caller hears the voice. */
  get audible() {
    return this.playback instanceof SpokenPlayback && this.context?.state === 'running';
  }

  /** The figures of playing; null where the captions stand for the voice. */
  get counters() {
    return this.playback instanceof SpokenPlayback ? this.playback.counters : null;
  }

  /** Where else sound may go in through: what is connected here follows the volume. */
  get output() {
    return this.#gain;
  }

  /** @param {number} volume from 0 to 1 */
  set volume(volume) {
    const now = this.context?.currentTime ?? 0;
    this.#gain?.gain.setTargetAtTime(loudnessOf(volume), now, VOLUME_SECONDS);
  }

  /**
   * Plays through this loudspeaker.
   *
   * @param {string} deviceId empty for the system's choice; one that is gone is the system's choice too
   */
  async useSpeaker(deviceId) {
    const context = this.context;
    if (context === null || !canChooseSpeaker() || context.state === 'closed') {
      return;
    }
    // What type checkers know of browsers lags behind this.
    const sink = /** @type {{ setSinkId(id: string): Promise<void> }} */ (
      /** @type {unknown} */ (context)
    );
    await sink.setSinkId(deviceId).catch(() => sink.setSinkId('').catch(() => {}));
  }

  /**
   * When a moment of the audio's clock is heard, in the page's time.
   *
   * @param {number} atSeconds
   */
  heardAt(atSeconds) {
    return this.#clock?.heardAt(atSeconds) ?? performance.now();
  }

  /**
   * How the audio's clock runs against the computer's, in millionths; null while it is too early to
   * say.
   */
  get driftPpm() {
    return this.#clock?.driftPpm ?? null;
  }

  /** How long what is played takes to the loudspeaker, in milliseconds, as far as is known. */
  get outputMs() {
    return Math.round((this.#clock?.latencySeconds ?? 0) * 1000);
  }

  /** Call it from a click, after the browser kept sound back. */
  async allow() {
    await this.context?.resume();
    this.#check();
  }

  close() {
    this.#closed = true;
    this.playback.close();
    document.removeEventListener('visibilitychange', this.#shown);
    void this.context?.close().catch(() => {});
    this.#blocked(false);
  }

  /** Phones suspend sound behind other pages; on return it may go on by itself. */
  #shown = () => {
    if (document.visibilityState === 'visible' && this.context?.state !== 'running') {
      void this.allow().catch(() => {});
    }
  };

  #check() {
    if (!this.#closed) {
      this.#blocked(this.context !== null && this.context.state !== 'running');
    }
  }
}

/**
 * Ears hear ratios: half way along the slider should sound half as loud.
 *
 * @param {number} volume
 */
function loudnessOf(volume) {
  return Math.max(0, Math.min(1, volume)) ** 2;
}
