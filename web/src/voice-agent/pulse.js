/**
 * Whether a connection still carries something. A network that changed, a laptop that slept, or a
 * forgetful router leaves a connection that looks open and brings nothing: a browser tells nobody
 * for minutes. So the page asks when nothing has come for a while, and gives the connection up when
 * nothing comes then either. It asks as well when it has said nothing itself for long, so that no
 * proxy takes the connection for unused.
 *
 * Time is counted in beats: a page whose timers stood still, asleep or in the background, does not
 * blame the connection for it.
 */

export const BEAT_MS = 1_250;
/** After so many beats without a word from the server it is asked for one. */
const ASK_BEATS = 3;
/** After so many the connection is lost: within nine seconds, while the server keeps the conversation. */
const LOST_BEATS = 6;
/** Proxies have been seen to cut connections after 15 to 20 s without traffic. */
const GREATEST_QUIET_MS = 10_000;

export class Pulse {
  #ping;
  #lost;
  #clock;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  #silentBeats = 0;
  #heard = false;
  #saidAtMs = 0;
  /** A server that answers no ping is one from before there were any: its silence says nothing. */
  #answers = false;

  /**
   * @param {() => void} ping asks the server for a pong
   * @param {() => void} lost called once, and nothing after it
   * @param {() => number} [clock] milliseconds
   */
  constructor(ping, lost, clock = () => performance.now()) {
    this.#ping = ping;
    this.#lost = lost;
    this.#clock = clock;
  }

  /** The connection is open. */
  start() {
    this.#timer = setInterval(() => this.#beat(), BEAT_MS);
    this.#ask();
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Something came. Timers of a page in the background may be late; this is not. */
  heard() {
    this.#heard = true;
    if (this.#timer !== undefined && this.#clock() - this.#saidAtMs > GREATEST_QUIET_MS) {
      this.#ask();
    }
  }

  /** A pong came. */
  answered() {
    this.#answers = true;
  }

  /** Something was sent. */
  said() {
    this.#saidAtMs = this.#clock();
  }

  #ask() {
    this.said();
    this.#ping();
  }

  #beat() {
    if (this.#timer === undefined) {
      return;
    }
    this.#silentBeats = this.#heard ? 0 : this.#silentBeats + 1;
    this.#heard = false;
    if (this.#silentBeats >= LOST_BEATS && this.#answers) {
      this.stop();
      this.#lost();
    } else if (
      this.#silentBeats % LOST_BEATS === ASK_BEATS ||
      this.#clock() - this.#saidAtMs > GREATEST_QUIET_MS
    ) {
      this.#ask();
    }
  }
}
