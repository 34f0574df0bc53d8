/**
 * What went to and fro, without what was said.
 *
 * @typedef {import('./messages.js').CallerMessage} CallerMessage
 * @typedef {import('./messages.js').PageMessage} PageMessage
 * @typedef {'in' | 'out' | 'own'} Direction to the page, from the page, or the page's own doing
 * @typedef {{ id: number, direction: Direction, leg: 'page' | 'service', atMs: number, name: string,
 *   detail: string, json?: object }} Entry
 *   `leg` tells whether it passed between page and Charla, or between Charla and the service; `json`
 *   is the message with its words counted instead of told
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
   * @param {number} [atMs] since the conversation began, when somebody else's clock knows better
   * @param {object} [json]
   * @returns {Entry}
   */
  add(direction, leg, name, detail = '', atMs = performance.now() - this.#startedAtMs, json) {
    /** @type {Entry} */
    const entry = { id: ++this.#last, direction, leg, atMs: Math.round(atMs), name, detail };
    if (json !== undefined) {
      entry.json = json;
    }
    this.#entries.push(entry);
    if (this.#entries.length > GREATEST_LENGTH) {
      this.#entries.shift();
    }
    return entry;
  }

  /** @param {PageMessage} message */
  received(message) {
    if (message.type === 'event') {
      const { out, name, detail, atMs } = message;
      return this.add(out ? 'out' : 'in', 'service', name, detail, atMs);
    }
    return this.add('in', 'page', message.type, detailOf(message), undefined, wordless(message));
  }

  /** @param {CallerMessage} message */
  sent(message) {
    const detail = Object.entries(message)
      .filter(([key]) => key !== 'type' && key !== 'text')
      .map(([key, value]) => `${key} ${value}`);
    return this.add('out', 'page', message.type, detail.join(', '), undefined, wordless(message));
  }
}

const WORDS = new Set(['text', 'input', 'result']);

/**
 * The message as it was, but for the words.
 *
 * @param {object} message
 */
function wordless(message) {
  return Object.fromEntries(
    Object.entries(message).map(([key, value]) => [
      key,
      WORDS.has(key) && typeof value === 'string' ? `(${value.length} characters)` : value,
    ]),
  );
}

/**
 * What is told of a message: never the words.
 *
 * @param {PageMessage} message
 */
function detailOf(message) {
  switch (message.type) {
    case 'state':
      return message.state;
    case 'caption':
      return `${message.role}, ${message.final ? 'final' : 'partial'}, ${message.text.length} characters`;
    case 'latency':
      return `response ${message.response}, ${message.totalMs} ms`;
    case 'tool':
      return `${message.name}, ${message.status}`;
    case 'agent':
      return message.name;
    case 'playback.begin':
    case 'playback.stop':
      return `response ${message.response}`;
    case 'playback.end':
      return `response ${message.response}, ${message.samples} samples`;
    case 'notice':
    case 'ended':
      return message.code;
    default:
      return '';
  }
}

/**
 * Those of the wanted kind that contain all the words of the filter.
 *
 * @param {Entry[]} entries
 * @param {string} filter
 * @param {string} [kind] `in`, `out`, `own`, `page` or `service`; empty for all
 */
export function filtered(entries, filter, kind = '') {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    if (kind !== '' && entry.leg !== kind && entry.direction !== kind) {
      return false;
    }
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
