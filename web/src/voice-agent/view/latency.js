import { isTextKey } from '../i18n/index.js';
import { percentile } from '../turn-timer.js';
import { drawing, element } from './dom.js';

/** @typedef {import('../turn-timer.js').Figure} Figure */

/**
 * @param {number} ms
 * @param {string} language
 */
function seconds(ms, language) {
  return (ms / 1000).toLocaleString(language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
}

/**
 * @param {Figure} figure
 * @returns {import('../i18n/index.js').TextKey}
 */
function titleOf({ asHeard, typed }) {
  if (!asHeard) {
    return 'latency.title.server';
  }
  return typed === true ? 'latency.title.typed' : 'latency.title';
}

/**
 * How long an answer took: a small figure that opens into its stages.
 *
 * @param {Figure} figure
 * @param {import('../i18n/index.js').Translate} say
 * @param {string} language
 */
export function latencyChip(figure, say, language) {
  const total = seconds(figure.totalMs, language);
  const longestMs = Math.max(figure.totalMs, ...figure.stages.map((stage) => stage.atMs), 1);
  let beforeMs = 0;
  const rows = figure.stages.map(({ name, atMs }) => {
    const key = `latency.stage.${name}`;
    const bar = element('i');
    bar.style.marginInlineStart = `${(100 * beforeMs) / longestMs}%`;
    bar.style.inlineSize = `${(100 * Math.max(0, atMs - beforeMs)) / longestMs}%`;
    beforeMs = Math.max(beforeMs, atMs);
    return element(
      'li',
      {},
      element('span', {}, isTextKey(key) ? say(key) : name),
      element('span', { class: 'track', 'aria-hidden': 'true' }, bar),
      element('b', {}, `${Math.round(atMs)} ms`),
    );
  });
  return element(
    'details',
    {
      class: 'latency',
      toggle: (/** @type {Event} */ event) => {
        const details = /** @type {HTMLDetailsElement} */ (event.target);
        if (details.open) {
          details.lastElementChild?.scrollIntoView({ block: 'nearest' });
        }
      },
    },
    element(
      'summary',
      { 'aria-label': say('latency.label', { seconds: total }) },
      say('latency.summary', { seconds: total }),
    ),
    element('p', {}, say(titleOf(figure))),
    element('ol', {}, ...rows),
  );
}

const BARS = 24;
/** Of fewer answers a share says nothing. */
export const LEAST = 3;
const STEP = 10;
const HEIGHT = 44;

/** The figures of the whole conversation: the middle one, the worst but for one in twenty, and a bar for each. */
export class LatencyBoard {
  root;
  #say;
  #language;
  #text = element('p');
  #chart = drawing('svg', { 'aria-hidden': 'true' });

  /**
   * @param {import('../i18n/index.js').Translate} say
   * @param {string} language
   */
  constructor(say, language) {
    this.#say = say;
    this.#language = language;
    this.root = element(
      'figure',
      { class: 'board', hidden: true },
      element('figcaption', {}, this.#text),
    );
    this.root.prepend(this.#chart);
  }

  /** @param {number[]} figures in milliseconds, oldest first */
  show(figures) {
    this.root.hidden = figures.length < LEAST;
    if (this.root.hidden) {
      return;
    }
    const shown = figures.slice(-BARS);
    const most = Math.max(...shown);
    const width = STEP * shown.length;
    this.#chart.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
    this.#chart.setAttribute('width', String(width));
    this.#chart.replaceChildren(
      ...shown.map((ms, index) => {
        const height = Math.max(2, (ms / most) * (HEIGHT - 2));
        return drawing('rect', {
          x: index * STEP + 2,
          y: HEIGHT - height,
          width: STEP - 4,
          height,
          rx: 3,
        });
      }),
    );
    this.#text.textContent = this.#say('board.text', {
      median: seconds(percentile(figures, 0.5), this.#language),
      most: seconds(percentile(figures, 0.95), this.#language),
      count: figures.length,
    });
  }
}
