import { copyBy, element, icon, iconButton } from './dom.js';
import { latencyChip } from './latency.js';

/**
 * One thing somebody said, or one tool that was used, as an item of the thread.
 *
 * @typedef {import('../transcript.js').Caption} Caption
 * @typedef {import('../i18n/index.js').Translate} Translate
 * @typedef {object} CaptionActions
 * @property {(item: string) => boolean} canHearAgain
 * @property {(item: string, chars: number, over: () => void) => void} hearAgain from this character on
 * @property {() => void} hush
 * @property {(id: string, approved: boolean) => void} approve
 */

const SENTENCE = /[^.!?…。！？]+[.!?…。！？]*["”’»)]*\s*/gu;

export class CaptionItem {
  root = element('li');
  #say;
  #language;
  #actions;
  /** @type {Caption} */
  #caption;
  /** How many characters have been said; null when all were, or nobody knows. */
  #said = /** @type {number | null} */ (null);
  #words = element('p', { dir: 'auto' });
  #foot = element('div', { class: 'foot' });
  #who = element('span', { class: 'who' });
  #playing = false;
  #footOf = '';

  /**
   * @param {Caption} caption
   * @param {Translate} say
   * @param {string} language
   * @param {CaptionActions} actions
   */
  constructor(caption, say, language, actions) {
    this.#caption = caption;
    this.#say = say;
    this.#language = language;
    this.#actions = actions;
    this.root.append(this.#who, this.#words, this.#foot);
    this.show(caption);
  }

  /** @param {Caption} caption */
  show(caption) {
    this.#caption = caption;
    if (caption.tool !== null) {
      this.root.className = 'caption tool';
      this.root.replaceChildren(toolCard(caption.tool, this.#say, this.#language, this.#actions));
      return;
    }
    if (caption.agent !== null) {
      this.root.className = 'caption agent-change';
      this.root.replaceChildren(
        element('p', { dir: 'auto' }, this.#say('thread.agent', { agent: caption.agent })),
      );
      return;
    }
    if (caption.heard !== null) {
      this.#said = null;
    }
    this.#who.textContent = this.#say(`party.${caption.role}`);
    this.#draw();
    this.#drawFoot();
  }

  /**
   * So many characters have been said.
   *
   * @param {number} chars
   */
  spoken(chars) {
    const { text, final, heard } = this.#caption;
    const said = heard !== null || (final && chars >= text.length) ? null : chars;
    if (said !== this.#said) {
      this.#said = said;
      this.#draw();
      this.#drawFoot();
    }
  }

  #draw() {
    const { role, text, heard, final, local } = this.#caption;
    const waits = (final && !local) || this.#said !== null ? '' : 'partial';
    this.root.className = `caption ${role} ${waits}`.trim();
    if (heard !== null && heard < text.length) {
      const at = atWordStart(text, heard);
      this.#words.replaceChildren(
        ...this.#sentences(text.slice(0, at), 0),
        element(
          'span',
          { class: 'unheard' },
          element('span', { class: 'aside' }, ` (${this.#say('thread.unheard')}`),
          text.slice(at),
          element('span', { class: 'aside' }, ')'),
        ),
      );
    } else if (this.#said !== null) {
      const at = atWordEnd(text, this.#said);
      this.#words.replaceChildren(
        text.slice(0, at),
        element('span', { class: 'ahead' }, text.slice(at)),
      );
    } else {
      this.#words.replaceChildren(...this.#sentences(text, 0));
    }
  }

  /**
   * Sentences of an answer can be pressed to be heard again; for keys there is a button.
   *
   * @param {string} text
   * @param {number} from
   */
  #sentences(text, from) {
    if (!this.#hearable) {
      return [text];
    }
    let at = from;
    return (text.match(SENTENCE) ?? [text]).map((sentence) => {
      const start = at;
      at += sentence.length;
      return element('span', { class: 'sentence', click: () => this.#hear(start) }, sentence);
    });
  }

  get #hearable() {
    const { role, final, item } = this.#caption;
    return role === 'agent' && final && this.#said === null && this.#actions.canHearAgain(item);
  }

  #drawFoot() {
    const { heard, text, latency, role, final } = this.#caption;
    const cut = heard !== null && heard < text.length;
    const hearable = this.#hearable;
    const state = `${cut} ${latency?.totalMs} ${hearable} ${this.#playing} ${final}`;
    if (state === this.#footOf) {
      return;
    }
    this.#footOf = state;
    const opened = this.#foot.querySelector('details')?.open === true;
    const focused = /** @type {HTMLElement | null} */ (this.#foot.querySelector(':focus'));
    const parts = [];
    if (cut) {
      parts.push(element('span', { class: 'cut' }, this.#say('thread.interrupted')));
    }
    if (hearable) {
      parts.push(
        this.#playing
          ? iconButton('stop', this.#say('thread.hush'), () => this.#actions.hush(), {
              className: 'small hear-again',
              bare: true,
            })
          : iconButton('again', this.#say('thread.again'), () => this.#hear(0), {
              className: 'small hear-again',
              bare: true,
            }),
      );
    }
    if (role === 'agent' && final && navigator.clipboard !== undefined) {
      const copy = iconButton('copy', this.#say('thread.copy'), () => void this.#copy(copy), {
        className: 'small',
        bare: true,
      });
      parts.push(copy);
    }
    if (latency !== null) {
      const chip = latencyChip(latency, this.#say, this.#language);
      chip.open = opened;
      parts.push(chip);
    }
    this.#foot.replaceChildren(...parts);
    this.#foot.hidden = parts.length === 0;
    if (focused?.classList.contains('hear-again') === true) {
      /** @type {HTMLElement | null} */ (this.#foot.querySelector('.hear-again'))?.focus();
    }
  }

  /** @param {HTMLElement} button */
  #copy(button) {
    return copyBy(button, this.#caption.text, this.#say('log.copied'));
  }

  /** @param {number} from */
  #hear(from) {
    const selection = getSelection();
    if (selection !== null && selection.type === 'Range') {
      return;
    }
    this.#actions.hearAgain(this.#caption.item, from, () => this.#setPlaying(false));
    this.#setPlaying(true);
  }

  /** @param {boolean} playing */
  #setPlaying(playing) {
    this.#playing = playing;
    this.root.classList.toggle('playing', playing);
    this.#drawFoot();
  }
}

/**
 * The start of the word that this character is in: half a word was not understood.
 *
 * @param {string} text
 * @param {number} chars
 */
function atWordStart(text, chars) {
  const inside = /\S/u.test(text[chars] ?? ' ') && /\S/u.test(text[chars - 1] ?? ' ');
  return inside ? text.slice(0, chars).search(/\S*$/u) : chars;
}

/**
 * The end of the word that this character is in.
 *
 * @param {string} text
 * @param {number} chars
 */
function atWordEnd(text, chars) {
  if (chars <= 0) {
    return 0;
  }
  const space = text.slice(chars).search(/\s/u);
  return space === -1 ? text.length : chars + space;
}

/**
 * @param {import('../messages.js').ToolMessage} tool
 * @param {Translate} say
 * @param {string} language
 * @param {CaptionActions} actions
 */
function toolCard(tool, say, language, actions) {
  const took =
    tool.tookMs === undefined
      ? ''
      : `${(tool.tookMs / 1000).toLocaleString(language, { maximumFractionDigits: 1 })} s`;
  const parts = [...part(say('tool.input'), tool.input), ...part(say('tool.result'), tool.result)];
  const summary = element(
    'summary',
    {},
    icon('tool'),
    element('code', {}, tool.name),
    element('span', { class: `status ${tool.status}` }, say(`tool.${tool.status}`)),
    element('span', { class: 'took' }, took),
  );
  const card = element('details', { class: 'tool-card' }, summary, ...parts);
  card.open = tool.status === 'asking';
  if (tool.status === 'asking') {
    /** @param {boolean} approved */
    const answer = (approved) => {
      actions.approve(tool.id, approved);
      for (const button of ask.querySelectorAll('button')) {
        button.disabled = true;
      }
    };
    const ask = element(
      'div',
      { class: 'ask' },
      element(
        'button',
        { type: 'button', class: 'quiet', click: () => answer(true) },
        say('tool.allow'),
      ),
      element(
        'button',
        { type: 'button', class: 'quiet', click: () => answer(false) },
        say('tool.deny'),
      ),
    );
    card.append(ask);
  }
  return card;
}

/**
 * @param {string} title
 * @param {string | undefined} text
 */
function part(title, text) {
  return text === undefined || text === ''
    ? []
    : [element('h3', {}, title), element('pre', { tabindex: '0' }, text)];
}
