import { preference } from './preferences.js';

/**
 * What the caller chose, as it is needed: for the settings, for the microphone, for a conversation.
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
 * @param {string} agent
 * @returns {import('./view/settings.js').Choices}
 */
export function choicesOf(language, agent) {
  return {
    ...treatment(),
    theme: preference('theme') || 'system',
    language,
    microphone: preference('microphone'),
    speaker: preference('speaker'),
    hold: preference('hold') === 'on',
    agent,
    voice: preference('voice'),
    'conversation-language': preference('conversation-language'),
    sensitivity: preference('sensitivity'),
    silence: preference('silence'),
    speed: preference('speed'),
    greeting: preference('greeting') !== 'off',
  };
}

/**
 * @param {string} name of the agent
 * @param {string} pageLanguage
 * @param {import('./server.js').Agent | undefined} agent what it allows; undefined for nothing
 * @returns {import('./server.js').ConversationWish} what the caller chose and the agent allows
 */
export function wishOf(name, pageLanguage, agent) {
  /** @type {import('./server.js').ConversationWish} */
  const wish = { agent: name, language: pageLanguage };
  const may = (/** @type {import('./server.js').Choice} */ choice) =>
    agent?.choices.includes(choice) === true;
  const voice = preference('voice');
  if (may('voice') && agent?.voices.includes(voice) === true) {
    wish.voice = voice;
  }
  const language = preference('conversation-language');
  if (may('language') && agent?.languages.includes(language) === true) {
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
