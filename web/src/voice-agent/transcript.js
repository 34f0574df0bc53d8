/**
 * Who said what, in order.
 *
 * @typedef {import('./messages.js').CaptionMessage} CaptionMessage
 * @typedef {import('./messages.js').ToolMessage} ToolMessage
 * @typedef {import('./messages.js').AgentMessage} AgentMessage
 * @typedef {import('./messages.js').Role} Role
 * @typedef {import('./turn-timer.js').Figure} Figure
 *
 * @typedef {object} Caption
 * @property {string} key names it within the page
 * @property {Role} role
 * @property {number} connection which of the page's connections it came by; item names and orders
 *   begin anew with each
 * @property {string} item
 * @property {number} order
 * @property {string} text
 * @property {boolean} final
 * @property {number | null} heard characters heard before it was interrupted
 * @property {boolean} local typed here, and not yet confirmed by the server
 * @property {Figure | null} latency how long it took to come
 * @property {number} startMs when it began, in milliseconds since the conversation did
 * @property {number} endMs when it ended, or last changed
 * @property {ToolMessage | null} tool what the agent used, when this is a tool's card and no caption
 * @property {string | null} agent title of the agent that speaks from here on, when this only says so
 *
 * @typedef {{ type: 'put', caption: Caption, index: number } | { type: 'removed', key: string }} Change
 */

export class Transcript {
  /** @type {Caption[]} in the order they are shown */
  #captions = [];
  #connection = 0;
  #typed = 0;
  /** @type {Figure | null} came before the answer it belongs to */
  #waiting = null;
  #clock;

  /** @param {() => number} clock milliseconds since the conversation began */
  constructor(clock = () => 0) {
    this.#clock = clock;
  }

  get captions() {
    return this.#captions;
  }

  /**
   * The words of the agent's last answers.
   *
   * @param {number} most
   */
  answers(most) {
    return this.#captions
      .filter(({ role, tool, agent }) => role === 'agent' && tool === null && agent === null)
      .slice(-most)
      .map(({ text }) => text);
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
    /** @type {Change[]} */
    const changes = [];
    const confirmed = message.role === 'user' ? this.#confirm(message.text) : undefined;
    if (confirmed !== undefined) {
      changes.push(this.#remove(confirmed));
    }
    const before = this.#before(message);
    if (message.final && message.text === '') {
      return before === undefined ? changes : [...changes, this.#remove(before)];
    }
    const nowMs = this.#clock();
    const caption = {
      key: before?.key ?? this.#keyOf(message.item),
      role: message.role,
      connection: before?.connection ?? this.#connection,
      item: message.item,
      order: before?.order ?? message.order,
      text: message.text,
      final: message.final,
      heard: message.heard,
      local: false,
      latency: before?.latency ?? null,
      startMs: before?.startMs ?? confirmed?.startMs ?? nowMs,
      endMs: before?.final === true ? before.endMs : (confirmed?.endMs ?? nowMs),
      tool: null,
      agent: null,
    };
    if (message.role === 'agent' && caption.latency === null) {
      caption.latency = this.#waiting;
      this.#waiting = null;
    }
    changes.push(this.#put(caption));
    return changes;
  }

  /**
   * @param {ToolMessage} tool
   * @returns {Change}
   */
  use(tool) {
    const key = this.#keyOf(`tool:${tool.id}`);
    const before = this.#captions.find((caption) => caption.key === key);
    return this.#put({
      key,
      role: 'agent',
      connection: before?.connection ?? this.#connection,
      item: tool.id,
      order: before?.order ?? tool.order,
      text: tool.name,
      final: true,
      heard: null,
      local: false,
      latency: null,
      startMs: before?.startMs ?? this.#clock(),
      endMs: this.#clock(),
      tool: { ...before?.tool, ...tool },
      agent: null,
    });
  }

  /**
   * Another agent speaks from here on. Told again after a lost connection, it stands where it stood.
   *
   * @param {AgentMessage} message
   * @returns {Change}
   */
  handOff({ order, name, title }) {
    const item = `agent:${order}:${name}`;
    const before = this.#captions.find((caption) => caption.item === item);
    return this.#put({
      key: before?.key ?? this.#keyOf(item),
      role: 'agent',
      connection: before?.connection ?? this.#connection,
      item,
      order,
      text: title,
      final: true,
      heard: null,
      local: false,
      latency: null,
      startMs: before?.startMs ?? this.#clock(),
      endMs: before?.endMs ?? this.#clock(),
      tool: null,
      agent: title,
    });
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
      item: '',
      order,
      text,
      final: true,
      heard: null,
      local: true,
      latency: null,
      startMs: this.#clock(),
      endMs: this.#clock(),
      tool: null,
      agent: null,
    });
  }

  /**
   * Gives the figure to the newest answer that has none, or keeps it for the one that comes.
   *
   * @param {Figure} latency
   * @returns {Change[]}
   */
  time(latency) {
    const last = this.#captions.findLast(
      ({ local, tool, agent }) => !local && tool === null && agent === null,
    );
    if (last?.role !== 'agent' || last.latency !== null || last.connection !== this.#connection) {
      this.#waiting = latency;
      return [];
    }
    return [this.#put({ ...last, latency })];
  }

  /**
   * An answer was audible from here to there.
   *
   * @param {string} item
   * @param {{ startMs?: number, endMs?: number }} span
   */
  span(item, span) {
    const caption = this.#captions.findLast((one) => one.item === item && one.role === 'agent');
    if (caption !== undefined) {
      Object.assign(caption, span);
    }
  }

  /** @param {string} item */
  #keyOf(item) {
    return `${this.#connection}:${item}`;
  }

  /**
   * The caption that this one replaces. After a lost connection the server may tell again what it
   * told before; what the caller typed is named by counting, so there the words must be the same.
   *
   * @param {CaptionMessage} message
   */
  #before({ item, role, text }) {
    const key = this.#keyOf(item);
    return this.#captions.findLast(
      (caption) =>
        caption.key === key ||
        (caption.item === item &&
          caption.role === role &&
          !caption.local &&
          caption.tool === null &&
          caption.agent === null &&
          text.startsWith(caption.text)),
    );
  }

  /**
   * @param {string} text
   */
  #confirm(text) {
    return this.#captions.find((caption) => caption.local && caption.text.trim() === text.trim());
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
    const at = this.#captions.findLastIndex((other) => other.key === caption.key);
    if (at >= 0) {
      this.#captions.splice(at, 1);
    }
    const after = this.#captions.findLastIndex((other) => !comesBefore(caption, other));
    this.#captions.splice(after + 1, 0, caption);
    return { type: 'put', caption, index: after + 1 };
  }
}

/**
 * @param {Caption} a
 * @param {Caption} b
 */
function comesBefore(a, b) {
  return a.connection === b.connection ? a.order < b.order : a.connection < b.connection;
}
