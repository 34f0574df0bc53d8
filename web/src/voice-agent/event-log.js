/**
 * What went to and fro, without what was said.
 *
 * @typedef {'in' | 'out' | 'own'} Direction to the page, from the page, or the page's own doing
 * @typedef {{ id: number, direction: Direction, leg: 'page' | 'service', atMs: number, name: string,
 *   detail: string }} Entry
 *   `leg` tells whether it passed between page and Charla, or between Charla and the service
 */

const GREATEST_LENGTH = 1_000;

export class EventLog {
  /** @type {Entry[]} oldest first */
  #entries = [];
  #last = 0;
  #startedAtMs = performance.now();

  get entries() {
    return this.#entries;
  }

  /** Times count from now. */
  restart() {
    this.#startedAtMs = performance.now();
  }

  clear() {
    this.#entries = [];
  }

  /**
   * @param {Direction} direction
   * @param {Entry['leg']} leg
   * @param {string} name
   * @param {string} [detail]
   * @param {number} [atMs] since the talk began, when somebody else's clock knows better
   * @returns {Entry}
   */
  add(direction, leg, name, detail = '', atMs = performance.now() - this.#startedAtMs) {
    const entry = { id: ++this.#last, direction, leg, atMs: Math.round(atMs), name, detail };
    this.#entries.push(entry);
    if (this.#entries.length > GREATEST_LENGTH) {
      this.#entries.shift();
    }
    return entry;
  }
}

/**
 * Those that contain all the words of the filter.
 *
 * @param {Entry[]} entries
 * @param {string} filter
 */
export function filtered(entries, filter) {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    const line = asLine(entry).toLowerCase();
    return words.every((word) => line.includes(word));
  });
}

const ARROWS = { in: '←', out: '→', own: '·' };

/** @param {Entry} entry */
export function arrowOf(entry) {
  return ARROWS[entry.direction];
}

/** @param {Entry} entry */
export function asLine(entry) {
  const seconds = (entry.atMs / 1000).toFixed(3).padStart(9);
  return `${seconds} ${arrowOf(entry)} ${entry.leg} ${entry.name} ${entry.detail}`.trimEnd();
}
