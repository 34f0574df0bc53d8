import { element, icon, iconButton } from './dom.js';

/**
 * The field for a value that the agent asks for and people spell: typing it is the other way to say it.
 * It never takes the focus by itself, and goes when the value is there, when the caller leaves it with
 * Escape, and while they speak.
 *
 * @typedef {import('../messages.js').CaptureKind} CaptureKind
 * @typedef {object} CaptureActions
 * @property {(text: string) => void} send
 * @property {() => void} left the field had the focus and is gone
 */

/** @type {Record<CaptureKind, Record<string, string>>} what a keyboard and a browser make of it */
const INPUTS = {
  email: { type: 'email', inputmode: 'email', autocomplete: 'email', spellcheck: 'false' },
  phone: { type: 'tel', inputmode: 'tel', autocomplete: 'tel' },
  name: { type: 'text', autocomplete: 'name', autocapitalize: 'words', spellcheck: 'false' },
  date: { type: 'date', autocomplete: 'off' },
  code: { type: 'text', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false' },
};

export class CaptureField {
  root;
  #say;
  #actions;
  /** Which value is asked for; empty for none. */
  #id = '';
  /** The one that the caller has left. */
  #leftId = '';
  #label = element('label', { for: 'capture' });
  #input = element('input', { id: 'capture' });
  #row;

  /**
   * @param {import('../i18n/index.js').Translate} say
   * @param {CaptureActions} actions
   */
  constructor(say, actions) {
    this.#say = say;
    this.#actions = actions;
    this.#row = element('div', { class: 'row' }, this.#input);
    this.#row.append(
      element('button', { type: 'submit', 'aria-label': say('action.send') }, icon('send')),
    );
    this.root = element(
      'form',
      {
        class: 'capture',
        hidden: true,
        keydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key === 'Escape') {
            event.stopPropagation();
            this.#leave();
          }
        },
        submit: (/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          this.#submit();
        },
      },
      this.#label,
      iconButton('close', say('action.close'), () => this.#leave(), { bare: true }),
      this.#row,
    );
  }

  /**
   * @param {{ id: string, kind: CaptureKind }} asked again for the same one, what was typed stays
   * @returns {string} what to read out to those who do not see it; empty when it is no news
   */
  show({ id, kind }) {
    if (id === this.#leftId) {
      return '';
    }
    const label = this.#say(`capture.${kind}`);
    if (id !== this.#id) {
      this.#id = id;
      this.#label.textContent = label;
      this.#input = element('input', { id: 'capture', required: true, ...INPUTS[kind] });
      this.#input.maxLength = 254;
      this.#row.firstElementChild?.replaceWith(this.#input);
    } else if (!this.root.hidden) {
      return '';
    }
    this.root.hidden = false;
    return label;
  }

  /** @param {string} id */
  over(id) {
    if (id === this.#id) {
      this.#id = '';
      this.#hide();
    }
  }

  /** Nothing is asked for any more. */
  clear() {
    this.over(this.#id);
    this.#leftId = '';
  }

  /** The caller speaks, which answers it, unless they are typing. */
  spoken() {
    if (this.#input.value === '' && !this.root.contains(this.#focused)) {
      this.root.hidden = true;
    }
  }

  #submit() {
    const text = this.#input.value.trim();
    if (text !== '') {
      this.#actions.send(text);
      this.over(this.#id);
    }
  }

  #leave() {
    this.#leftId = this.#id;
    this.over(this.#id);
  }

  #hide() {
    const focused = this.root.contains(this.#focused);
    this.root.hidden = true;
    if (focused) {
      this.#actions.left();
    }
  }

  get #focused() {
    const root = /** @type {Document | ShadowRoot} */ (this.root.getRootNode());
    return root.activeElement ?? null;
  }
}
