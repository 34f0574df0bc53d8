import en from './en.js';
import es from './es.js';

/**
 * The page's languages. A new one is a file like `es.js` and a line in `LANGUAGES`.
 *
 * @typedef {keyof import('./en.js').Texts} TextKey
 * @typedef {(key: TextKey, fields?: Record<string, string | number>) => string} Translate
 */

/** @type {Readonly<Record<string, import('./en.js').Texts>>} */
export const LANGUAGES = { en, es };

/**
 * The first language of the reader's that the page has; else English.
 *
 * @param {readonly string[]} wanted language tags, the dearest first
 */
export function chooseLanguage(wanted) {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0] ?? '';
    if (Object.hasOwn(LANGUAGES, language)) {
      return language;
    }
  }
  return 'en';
}

/**
 * @param {string} language
 * @returns {Translate}
 */
export function translator(language) {
  const texts = LANGUAGES[language] ?? en;
  return (key, fields = {}) =>
    texts[key].replace(/\{(\w+)\}/g, (hole, name) => String(fields[name] ?? hole));
}

/**
 * Whether there is a text for a key that came from elsewhere.
 *
 * @param {string} key
 * @returns {key is TextKey}
 */
export function isTextKey(key) {
  return Object.hasOwn(en, key);
}
