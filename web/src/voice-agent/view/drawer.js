import { arrowOf, asLine, filtered } from '../event-log.js';
import { element, iconButton } from './dom.js';

/** @typedef {import('../event-log.js').Entry} Entry */

const COPIED_MS = 1_500;

/** The event log, beside the talk. */
export class Drawer {
  root;
  #say;
  #log;
  #rows = element('ol', { class: 'events', tabindex: '0' });
  #filter;
  #pause;
  #copy;
  #paused = false;
  #drawing = false;

  /**
   * @param {import('../i18n/index.js').Translate} say
   * @param {import('../event-log.js').EventLog} log
   * @param {() => void} closed
   */
  constructor(say, log, closed) {
    this.#say = say;
    this.#log = log;
    this.#rows.setAttribute('aria-label', say('log.title'));
    this.#filter = element('input', {
      type: 'search',
      placeholder: say('log.filter'),
      'aria-label': say('log.filter'),
      input: () => this.#draw(),
    });
    this.#pause = this.#button(say('log.pause'), () => this.#togglePause());
    this.#copy = this.#button(say('log.copy'), () => void this.#copyAll());
    // Browsers let only secure addresses write to the clipboard.
    this.#copy.hidden = navigator.clipboard === undefined;
    const clear = this.#button(say('log.clear'), () => {
      this.#log.clear();
      this.#draw();
    });
    this.root = element(
      'aside',
      { class: 'drawer', id: 'event-log', 'aria-label': say('log.title'), hidden: true },
      element(
        'header',
        {},
        element('h2', {}, say('log.title')),
        iconButton('close', say('action.close'), closed, { bare: true }),
      ),
      element('p', {}, say('log.about')),
      element('div', { class: 'tools' }, this.#filter, this.#pause, this.#copy, clear),
      this.#rows,
    );
    this.root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        closed();
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

  #draw() {
    const entries = filtered(this.#log.entries, this.#filter.value);
    const { scrollHeight, scrollTop, clientHeight } = this.#rows;
    const following = scrollHeight - scrollTop - clientHeight < 40;
    this.#rows.replaceChildren(
      ...(entries.length === 0
        ? [element('li', { class: 'none' }, this.#say('log.empty'))]
        : entries.map((entry) => this.#row(entry))),
    );
    this.#rows.scrollTop = following ? this.#rows.scrollHeight : scrollTop;
  }

  /** @param {Entry} entry */
  #row(entry) {
    return element(
      'li',
      { class: `leg-${entry.leg} ${entry.direction}` },
      element('time', {}, (entry.atMs / 1000).toFixed(2)),
      element(
        'span',
        { class: 'arrow', role: 'img', 'aria-label': this.#say(`log.${entry.direction}`) },
        arrowOf(entry),
      ),
      element('code', {}, entry.name),
      element('span', { class: 'detail' }, entry.detail),
    );
  }

  #togglePause() {
    this.#paused = !this.#paused;
    this.#pause.textContent = this.#say(this.#paused ? 'log.resume' : 'log.pause');
    this.#pause.setAttribute('aria-pressed', String(this.#paused));
    if (!this.#paused) {
      this.#draw();
    }
  }

  async #copyAll() {
    const entries = filtered(this.#log.entries, this.#filter.value);
    await navigator.clipboard.writeText(entries.map(asLine).join('\n'));
    this.#copy.textContent = this.#say('log.copied');
    setTimeout(() => {
      this.#copy.textContent = this.#say('log.copy');
    }, COPIED_MS);
  }

  /**
   * @param {string} label
   * @param {() => void} pressed
   */
  #button(label, pressed) {
    return element('button', { type: 'button', click: pressed }, label);
  }
}
