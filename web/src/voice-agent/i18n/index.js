import en from './en.js';

/**
 * The page's languages. A new one is a file like `es.js` and a line in `LANGUAGES`; only the one that is
 * read is loaded, and English, which stands in when that fails.
 *
 * @typedef {import('./en.js').Texts} Texts
 * @typedef {keyof Texts} TextKey
 * @typedef {(key: TextKey, fields?: Record<string, string | number>) => string} Translate
 */

/** @type {Readonly<Record<string, { name: string, load: () => Promise<Texts> }>>} */
export const LANGUAGES = {
  en: { name: 'English', load: async () => en },
  es: { name: 'Español', load: async () => (await import('./es.js')).default },
  pt: { name: 'Português', load: async () => (await import('./pt.js')).default },
  fr: { name: 'Français', load: async () => (await import('./fr.js')).default },
  de: { name: 'Deutsch', load: async () => (await import('./de.js')).default },
};

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
 * @returns {Promise<Translate>}
 */
export async function translator(language) {
  const texts = (await LANGUAGES[language]?.load().catch(() => undefined)) ?? en;
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
