import { isTextKey } from '../i18n/index.js';
import { element } from './dom.js';

/**
 * How long an answer took: a small figure that opens into its stages.
 *
 * @param {import('../messages.js').LatencyMessage} latency
 * @param {import('../i18n/index.js').Translate} say
 * @param {string} language
 */
export function latencyChip(latency, say, language) {
  /** @param {number} ms */
  const seconds = (ms) =>
    (ms / 1000).toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const total = seconds(latency.totalMs);
  const longestMs = Math.max(latency.totalMs, ...latency.stages.map((stage) => stage.atMs), 1);
  let beforeMs = 0;
  const rows = latency.stages.map(({ name, atMs }) => {
    const key = `latency.stage.${name}`;
    const bar = element('i');
    bar.style.marginInlineStart = `${(100 * beforeMs) / longestMs}%`;
    bar.style.inlineSize = `${(100 * Math.max(0, atMs - beforeMs)) / longestMs}%`;
    beforeMs = atMs;
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
        details.lastElementChild?.scrollIntoView({ block: 'nearest' });
      },
    },
    element(
      'summary',
      { 'aria-label': say('latency.label', { seconds: total }) },
      say('latency.summary', { seconds: total }),
    ),
    element('p', {}, say('latency.title')),
    element('ol', {}, ...rows),
  );
}
