/**
 * Who said what, in order.
 *
 * @typedef {import('./messages.js').CaptionMessage} CaptionMessage
 * @typedef {import('./messages.js').LatencyMessage} LatencyMessage
 * @typedef {import('./messages.js').Role} Role
 *
 * @typedef {object} Caption
 * @property {string} key names it within the page
 * @property {Role} role
 * @property {number} connection which of the page's connections it came by; item names and orders
 *   begin anew with each
 * @property {number} order
 * @property {string} text
 * @property {boolean} final
 * @property {number | null} heard characters heard before it was interrupted
 * @property {boolean} local typed here, and not yet confirmed by the server
 * @property {LatencyMessage | null} latency how long it took to come
 *
 * @typedef {{ type: 'put', caption: Caption, index: number } | { type: 'removed', key: string }} Change
 */

export class Transcript {
  /** @type {Caption[]} in the order they are shown */
  #captions = [];
  #connection = 0;
  #typed = 0;
  /** @type {LatencyMessage | null} came before the answer it belongs to */
  #waiting = null;

  get captions() {
    return this.#captions;
  }

  clear() {
    this.#captions = [];
    this.#waiting = null;
  }

  /** Captions that come from now on stand after those before, whatever their order says. */
  newConnection() {
    this.#connection++;
    this.#waiting = null;
  }

  /**
   * @param {CaptionMessage} message
   * @returns {Change[]}
   */
  apply(message) {
    const key = `${this.#connection}:${message.item}`;
    /** @type {Change[]} */
    const changes = [];
    if (message.role === 'user') {
      changes.push(...this.#confirm(message.text));
    }
    const before = this.#captions.find((caption) => caption.key === key);
    if (message.final && message.text === '') {
      return before === undefined ? changes : [...changes, this.#remove(before)];
    }
    const caption = {
      key,
      role: message.role,
      connection: this.#connection,
      order: message.order,
      text: message.text,
      final: message.final,
      heard: message.heard,
      local: false,
      latency: before?.latency ?? null,
    };
    if (message.role === 'agent' && caption.latency === null) {
      caption.latency = this.#waiting;
      this.#waiting = null;
    }
    changes.push(this.#put(caption));
    return changes;
  }

  /**
   * Shows typed words before the server has confirmed them.
   *
   * @param {string} text
   * @returns {Change}
   */
  type(text) {
    const last = this.#captions.at(-1);
    const order = last?.connection === this.#connection ? last.order + 0.5 : -1;
    return this.#put({
      key: `typed:${++this.#typed}`,
      role: 'user',
      connection: this.#connection,
      order,
      text,
      final: true,
      heard: null,
      local: true,
      latency: null,
    });
  }

  /**
   * Gives the figure to the newest answer that has none, or keeps it for the one that comes.
   *
   * @param {LatencyMessage} latency
   * @returns {Change[]}
   */
  time(latency) {
    const last = this.#captions.findLast((caption) => !caption.local);
    if (last?.role !== 'agent' || last.latency !== null || last.connection !== this.#connection) {
      this.#waiting = latency;
      return [];
    }
    return [this.#put({ ...last, latency })];
  }

  /**
   * @param {string} text
   * @returns {Change[]}
   */
  #confirm(text) {
    const typed = this.#captions.find(
      (caption) => caption.local && caption.text.trim() === text.trim(),
    );
    return typed === undefined ? [] : [this.#remove(typed)];
  }

  /**
   * @param {Caption} caption
   * @returns {Change}
   */
  #remove(caption) {
    this.#captions = this.#captions.filter((other) => other.key !== caption.key);
    return { type: 'removed', key: caption.key };
  }

  /**
   * @param {Caption} caption
   * @returns {Change}
   */
  #put(caption) {
    this.#captions = this.#captions.filter((other) => other.key !== caption.key);
    const after = this.#captions.findIndex((other) => comesBefore(caption, other));
    const index = after === -1 ? this.#captions.length : after;
    this.#captions.splice(index, 0, caption);
    return { type: 'put', caption, index };
  }
}

/**
 * @param {Caption} a
 * @param {Caption} b
 */
function comesBefore(a, b) {
  return a.connection === b.connection ? a.order < b.order : a.connection < b.connection;
}
