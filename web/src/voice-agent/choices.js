import { preference } from './preferences.js';

/**
 * What the caller chose, as it is needed: for the settings, for the microphone, for a talk.
 */

/** @returns {import('./microphone.js').Treatment} */
export function treatment() {
  return {
    echo: preference('echo') !== 'off',
    noise: preference('noise') !== 'off',
    gain: preference('gain') !== 'off',
  };
}

/**
 * @param {string} language of the page
 * @param {string} profile
 * @returns {import('./view/settings.js').Choices}
 */
export function choicesOf(language, profile) {
  return {
    ...treatment(),
    theme: preference('theme') || 'system',
    language,
    microphone: preference('microphone'),
    speaker: preference('speaker'),
    hold: preference('hold') === 'on',
    profile,
    voice: preference('voice'),
    'talk-language': preference('talk-language'),
    sensitivity: preference('sensitivity'),
    silence: preference('silence'),
    speed: preference('speed'),
    greeting: preference('greeting') !== 'off',
  };
}

/**
 * @param {string} name of the profile
 * @param {string} pageLanguage
 * @param {import('./server.js').Profile | undefined} profile what it allows; undefined for nothing
 * @returns {import('./server.js').TalkWish} what the caller chose and the profile allows
 */
export function wishOf(name, pageLanguage, profile) {
  /** @type {import('./server.js').TalkWish} */
  const wish = { profile: name, language: pageLanguage };
  const may = (/** @type {import('./server.js').Choice} */ choice) =>
    profile?.choices.includes(choice) === true;
  const voice = preference('voice');
  if (may('voice') && profile?.voices.includes(voice) === true) {
    wish.voice = voice;
  }
  const language = preference('talk-language');
  if (may('language') && profile?.languages.includes(language) === true) {
    wish.language = language;
  }
  const sensitivity = preference('sensitivity');
  if (may('sensitivity') && (sensitivity === 'low' || sensitivity === 'high')) {
    wish.sensitivity = sensitivity;
  }
  if (may('silence') && preference('silence') !== '') {
    wish.silenceMs = Number(preference('silence'));
  }
  if (may('speed') && preference('speed') !== '') {
    wish.speed = Number(preference('speed'));
  }
  if (may('greeting') && preference('greeting') === 'off') {
    wish.greeting = false;
  }
  return wish;
}
