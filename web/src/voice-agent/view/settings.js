import { LANGUAGES } from '../i18n/index.js';
import { element, iconButton } from './dom.js';

/**
 * @typedef {{ theme: string, language: string, deviceId: string, profile: string }} Choices
 * @typedef {(name: keyof Choices, value: string) => void} Chosen
 */

/** The dialog in which microphone, language, agent and colours are chosen. */
export class Settings {
  root;
  #say;
  #microphone;
  #profile;
  #profileRow;

  /**
   * @param {import('../i18n/index.js').Translate} say
   * @param {Choices} choices
   * @param {Chosen} chosen
   */
  constructor(say, choices, chosen) {
    this.#say = say;
    this.#microphone = select([], '', (value) => chosen('deviceId', value));
    this.#profile = select([], '', (value) => chosen('profile', value));
    this.#profileRow = row(say('settings.profile'), this.#profile);
    this.#profileRow.hidden = true;
    const languages = Object.entries(LANGUAGES).map(
      ([code, { name }]) => /** @type {const} */ ([code, name]),
    );
    const themes = /** @type {const} */ (['system', 'light', 'dark']).map(
      (theme) => /** @type {const} */ ([theme, say(`settings.theme.${theme}`)]),
    );
    this.root = element(
      'dialog',
      { class: 'settings', 'aria-label': say('settings.title') },
      element(
        'header',
        {},
        element('h2', {}, say('settings.title')),
        iconButton('close', say('action.close'), () => this.root.close(), { bare: true }),
      ),
      row(say('settings.microphone'), this.#microphone),
      row(
        say('settings.language'),
        select(languages, choices.language, (value) => chosen('language', value)),
      ),
      this.#profileRow,
      row(
        say('settings.theme'),
        select(themes, choices.theme, (value) => chosen('theme', value)),
      ),
      element('p', {}, say('settings.next')),
    );
    this.root.addEventListener('click', (event) => {
      if (event.target === this.root) {
        this.root.close();
      }
    });
  }

  open() {
    this.root.showModal();
  }

  /**
   * @param {{ id: string, label: string }[]} devices
   * @param {string} chosen
   */
  showMicrophones(devices, chosen) {
    const known = devices.some((device) => device.id === chosen);
    fill(
      this.#microphone,
      [
        ...(devices.some((device) => device.id === 'default')
          ? []
          : [/** @type {const} */ (['', this.#say('settings.microphone.default')])]),
        ...devices.map(
          ({ id, label }, index) =>
            /** @type {const} */ ([
              id,
              label || this.#say('settings.microphone.unnamed', { number: index + 1 }),
            ]),
        ),
      ],
      known ? chosen : '',
    );
  }

  /**
   * @param {string[]} profiles
   * @param {string} chosen
   */
  showProfiles(profiles, chosen) {
    this.#profileRow.hidden = profiles.length < 2;
    fill(
      this.#profile,
      profiles.map((name) => /** @type {const} */ ([name, name])),
      chosen,
    );
  }
}

/**
 * @param {string} label
 * @param {HTMLSelectElement} control
 */
function row(label, control) {
  return element('label', {}, element('span', {}, label), control);
}

/**
 * @param {(readonly [value: string, label: string])[]} options
 * @param {string} chosen
 * @param {(value: string) => void} changed
 */
function select(options, chosen, changed) {
  const made = element('select', { change: () => changed(made.value) });
  fill(made, options, chosen);
  return made;
}

/**
 * @param {HTMLSelectElement} control
 * @param {(readonly [value: string, label: string])[]} options
 * @param {string} chosen
 */
function fill(control, options, chosen) {
  const shown = [...control.options].map(({ value, text }) => `${value} ${text}`).join();
  const wanted = options.map(([value, text]) => `${value} ${text}`).join();
  if (shown !== wanted) {
    control.replaceChildren(...options.map(([value, text]) => element('option', { value }, text)));
  }
  control.value = chosen;
}
