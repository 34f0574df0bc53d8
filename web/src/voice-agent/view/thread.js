import { exported, MEDIA_TYPES } from '../export.js';
import { CaptionItem } from './caption.js';
import { copyBy, element, icon, iconButton, saveFile } from './dom.js';
import { closesByItself } from './stage.js';

/** @typedef {import('../transcript.js').Caption} Caption */
/** @typedef {import('../transcript.js').Change} Change */
/** @typedef {import('../export.js').Format} Format */

/** How near the end still counts as reading along. */
const NEAR_PX = 48;
/** Captions on the page at most while reading along; earlier ones come back on demand. */
const SHOWN = 120;
const MORE = 100;
const CHIPS = 6;

/**
 * The captions of both sides, and the place to type.
 *
 * @typedef {object} OwnThreadActions
 * @property {(text: string) => void} send
 * @property {() => Caption[]} captions all of them, in order
 * @property {() => import('../export.js').About} about
 * @typedef {OwnThreadActions & import('./caption.js').CaptionActions} ThreadActions
 */
export class Thread {
  root;
  /** @type {import('./capture.js').CaptureField | null} loaded with the first value that is asked for */
  capture = null;
  #say;
  #language;
  #actions;
  #list = element('ol', { class: 'captions' });
  #scroller;
  #latest;
  #earlier;
  #tools;
  #chips = element('ul', { class: 'chips' });
  #allChips = false;
  #chipBox;
  #input;
  /** @type {Map<string, CaptionItem>} those on the page */
  #items = new Map();
  /** How many of the first captions are not on the page. */
  #hidden = 0;
  #following = true;
  /** Where the last jump to the end led, in pixels; -1 before there was one. */
  #jumpedTo = -1;
  /** @type {number | null} the jump to the end that the next frame makes */
  #jump = null;

