import { arrowOf, asLine, filtered } from '../event-log.js';
import { copyBy, element, iconButton, saveFile } from './dom.js';

/**
 * @typedef {import('../event-log.js').Entry} Entry
 * @typedef {readonly [name: string, value: string]} Statistic
 * @typedef {object} DrawerActions
 * @property {() => void} closed
 * @property {() => string} id of the conversation; empty before there was one
 * @property {() => Statistic[]} statistics of the sound, now
 */

/** The event log and the figures of the sound, beside the conversation. */
export class Drawer {
  root;
  #say;
  #log;
  #actions;
  #rows = element('ol', { class: 'events', tabindex: '0' });
  #filter;
  #kind;
  #pause;
  #figures = element('dl', { class: 'statistics' });
  #id = element('code');
  #paused = false;
  #drawing = false;
  /** @type {Set<number>} the events that are open */
  #opened = new Set();

  /**
   * @param {import('../i18n/index.js').Translate} say
   * @param {import('../event-log.js').EventLog} log
   * @param {DrawerActions} actions
   */
  constructor(say, log, actions) {
    this.#say = say;
    this.#log = log;
    this.#actions = actions;
    this.#rows.setAttribute('aria-label', say('log.title'));
    this.#filter = element('input', {
      type: 'search',
      placeholder: say('log.filter'),
      'aria-label': say('log.filter'),
      input: () => this.#draw(),
    });
    this.#kind = element(
      'select',
      { 'aria-label': say('log.kind'), change: () => this.#draw() },
      ...['', 'page', 'service', 'in', 'out', 'own'].map((kind) =>
        element(
          'option',
          { value: kind },
          kind === '' ? say('log.kind.all') : say(`log.kind.${/** @type {'page'} */ (kind)}`),
        ),
      ),
    );
    this.#pause = this.#button(say('log.pause'), () => this.#togglePause());
    const copy = this.#button(say('log.copy'), () => void this.#copyAll(copy));
    copy.setAttribute('aria-label', say('log.copy'));
    // Browsers let only secure addresses write to the clipboard.
    copy.hidden = navigator.clipboard === undefined;
    const clear = this.#button(say('log.clear'), () => {
      this.#log.clear();
      this.#opened.clear();
      this.#draw();
    });
    this.root = element(
      'section',
      { class: 'drawer', id: 'event-log', 'aria-label': say('log.title'), hidden: true },
      element(
        'header',
        {},
        element('h2', {}, say('log.title')),
        iconButton('close', say('action.close'), actions.closed, { bare: true }),
      ),
      element('p', {}, say('log.about')),
      element(
        'details',
        { class: 'sound-figures' },
        element('summary', {}, say('log.sound')),
        this.#figures,
      ),
      element('p', { class: 'conversation-id' }, element('span', {}, say('log.id')), ' ', this.#id),
      element(
        'div',
        { class: 'tools' },
        this.#filter,
        this.#kind,
        this.#pause,
        copy,
        this.#button(say('log.save'), () => this.#save()),
        clear,
      ),
      this.#rows,
    );
    this.root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        actions.closed();
      }
    });
  }

  get open() {
    return !this.root.hidden;
  }

  set open(open) {
    this.root.hidden = !open;
    if (open) {
      this.#draw();
      this.tick();
      this.#filter.focus();
    }
  }

  logged() {
    if (this.open && !this.#paused && !this.#drawing) {
      this.#drawing = true;
      requestAnimationFrame(() => {
        this.#drawing = false;
        this.#draw();
      });
    }
  }

  /** Shows how the sound goes; a few times a second is enough. */
  tick() {
    if (!this.open) {
      return;
    }
    this.#id.textContent = this.#actions.id() || '–';
    this.#figures.replaceChildren(
      ...this.#actions
        .statistics()
        .flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
    );
  }

  #draw() {
    const entries = this.#chosen();
    const { scrollHeight, scrollTop, clientHeight } = this.#rows;
    const following = scrollHeight - scrollTop - clientHeight < 40;
    this.#rows.replaceChildren(
      ...(entries.length === 0
        ? [element('li', { class: 'none' }, this.#say('log.empty'))]
        : entries.slice(-SHOWN).map((entry) => this.#row(entry))),
    );
    this.#rows.scrollTop = following ? this.#rows.scrollHeight : scrollTop;
  }

  #chosen() {
    return filtered(this.#log.entries, this.#filter.value, this.#kind.value);
  }

  /** @param {Entry} entry */
  #row(entry) {
    const head = [
      element('time', {}, (entry.atMs / 1000).toFixed(2)),
      element(
        'span',
        { class: 'arrow', role: 'img', 'aria-label': this.#say(`log.${entry.direction}`) },
        arrowOf(entry),
      ),
      element('code', {}, entry.name),
      element('span', { class: 'detail' }, entry.detail),
    ];
    const className = `leg-${entry.leg} ${entry.direction}`;
    if (entry.json === undefined) {
      return element('li', { class: className }, element('div', { class: 'line' }, ...head));
    }
    const details = element(
      'details',
      { open: this.#opened.has(entry.id) },
      element('summary', { class: 'line' }, ...head),
      element('pre', { tabindex: '0' }, JSON.stringify(entry.json, null, 2)),
    );
    details.addEventListener('toggle', () => {
      if (details.open) {
        this.#opened.add(entry.id);
      } else {
        this.#opened.delete(entry.id);
      }
    });
    return element('li', { class: className }, details);
  }

  #togglePause() {
    this.#paused = !this.#paused;
    this.#pause.textContent = this.#say(this.#paused ? 'log.resume' : 'log.pause');
    this.#pause.setAttribute('aria-pressed', String(this.#paused));
    if (!this.#paused) {
      this.#draw();
    }
  }

  /** @param {HTMLElement} button */
  #copyAll(button) {
    return copyBy(button, this.#chosen().map(asLine).join('\n'), this.#say('log.copied'));
  }

  #save() {
    const trace = {
      conversation: this.#actions.id(),
      statistics: Object.fromEntries(this.#actions.statistics()),
      events: this.#log.entries,
    };
    saveFile('charla-trace.json', 'application/json', `${JSON.stringify(trace, null, 2)}\n`);
  }

  /**
   * @param {string} label
   * @param {() => void} pressed
   */
  #button(label, pressed) {
    return element('button', { type: 'button', click: pressed }, label);
  }
}

/** The newest events on the page at once; the filter reaches the others. */
const SHOWN = 200;
