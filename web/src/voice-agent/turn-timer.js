/**
 * How long the caller waited for each answer, by the caller's own ear: from the last voiced sound at
 * the microphone, or from sending typed words, to the first sample leaving the loudspeaker. Both are
 * times of the page's clock. What happened on the server in between is laid over it.
 *
 * @typedef {import('./messages.js').LatencyMessage} LatencyMessage
 * @typedef {import('./messages.js').Stage} Stage
 * @typedef {{ turn: number, response: number, totalMs: number, stages: Stage[],
 *   asHeard: boolean }} Figure `asHeard` tells whether the page measured it; else the server did
 */

const FRAMES_KEPT = 1_500;
/** Speech stands out this far from the room, as a ratio of levels: 8 dB. */
const ABOVE_ROOM = 2.5;
/** A voice's quiet ends lie at most 26 dB below its loud parts. */
const BELOW_PEAK = 0.05;
const LEAST_LEVEL = 0.001;
/** Onsets are told a little late, and the noise before them shows the room. */
const BEFORE_ONSET_MS = 1_500;

export class TurnTimer {
  #levels = new Float32Array(FRAMES_KEPT);
  #times = new Float64Array(FRAMES_KEPT);
  #count = 0;
  #onsetMs = -Infinity;
  /** @type {number | null} when the caller's last turn ended */
  #endedMs = null;
  /** @type {Map<number, number>} */
  #arrived = new Map();
  /** @type {Map<number, number>} */
  #audible = new Map();

  /** A new connection numbers its responses anew. */
  clear() {
    this.#arrived.clear();
    this.#audible.clear();
    this.#endedMs = null;
  }

  /**
   * @param {number} rms of 20 ms from the microphone
   * @param {number} atMs when they ended
   */
  frame(rms, atMs) {
    const at = this.#count++ % FRAMES_KEPT;
    this.#levels[at] = rms;
    this.#times[at] = atMs;
  }

  /** @param {number} atMs when the service said that the caller speaks */
  listening(atMs) {
    this.#onsetMs = atMs;
  }

  /** @param {number} atMs when the service said that the turn is over */
  processing(atMs) {
    this.#endedMs = this.#lastVoiced(atMs);
  }

  /** @param {number} atMs */
  typed(atMs) {
    this.#endedMs = atMs;
  }

  /**
   * @param {number} response
   * @param {number} atMs when its first audio arrived
   */
  arrived(response, atMs) {
    if (!this.#arrived.has(response)) {
      this.#arrived.set(response, atMs);
    }
  }

  /**
   * @param {number} response
   * @param {number} atMs when its first sample left the loudspeaker
   */
  audible(response, atMs) {
    if (!this.#audible.has(response)) {
      this.#audible.set(response, atMs);
    }
  }

  /** @param {number} response */
  audibleAt(response) {
    return this.#audible.get(response) ?? null;
  }

  /**
   * @param {LatencyMessage} message what the server measured
   * @returns {Figure}
   */
  figure({ turn, response, totalMs, stages }) {
    const endedMs = this.#endedMs;
    const audibleMs = this.#audible.get(response);
    const arrivedMs = this.#arrived.get(response);
    if (endedMs === null || audibleMs === undefined || audibleMs <= endedMs) {
      return { turn, response, totalMs, stages, asHeard: false };
    }
    const heardMs = Math.round(audibleMs - endedMs);
    const gotMs = arrivedMs === undefined ? heardMs : Math.round(arrivedMs - endedMs);
    const sent = stages.find((stage) => stage.name === 'first_audio_out')?.atMs;
    const shift = sent === undefined ? 0 : gotMs - sent;
    let before = 0;
    /** @type {Stage[]} */
    const own = [];
    for (const { name, atMs } of stages) {
      if (name !== 'audible' && name !== 'first_audio_out') {
        before = Math.max(before, Math.min(gotMs, Math.round(atMs + shift)));
        own.push({ name, atMs: before });
      }
    }
    own.push({ name: 'received', atMs: Math.max(before, gotMs) });
    own.push({ name: 'audible', atMs: heardMs });
    return { turn, response, totalMs: heardMs, stages: own, asHeard: true };
  }

  /**
   * @param {number} untilMs
   * @returns {number | null} null when nothing voiced is among what is kept
   */
  #lastVoiced(untilMs) {
    const fromMs = this.#onsetMs - BEFORE_ONSET_MS;
    /** @type {{ level: number, atMs: number }[]} */
    const turn = [];
    const kept = Math.min(this.#count, FRAMES_KEPT);
    for (let i = this.#count - kept; i < this.#count; i++) {
      const atMs = /** @type {number} */ (this.#times[i % FRAMES_KEPT]);
      if (atMs >= fromMs && atMs <= untilMs) {
        turn.push({ level: /** @type {number} */ (this.#levels[i % FRAMES_KEPT]), atMs });
      }
    }
    const sorted = turn.map(({ level }) => level).sort((a, b) => a - b);
    const room = sorted[Math.floor(sorted.length / 10)] ?? 0;
    const peak = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
    const threshold = Math.max(LEAST_LEVEL, room * ABOVE_ROOM, peak * BELOW_PEAK);
    return turn.findLast(({ level }) => level >= threshold)?.atMs ?? null;
  }
}

/**
 * The value that so large a share of the values does not exceed.
 *
 * @param {number[]} values
 * @param {number} share from 0 to 1
 * @returns {number} 0 for none
 */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
