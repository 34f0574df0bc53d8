/** Frames of 20 ms each: what is said while a connection is made waits here, at most this long. */
const GREATEST_WAIT_FRAMES = 250;

/** How many waiting frames go with each new one, so that a server is caught up with and not flooded. */
const FRAMES_AT_ONCE = 4;

/** The microphone's way to the server: nothing said while connecting is lost, but for the oldest. */
export class Uplink {
  /** @type {ArrayBuffer[]} */
  #waiting = [];
  /** How many frames never went: too old to wait any longer, or refused by a slow network. */
  dropped = 0;

  /** How many frames wait. */
  get waiting() {
    return this.#waiting.length;
  }

  /**
   * @param {ArrayBuffer} frame
   * @param {((frame: ArrayBuffer) => boolean) | null} send tells whether it took the frame; null while
   *   there is no connection
   */
  offer(frame, send) {
    this.#waiting.push(frame);
    if (send !== null) {
      for (const ready of this.#waiting.splice(0, FRAMES_AT_ONCE)) {
        this.dropped += send(ready) ? 0 : 1;
      }
    } else if (this.#waiting.length > GREATEST_WAIT_FRAMES) {
      this.#waiting.shift();
      this.dropped++;
    }
  }

  clear() {
    this.#waiting = [];
  }
}
