/** Keeps the screen from going dark during a conversation. */
export class WakeLock {
  /** @type {WakeLockSentinel | null} */
  #lock = null;
  #wanted = false;

  /** @param {boolean} awake whether the screen must not go dark */
  keep(awake) {
    this.#wanted = awake;
    void this.#settle();
  }

  async #settle() {
    try {
      if (this.#wanted && this.#lock === null) {
        const lock = await navigator.wakeLock.request('screen');
        this.#lock = lock;
        lock.onrelease = () => {
          this.#lock = null;
        };
      }
      if (!this.#wanted) {
        await this.#lock?.release();
      }
    } catch {
      // The screen may go dark; the conversation goes on.
    }
  }
}
