import { SilentPlayback, SpokenPlayback } from './playback.js';

/** How long a browser may take to let sound out before it counts as held back. */
const PATIENCE_MS = 600;

/** The browser's audio of one talk, and the voice in it. */
export class Sound {
  /** @type {AudioContext | null} null where there is none */
  context = null;
  /** @type {import('./playback.js').Playback} */
  playback;
  #blocked;
  #closed = false;

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
      void this.context.resume();
    } catch {
      this.context = null;
    }
  }

  /**
   * Begins to play; without this, or when it fails, the captions stand for the voice.
   *
   * @param {import('./playback.js').PlaybackListener} listener
   * @returns {Promise<boolean>} whether the voice can be heard
   */
  async open(listener) {
    const context = this.context;
    if (context?.audioWorklet === undefined) {
      return false;
    }
    try {
      const playback = await SpokenPlayback.open(context, listener);
      if (this.#closed) {
        playback.close();
        return true;
      }
      this.playback = playback;
      context.onstatechange = () => this.#check();
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

  /** Call it from a click, after the browser kept sound back. */
  async allow() {
    await this.context?.resume();
    this.#check();
  }

  close() {
    this.#closed = true;
    this.playback.close();
    void this.context?.close().catch(() => {});
    this.#blocked(false);
  }

  #check() {
    if (!this.#closed) {
      this.#blocked(this.context !== null && this.context.state !== 'running');
    }
  }
}
