/**
 * What the agent said, as it came, so that it can be heard again: the last minutes of it, whole
 * answers.
 *
 * Beside the audio stand marks: how much audio had come when so much text was there. A service sends
 * words before the sound of them, so a mark tells where in the audio they begin. Some services say for
 * each word when it sounds; then that counts.
 *
 * @typedef {{ chars: number, samples: number }} Mark
 * @typedef {{ from: number, to: number, sample: number, samples: number }} TimedWord
 * @typedef {{ chunks: { offset: number, samples: Int16Array }[], received: number }} Answer
 */

const RATE_HZ = 24_000;
/** Five minutes are 14 MB. */
const GREATEST_KEPT = 5 * 60 * RATE_HZ;

export class KeptAudio {
  /** @type {Map<number, Answer>} oldest first */
  #answers = new Map();
  /** @type {Map<number, Mark[]>} */
  #marks = new Map();
  /** @type {Map<number, TimedWord[]>} by rising sample */
  #words = new Map();
  #kept = 0;
  #greatest;

  /** @param {number} [greatest] samples kept at most */
  constructor(greatest = GREATEST_KEPT) {
    this.#greatest = greatest;
  }

  /** How many samples are kept. */
  get kept() {
    return this.#kept;
  }

  clear() {
    this.#answers.clear();
    this.#marks.clear();
    this.#words.clear();
    this.#kept = 0;
  }

  /**
   * @param {number} response
   * @param {number} offset
   * @param {Int16Array} samples are taken over
   */
  add(response, offset, samples) {
    let answer = this.#answers.get(response);
    if (answer === undefined) {
      answer = { chunks: [], received: 0 };
      this.#answers.set(response, answer);
    }
    answer.chunks.push({ offset, samples });
    answer.received = Math.max(answer.received, offset + samples.length);
    this.#kept += samples.length;
    this.#forget(response);
  }

  /**
   * So much of a response's text is there now.
   *
   * @param {number} response
   * @param {number} chars
   */
  mark(response, chars) {
    const marks = this.#marks.get(response) ?? [];
    this.#marks.set(response, marks);
    const samples = this.received(response);
    const last = marks.at(-1);
    if (last?.samples === samples) {
      last.chars = Math.max(last.chars, chars);
    } else if (chars > (last?.chars ?? 0)) {
      marks.push({ chars, samples });
    }
  }

  /**
   * A word of a response's text sounds there.
   *
   * @param {number} response
   * @param {TimedWord} word
   */
  time(response, { from, to, sample, samples }) {
    const words = this.#words.get(response) ?? [];
    this.#words.set(response, words);
    if (sample >= (words.at(-1)?.sample ?? 0)) {
      words.push({ from, to, sample, samples });
    }
  }

  /** @param {number} response */
  received(response) {
    return this.#answers.get(response)?.received ?? 0;
  }

  /** @param {number} response */
  has(response) {
    return this.#answers.has(response);
  }

  /**
   * @param {number} response
   * @returns {Int16Array} all of it; empty when it is not kept
   */
  audio(response) {
    const answer = this.#answers.get(response);
    const whole = new Int16Array(answer?.received ?? 0);
    for (const { offset, samples } of answer?.chunks ?? []) {
      whole.set(samples, offset);
    }
    return whole;
  }

  /**
   * Where in the audio the text from here on begins.
   *
   * @param {number} response
   * @param {number} chars
   */
  startOf(response, chars) {
    const word = this.#words.get(response)?.find(({ to }) => to > chars);
    if (word !== undefined) {
      return word.sample;
    }
    let before = 0;
    for (const mark of this.#marks.get(response) ?? []) {
      if (mark.chars > chars) {
        return this.#between(before, mark.chars, chars, mark.samples, response);
      }
      before = mark.chars;
    }
    return this.received(response);
  }

  /**
   * How much of the text has been said, after so many samples.
   *
   * @param {number} response
   * @param {number} samples
   * @param {number} length of the text as it is known now
   */
  charsAt(response, samples, length) {
    const words = this.#words.get(response) ?? [];
    const last = words.at(-1);
    if (last !== undefined && samples < last.sample + last.samples) {
      const now = words.findLast(({ sample }) => sample <= samples);
      if (now === undefined) {
        return 0;
      }
      const share = Math.min(1, (samples - now.sample) / Math.max(1, now.samples));
      return Math.min(length, Math.round(now.from + (now.to - now.from) * share));
    }
    const marks = this.#marks.get(response) ?? [];
    let from = { chars: 0, samples: 0 };
    for (let i = 0; i < marks.length; i++) {
      const mark = /** @type {Mark} */ (marks[i]);
      const end = marks[i + 1]?.samples ?? this.received(response);
      if (samples < end) {
        const share = (samples - mark.samples) / Math.max(1, end - mark.samples);
        return Math.min(
          length,
          Math.round(from.chars + (mark.chars - from.chars) * Math.max(0, share)),
        );
      }
      from = mark;
    }
    return samples > 0 ? length : 0;
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {number} chars between them
   * @param {number} start where the sound of these characters begins
   * @param {number} response
   */
  #between(from, to, chars, start, response) {
    const marks = this.#marks.get(response) ?? [];
    const next = marks.find((mark) => mark.samples > start);
    const end = next?.samples ?? this.received(response);
    return Math.round(start + ((end - start) * (chars - from)) / Math.max(1, to - from));
  }

  /** @param {number} newest stays, however long it is */
  #forget(newest) {
    for (const [response, answer] of this.#answers) {
      if (this.#kept <= this.#greatest || response === newest) {
        return;
      }
      this.#answers.delete(response);
      this.#marks.delete(response);
      this.#words.delete(response);
      this.#kept -= answer.chunks.reduce((sum, { samples }) => sum + samples.length, 0);
    }
  }
}
