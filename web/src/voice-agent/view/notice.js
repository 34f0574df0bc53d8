import { isTextKey } from '../i18n/index.js';

/**
 * What a notice says to the reader. English readers get the server's own sentence, which has its reason in
 * it; others one of their language, with the reason behind it as the application wrote it.
 *
 * @param {import('../i18n/index.js').Translate} say
 * @param {string} language of the page
 * @param {string} code
 * @param {string} text the server's sentence; empty where the page noticed by itself
 * @param {string} reason empty where there is none
 */
export function noticeWords(say, language, code, text, reason) {
  const key = `notice.${code}`;
  if (!isTextKey(key) || (text !== '' && language === 'en')) {
    return text;
  }
  return reason === '' ? say(key) : `${say(key)} ${reason}`;
}
