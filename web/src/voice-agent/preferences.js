/**
 * What the caller chose, kept by the browser. A browser that keeps nothing forgets it with the page.
 *
 * @typedef {'theme' | 'language' | 'microphone' | 'speaker' | 'volume' | 'hold' | 'echo' | 'noise'
 *   | 'gain' | 'voice' | 'conversation-language' | 'sensitivity' | 'silence' | 'speed'
 *   | 'greeting'} Preference
 */

/** @param {Preference} name */
export function preference(name) {
  try {
    return localStorage.getItem(`charla.${name}`) ?? '';
  } catch {
    return '';
  }
}

/**
 * @param {Preference} name
 * @param {string} value empty to forget it
 */
export function prefer(name, value) {
  try {
    if (value === '') {
      localStorage.removeItem(`charla.${name}`);
    } else {
      localStorage.setItem(`charla.${name}`, value);
    }
  } catch {
    // Nothing is kept, as the caller's browser wishes.
  }
}
