import { Uplink } from './uplink.js';

/**
 * The caller's microphone during a conversation: open or not, muted, or open only while a key is held.
 *
 * @typedef {import('./microphone.js').MicrophoneProblem} MicrophoneProblem
 * @typedef {import('./microphone.js').Treatment} Treatment
 *
 * @typedef {{ at: 'off' }
 *   | { at: 'asking' }
 *   | { at: 'on', muted: boolean, holding: boolean, deviceId: string }
 *   | { at: 'problem', problem: MicrophoneProblem }} MicrophoneState
 *   `holding` tells whether it is open because a key is held
 *
 * @typedef {object} CallerListener
 * @property {(state: MicrophoneState) => void} changed
 * @property {(muted: boolean) => void} muted the server is to be told
 * @property {(rms: number, peak: number, atMs: number) => void} level of each frame
 * @property {(what: string, detail?: string) => void} noted
 * @property {() => void} dead nothing at all comes from it
 */

/** A microphone that gave nothing at all for five seconds is switched off somewhere. */
const DEAD_FRAMES = 250;
/** Who lets go of the key is often still saying the last syllable. */
const TAIL_MS = 250;

export class CallerMicrophone {
  /** @type {MicrophoneState} */
  state = { at: 'off' };
  uplink = new Uplink();
  /** @type {import('./microphone.js').Microphone | null} */
  microphone = null;
  /** @type {((frame: ArrayBuffer) => boolean) | null} null while the service does not hear */
  send = null;
  #listener;
  /** Whether it is open only while a key is held. */
  #hold = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #tail;
  /** Frames without any sound since it was opened; -1 once it gave some. */
  #deadFrames = 0;
  #opening = 0;

  /** @param {CallerListener} listener */
  constructor(listener) {
    this.#listener = listener;
  }

  /**
   * Opens a microphone, or another one than before.
   *
   * @param {AudioContext | null} context
   * @param {string} deviceId
   * @param {Treatment} treatment
   */
  async open(context, deviceId, treatment) {
    const opening = ++this.#opening;
    this.#giveBack();
    this.#become({ at: 'asking' });
    const { Microphone, MicrophoneError } = await import('./microphone.js');
    try {
      if (context === null) {
        throw new MicrophoneError(window.isSecureContext ? 'unsupported' : 'insecure');
      }
      const microphone = await Microphone.open(context, deviceId, treatment, {
        frame: (frame, rms, peak, atMs) => this.#capture(frame, rms, peak, atMs),
        unplugged: () => this.#unplugged(),
      });
      if (opening !== this.#opening) {
        microphone.close();
        return;
      }
      this.microphone = microphone;
      this.#deadFrames = 0;
      microphone.mute(this.#hold);
      this.#become({
        at: 'on',
        muted: this.#hold,
        holding: false,
        deviceId: microphone.deviceId,
      });
      this.#listener.muted(this.#hold);
      this.#listener.noted('microphone on');
    } catch (error) {
      if (opening === this.#opening) {
        const problem = error instanceof MicrophoneError ? error.problem : 'failed';
        this.#become({ at: 'problem', problem });
        this.#listener.noted('microphone', problem);
      }
    }
  }

  /** @param {boolean} muted */
  mute(muted) {
    clearTimeout(this.#tail);
    this.#setMuted(muted, false);
  }

  /**
   * Switches between a microphone that is open and one that is only while a key is held.
   *
   * @param {boolean} hold
   */
  set hold(hold) {
    if (this.#hold !== hold) {
      this.#hold = hold;
      this.mute(hold);
    }
  }

  /** The key was pressed. */
  press() {
    if (this.#hold) {
      clearTimeout(this.#tail);
      this.#setMuted(false, true);
    }
  }

  /** The key was let go. */
  letGo() {
    if (this.#hold && this.state.at === 'on' && this.state.holding) {
      clearTimeout(this.#tail);
      this.#tail = setTimeout(() => this.#setMuted(true, false), TAIL_MS);
    }
  }

  /** Gives it back; the browser's sign for it goes out. */
  close() {
    this.#opening++;
    clearTimeout(this.#tail);
    this.send = null;
    this.uplink.clear();
    this.#giveBack();
    this.#become({ at: 'off' });
  }

  /**
   * @param {boolean} muted
   * @param {boolean} holding
   */
  #setMuted(muted, holding) {
    if (this.state.at === 'on') {
      const changed = this.state.muted !== muted;
      this.microphone?.mute(muted);
      this.#become({ ...this.state, muted, holding });
      if (changed) {
        this.#listener.muted(muted);
      }
      if (muted) {
        this.#listener.level(0, 0, performance.now());
      }
    }
  }

  /**
   * @param {ArrayBuffer} frame
   * @param {number} rms
   * @param {number} peak
   * @param {number} atMs
   */
  #capture(frame, rms, peak, atMs) {
    this.uplink.offer(frame, this.send);
    this.#listener.level(rms, peak, atMs);
    if (rms > 0) {
      this.#deadFrames = -1;
    } else if (this.#deadFrames >= 0 && ++this.#deadFrames === DEAD_FRAMES) {
      this.#listener.dead();
    }
  }

  #unplugged() {
    this.microphone = null;
    this.#become({ at: 'problem', problem: 'unplugged' });
    this.#listener.muted(true);
    this.#listener.level(0, 0, performance.now());
    this.#listener.noted('microphone', 'unplugged');
  }

  #giveBack() {
    this.microphone?.close();
    this.microphone = null;
  }

  /** @param {MicrophoneState} state */
  #become(state) {
    this.state = state;
    this.#listener.changed(state);
  }
}
