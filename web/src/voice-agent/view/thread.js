import { element, icon, iconButton } from './dom.js';
import { latencyChip } from './latency.js';

/** @typedef {import('../transcript.js').Caption} Caption */
/** @typedef {import('../transcript.js').Change} Change */

/** How near the end still counts as reading along. */
const NEAR_PX = 48;

/** The captions of both sides, and the place to type. */
export class Thread {
  root;
  #say;
  #language;
  #list = element('ol', { class: 'captions' });
  #scroller;
  #latest;
  #chips = element('ul', { class: 'chips' });
  #chipBox;
  #input;
  /** @type {Map<string, HTMLLIElement>} */
  #items = new Map();
  #following = true;
  #send;

  /**
   * @param {import('../i18n/index.js').Translate} say
   * @param {string} language
   * @param {(text: string) => void} send
   */
  constructor(say, language, send) {
    this.#say = say;
    this.#language = language;
    this.#send = send;
    this.#scroller = element(
      'div',
      { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': say('thread.title') },
      this.#list,
      element('p', { class: 'empty' }, say('thread.empty')),
    );
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#latest = iconButton('down', say('thread.latest'), () => this.#follow(), {
      className: 'latest',
    });
    this.#latest.hidden = true;
    this.#chipBox = element(
      'div',
      { class: 'suggestions', hidden: true },
      element('h2', {}, say('chips.title')),
      this.#chips,
    );
    this.#input = element('textarea', {
      rows: '1',
      enterkeyhint: 'send',
      autocomplete: 'off',
      placeholder: say('thread.placeholder'),
      'aria-label': say('thread.typing'),
      maxlength: '2000',
      keydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
      input: () => this.#fit(),
    });
    this.root = element(
      'section',
      { class: 'thread', 'aria-label': say('thread.title') },
      element('div', { class: 'history' }, this.#scroller, this.#latest),
      this.#chipBox,
      element(
        'form',
        {
          class: 'composer',
          submit: (/** @type {SubmitEvent} */ event) => {
            event.preventDefault();
            this.#submit();
          },
        },
        this.#input,
        element('button', { type: 'submit', 'aria-label': say('action.send') }, icon('send')),
      ),
    );
  }

  /** @param {number} characters */
  set textLimit(characters) {
    this.#input.maxLength = characters;
  }

  /** What is being typed. */
  get draft() {
    return this.#input.value;
  }

  set draft(text) {
    this.#input.value = text;
  }

  focus() {
    this.#input.focus();
  }

  /** @param {string[]} suggestions */
  suggest(suggestions) {
    this.#chips.replaceChildren(
      ...suggestions.map((text) =>
        element(
          'li',
          {},
          element('button', { type: 'button', click: () => this.#send(text) }, text),
        ),
      ),
    );
    this.#chipBox.hidden = suggestions.length === 0;
  }

  clear() {
    this.#list.replaceChildren();
    this.#items.clear();
  }

  /** @param {Change} change */
  apply(change) {
    if (change.type === 'removed') {
      this.#items.get(change.key)?.remove();
      this.#items.delete(change.key);
      return;
    }
    const { caption, index } = change;
    const item = this.#items.get(caption.key) ?? element('li');
    this.#items.set(caption.key, item);
    this.#fill(item, caption);
    if (this.#list.children[index] !== item) {
      item.remove();
      this.#list.insertBefore(item, this.#list.children[index] ?? null);
    }
    if (this.#following) {
      this.#follow();
    }
  }

  /**
   * @param {HTMLLIElement} item
   * @param {Caption} caption
   */
  #fill(item, caption) {
    const waits = caption.final && !caption.local ? '' : 'partial';
    item.className = `caption ${caption.role} ${waits}`.trim();
    const opened = item.querySelector('details')?.open === true;
    const words = element('p', { dir: 'auto' });
    const { heard, text } = caption;
    words.append(heard === null ? text : text.slice(0, heard));
    if (heard !== null && heard < text.length) {
      words.append(
        element(
          'span',
          { class: 'unheard' },
          element('span', { class: 'aside' }, ` (${this.#say('thread.unheard')}`),
          text.slice(heard),
          element('span', { class: 'aside' }, ')'),
        ),
      );
    }
    const foot = element('div', { class: 'foot' });
    if (heard !== null) {
      foot.append(element('span', { class: 'cut' }, this.#say('thread.interrupted')));
    }
    if (caption.latency !== null) {
      const chip = latencyChip(caption.latency, this.#say, this.#language);
      chip.open = opened;
      foot.append(chip);
    }
    item.replaceChildren(
      element('span', { class: 'who' }, this.#say(`party.${caption.role}`)),
      words,
      ...(foot.childElementCount > 0 ? [foot] : []),
    );
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.#following = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    this.#latest.hidden = this.#following;
  }

  #follow() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#following = true;
    this.#latest.hidden = true;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#submit();
    }
  }

  #submit() {
    const text = this.#input.value.trim();
    if (text !== '') {
      this.#input.value = '';
      this.#fit();
      this.#following = true;
      this.#send(text);
    }
  }

  #fit() {
    this.#input.style.blockSize = 'auto';
    this.#input.style.blockSize = `${this.#input.scrollHeight}px`;
  }
}