  /**
   * @param {import('../i18n/index.js').Translate} say
   * @param {string} language
   * @param {ThreadActions} actions
   */
  constructor(say, language, actions) {
    this.#say = say;
    this.#language = language;
    this.#actions = actions;
    this.#earlier = element(
      'button',
      { type: 'button', class: 'quiet earlier', hidden: true, click: () => this.#showEarlier() },
      say('thread.earlier'),
    );
    this.#scroller = element(
      'div',
      { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': say('thread.title') },
      this.#earlier,
      this.#list,
      element('p', { class: 'empty' }, say('thread.empty')),
    );
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#latest = iconButton('down', say('thread.latest'), () => this.#follow(), {
      className: 'latest',
    });
    this.#latest.hidden = true;
    this.#tools = this.#header();
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
      { class: 'thread', 'aria-label': say('thread.section') },
      this.#tools,
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

  /**
   * @param {import('../messages.js').CaptureMessage} asked
   * @param {() => boolean} current whether it is still asked for, once the field has been loaded
   * @returns {Promise<string>} what to read out; empty when it is no news, or the field did not arrive
   */
  async showCapture(asked, current) {
    const file = await import('./capture.js').catch(() => null);
    if (file === null || !current()) {
      return '';
    }
    if (this.capture === null) {
      this.capture = new file.CaptureField(this.#say, {
        send: (text) => this.#send(text),
        left: () => this.focus(),
      });
      this.root.lastElementChild?.before(this.capture.root);
    }
    return this.capture.show(asked);
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

  /** @param {string[]} suggestions a few are shown, from all over the list; the rest on demand */
  suggest(suggestions) {
    const shown = this.#allChips ? suggestions : sample(suggestions, CHIPS);
    const more = element(
      'button',
      {
        type: 'button',
        class: 'more',
        click: () => {
          this.#allChips = true;
          this.suggest(suggestions);
          this.#chips.querySelector('button')?.focus();
        },
      },
      this.#say('chips.more'),
    );
    this.#chips.replaceChildren(
      ...shown.map((text) =>
        element(
          'li',
          {},
          element('button', { type: 'button', click: () => this.#actions.send(text) }, text),
        ),
      ),
      ...(shown.length < suggestions.length ? [element('li', {}, more)] : []),
    );
    this.#chipBox.hidden = suggestions.length === 0;
  }

  clear() {
    this.capture?.clear();
    this.#list.replaceChildren();
    this.#items.clear();
    this.#hidden = 0;
    this.#earlier.hidden = true;
    this.#following = true;
    this.#tools.hidden = true;
  }

  /** Shows all that was said until now, in another language of the page. */
  restore() {
    this.#hidden = Math.max(0, this.#actions.captions().length - SHOWN);
    this.#earlier.hidden = this.#hidden === 0;
    this.#actions
      .captions()
      .forEach((caption, index) => index >= this.#hidden && this.#place(caption, index));
    this.#follow();
  }

  /** @param {Change} change */
  apply(change) {
    if (change.type === 'removed') {
      this.#items.get(change.key)?.root.remove();
      if (!this.#items.delete(change.key) && this.#hidden > 0) {
        this.#hidden--;
      }
      return;
    }
    this.#place(change.caption, change.index);
    this.#trim();
    if (this.#following) {
      this.#follow();
    }
  }

  /**
   * @param {string} key
   * @param {number} chars
   */
  spoken(key, chars) {
    this.#items.get(key)?.spoken(chars);
  }

  /** Nothing is being said any more. */
  settle() {
    for (const item of this.#items.values()) {
      item.spoken(Number.MAX_SAFE_INTEGER);
    }
  }

  #header() {
    const copy = iconButton('copy', this.#say('thread.copy.all'), () => void this.#copy(copy), {
      bare: true,
    });
    // Browsers let only secure addresses write to the clipboard.
    copy.hidden = navigator.clipboard === undefined;
    const summary = element('summary', { class: 'bare', title: this.#say('export.title') });
    summary.setAttribute('aria-label', this.#say('export.title'));
    summary.append(icon('save'));
    const menu = element(
      'details',
      { class: 'export' },
      summary,
      element(
        'ul',
        { class: 'pop' },
        .../** @type {Format[]} */ (['txt', 'md', 'json', 'vtt', 'srt']).map((format) =>
          element(
            'li',
            {},
            element(
              'button',
              {
                type: 'button',
                'data-format': format,
                click: () => {
                  menu.open = false;
                  this.#save(format);
                },
              },
              this.#say(`export.${format}`),
            ),
          ),
        ),
      ),
    );
    closesByItself(menu);
    return element(
      'header',
      { class: 'thread-bar', hidden: true },
      element('h2', {}, this.#say('thread.title')),
      copy,
      menu,
    );
  }

  /** @param {Format} format */
  #text(format) {
    const words = {
      user: this.#say('party.user'),
      agent: this.#say('party.agent'),
      title: this.#say('thread.title'),
      unheard: this.#say('thread.unheard').trim(),
    };
    return exported(format, this.#actions.captions(), words, this.#actions.about());
  }

  /** @param {Format} format */
  #save(format) {
    const day = this.#actions.about().startedAt.toISOString().slice(0, 16).replaceAll(':', '-');
    saveFile(`charla-${day}.${format}`, MEDIA_TYPES[format], this.#text(format));
  }

  /** @param {HTMLElement} button */
  #copy(button) {
    return copyBy(button, this.#text('txt'), this.#say('log.copied'));
  }

  /**
   * @param {Caption} caption
   * @param {number} index among all captions
   */
  #place(caption, index) {
    this.#tools.hidden = false;
    const at = index - this.#hidden;
    if (at < 0) {
      return;
    }
    const known = this.#items.get(caption.key);
    const item = known ?? new CaptionItem(caption, this.#say, this.#language, this.#actions);
    known?.show(caption);
    this.#items.set(caption.key, item);
    if (this.#list.children[at] !== item.root) {
      item.root.remove();
      this.#list.insertBefore(item.root, this.#list.children[at] ?? null);
    }
  }

  /** Long conversations do not make the page heavy: what is far above goes. */
  #trim() {
    if (!this.#following || this.#items.size <= SHOWN) {
      return;
    }
    const captions = this.#actions.captions();
    while (this.#items.size > SHOWN) {
      const first = /** @type {Caption} */ (captions[this.#hidden]);
      this.#items.get(first.key)?.root.remove();
      this.#items.delete(first.key);
      this.#hidden++;
    }
    this.#earlier.hidden = false;
  }

  #showEarlier() {
    const before = this.#scroller.scrollHeight;
    this.#following = false;
    const captions = this.#actions.captions();
    const from = Math.max(0, this.#hidden - MORE);
    const until = this.#hidden;
    this.#hidden = from;
    for (let index = from; index < until; index++) {
      this.#place(/** @type {Caption} */ (captions[index]), index);
    }
    this.#earlier.hidden = from === 0;
    this.#scroller.scrollTop += this.#scroller.scrollHeight - before;
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    if (this.#jump !== null && Math.abs(scrollTop - this.#jumpedTo) < 1) {
      // It tells of the last jump, and captions came since.
      return;
    }
    this.#following = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    this.#latest.hidden = this.#following;
  }

  /** Jumps to the end, once a frame however many captions came: each jump lays the page out anew. */
  #follow() {
    this.#following = true;
    this.#latest.hidden = true;
    this.#jump ??= requestAnimationFrame(() => {
      this.#jump = null;
      if (this.#following) {
        this.#scroller.scrollTop = this.#scroller.scrollHeight;
        this.#jumpedTo = this.#scroller.scrollTop;
      }
    });
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
      this.#send(text);
    }
  }

  /** @param {string} text */
  #send(text) {
    this.#following = true;
    this.#actions.send(text);
  }

  #fit() {
    this.#input.style.blockSize = 'auto';
    this.#input.style.blockSize = `${this.#input.scrollHeight}px`;
  }
}

/**
 * So many, in their order and from all over the list.
 *
 * @template T
 * @param {T[]} all
 * @param {number} count
 */
function sample(all, count) {
  return all.length <= count
    ? all
    : Array.from(
        { length: count },
        (_, i) => /** @type {T} */ (all[Math.floor((i * all.length) / count)]),
      );
}
