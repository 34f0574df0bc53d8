/**
 * Whether the words of the caller are the agent's own, come back through the microphone.
 */

const LEAST_WORDS = 4;
const MOST_OF_THEM = 0.75;

/**
 * @param {string} user what the caller is said to have said
 * @param {string[]} agent what the agent said around that time
 */
export function isEcho(user, agent) {
  const said = wordsOf(user);
  if (said.length < LEAST_WORDS) {
    return false;
  }
  return agent.some((text) => longestRun(said, wordsOf(text)) >= said.length * MOST_OF_THEM);
}

/** @param {string} text */
function wordsOf(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
}

/**
 * How many words of `a` come in the same order in `b`.
 *
 * @param {string[]} a
 * @param {string[]} b
 */
function longestRun(a, b) {
  let before = new Uint16Array(b.length + 1);
  for (const word of a) {
    const row = new Uint16Array(b.length + 1);
    for (let j = 1; j <= b.length; j++) {
      row[j] =
        word === b[j - 1]
          ? /** @type {number} */ (before[j - 1]) + 1
          : Math.max(/** @type {number} */ (before[j]), /** @type {number} */ (row[j - 1]));
    }
    before = row;
  }
  return before[b.length] ?? 0;
}
