import { LANGUAGES } from '../i18n/index.js';
import { element, iconButton } from './dom.js';

/**
 * The dialog in which devices, the agent and the looks are chosen. What the server does not let the
 * caller choose is shown, and says so.
 *
 * @typedef {import('../server.js').Agent} Agent
 * @typedef {import('../server.js').Choice} Choice
 * @typedef {object} Choices
 * @property {string} theme
 * @property {string} language of the page
 * @property {string} microphone
 * @property {string} speaker
 * @property {boolean} hold
 * @property {boolean} echo
 * @property {boolean} noise
 * @property {boolean} gain
 * @property {string} agent
 * @property {string} voice
 * @property {string} conversation-language
 * @property {string} sensitivity
 * @property {string} silence
 * @property {string} speed
 * @property {boolean} greeting
 * @typedef {(name: keyof Choices, value: string) => void} Chosen a switch is `on` or empty
 *
 * @typedef {object} SettingsActions
 * @property {Chosen} chosen
 * @property {() => void} tone
 * @property {() => void} check
 * @property {() => void} preview lets the chosen voice say a sentence
 * @property {() => void} signOut
 */

/** @typedef {readonly [value: string, label: string]} Option */

export class Settings {
  root;
  #say;
  #choices;
  #microphone;
  #speaker;
  #speakerRow;
  #agent;
  #agentRow;
  #agentRows;
  #actions;
  #preview;
  #signOut;
  /** @type {Agent | null} */
  #shown = null;

  /**
   * @param {import('../i18n/index.js').Translate} say
   * @param {Choices} choices
   * @param {{ canChooseSpeaker: boolean }} browser
   * @param {SettingsActions} actions
   */
  constructor(say, choices, { canChooseSpeaker }, actions) {
    this.#say = say;
    this.#choices = choices;
    this.#actions = actions;
    this.#microphone = this.#select('microphone', []);
    this.#speaker = this.#select('speaker', []);
    this.#speakerRow = row(say('settings.speaker'), this.#speaker);
    this.#speakerRow.hidden = !canChooseSpeaker;
    this.#agent = this.#select('agent', []);
    this.#agentRow = row(say('settings.agent'), this.#agent);
    this.#agentRow.hidden = true;
    this.#agentRows = element('div', { class: 'rows' });
    this.#preview = element(
      'button',
      { type: 'button', class: 'quiet', click: actions.preview },
      say('settings.preview'),
    );
    this.#signOut = element(
      'button',
      { type: 'button', class: 'quiet', hidden: true, click: actions.signOut },
      say('settings.sign-out'),
    );
    /** @type {Option[]} */
    const languages = Object.entries(LANGUAGES).map(([code, { name }]) => [code, name]);
    /** @type {Option[]} */
    const themes = /** @type {const} */ (['system', 'light', 'dark']).map((theme) => [
      theme,
      say(`settings.theme.${theme}`),
    ]);
    this.root = element(
      'dialog',
      { class: 'panel settings', 'aria-label': say('settings.title') },
      element(
        'div',
        { class: 'head' },
        element('h2', {}, say('settings.title')),
        iconButton('close', say('action.close'), () => this.root.close(), { bare: true }),
      ),
      group(
        say('settings.group.sound'),
        row(say('settings.microphone'), this.#microphone),
        this.#speakerRow,
        this.#switch('hold', say('settings.hold'), say('settings.hold.about')),
        this.#switch('echo', say('settings.echo'), say('settings.echo.about')),
        this.#switch('noise', say('settings.noise'), say('settings.noise.about')),
        this.#switch('gain', say('settings.gain'), say('settings.gain.about')),
        element(
          'div',
          { class: 'buttons' },
          element(
            'button',
            { type: 'button', class: 'quiet', click: actions.check },
            say('check.open'),
          ),
          element(
            'button',
            { type: 'button', class: 'quiet', click: actions.tone },
            say('check.tone'),
          ),
        ),
      ),
      group(say('settings.group.agent'), this.#agentRow, this.#agentRows),
      group(
        say('settings.group.page'),
        row(say('settings.language'), this.#select('language', languages)),
        row(say('settings.theme'), this.#select('theme', themes)),
        element('div', { class: 'buttons' }, this.#signOut),
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
   * @param {import('../server.js').Status} status
   * @param {string} agent the chosen one
   */
  showStatus(status, agent) {
    this.#signOut.hidden = !status.signOut;
    this.#showAgents(status.agents, agent);
  }

  /**
   * @param {'microphone' | 'speaker'} kind
   * @param {{ id: string, label: string }[]} devices
   * @param {string} chosen
   */
  showDevices(kind, devices, chosen) {
    const known = devices.some((device) => device.id === chosen);
    const named = devices.some((device) => device.id === 'default');
    fill(
      kind === 'microphone' ? this.#microphone : this.#speaker,
      [
        ...(named ? [] : [/** @type {Option} */ (['', this.#say('settings.device.default')])]),
        ...devices.map(
          ({ id, label }, index) =>
            /** @type {Option} */ ([
              id,
              label || this.#say(`settings.${kind}.unnamed`, { number: index + 1 }),
            ]),
        ),
      ],
      known ? chosen : named ? 'default' : '',
    );
  }

  /**
   * @param {Agent[]} agents
   * @param {string} chosen
   */
  #showAgents(agents, chosen) {
    this.#agentRow.hidden = agents.length < 2;
    fill(
      this.#agent,
      agents.map(({ name, title }) => [name, title]),
      chosen,
    );
    const agent = agents.find(({ name }) => name === chosen) ?? null;
    if (agent !== null && JSON.stringify(agent) !== JSON.stringify(this.#shown)) {
      this.#shown = agent;
      this.#showAgent(agent);
    }
  }

  /** @param {Agent} agent */
  #showAgent(agent) {
    const say = this.#say;
    /** @type {Option} */
    const own = ['', say('settings.own')];
    const voice = this.#select('voice', [
      /** @type {Option} */ (['', agent.voice === '' ? say('settings.own') : agent.voice]),
      ...agent.voices
        .filter((name) => name !== agent.voice)
        .map((name) => /** @type {Option} */ ([name, name])),
    ]);
    const names = new Intl.DisplayNames([this.#choices.language], { type: 'language' });
    this.#agentRows.replaceChildren(
      this.#locked(agent, 'voice', say('settings.voice'), voice, this.#preview),
      this.#locked(
        agent,
        'language',
        say('settings.conversation-language'),
        this.#select('conversation-language', [
          own,
          ...agent.languages.map((tag) => /** @type {Option} */ ([tag, names.of(tag) ?? tag])),
        ]),
      ),
      this.#locked(
        agent,
        'sensitivity',
        say('settings.sensitivity'),
        this.#select('sensitivity', [
          own,
          ['low', say('settings.sensitivity.low')],
          ['high', say('settings.sensitivity.high')],
        ]),
      ),
      this.#locked(
        agent,
        'silence',
        say('settings.silence'),
        this.#select('silence', [
          own,
          ['300', say('settings.silence.quick')],
          ['500', say('settings.silence.usual')],
          ['1000', say('settings.silence.patient')],
        ]),
      ),
      this.#locked(
        agent,
        'speed',
        say('settings.speed'),
        this.#select('speed', [
          ['', '1×'],
          ['0.8', '0.8×'],
          ['1.2', '1.2×'],
          ['1.4', '1.4×'],
        ]),
      ),
      ...(agent.greets
        ? [
            this.#locked(
              agent,
              'greeting',
              '',
              this.#switch('greeting', say('settings.greeting'), say('settings.greeting.about')),
            ),
          ]
        : []),
    );
  }

  /**
   * A control, or the same, greyed and with the reason, where the server decides.
   *
   * @param {Agent} agent
   * @param {Choice} choice
   * @param {string} label empty when the control has its own
   * @param {HTMLElement} control
   * @param {...HTMLElement} more
   */
  #locked(agent, choice, label, control, ...more) {
    const free = agent.choices.includes(choice);
    const inner = control.matches('select') ? control : control.querySelector('input');
    inner?.toggleAttribute('disabled', !free);
    const shown = label === '' ? control : row(label, control);
    if (!free) {
      shown.append(element('small', {}, this.#say('settings.locked')));
    }
    return element('div', { class: 'field' }, shown, ...(free ? more : []));
  }

  /**
   * @param {keyof Choices} name
   * @param {Option[]} options
   */
  #select(name, options) {
    const made = element('select', {
      'data-name': name,
      change: () => {
        Object.assign(this.#choices, { [name]: made.value });
        this.#actions.chosen(name, made.value);
      },
    });
    fill(made, options, String(this.#choices[name]));
    return made;
  }

  /**
   * @param {'hold' | 'echo' | 'noise' | 'gain' | 'greeting'} name
   * @param {string} label
   * @param {string} about
   */
  #switch(name, label, about) {
    const box = element('input', {
      type: 'checkbox',
      'data-name': name,
      checked: this.#choices[name],
      change: () => {
        Object.assign(this.#choices, { [name]: box.checked });
        this.#actions.chosen(name, box.checked ? 'on' : '');
      },
    });
    return element(
      'label',
      { class: 'switch' },
      box,
      element('span', {}, element('span', {}, label), element('small', {}, about)),
    );
  }
}

/**
 * @param {string} title
 * @param {...HTMLElement} rows
 */
function group(title, ...rows) {
  return element('fieldset', {}, element('legend', {}, title), ...rows);
}

/**
 * @param {string} label
 * @param {HTMLElement} control
 */
function row(label, control) {
  return element('label', { class: 'row' }, element('span', {}, label), control);
}

/**
 * @param {HTMLSelectElement} control
 * @param {Option[]} options
 * @param {string} chosen
 */
function fill(control, options, chosen) {
  const shown = [...control.options].map(({ value, text }) => `${value} ${text}`).join();
  const wanted = options.map(([value, text]) => `${value} ${text}`).join();
  if (shown !== wanted) {
    control.replaceChildren(...options.map(([value, text]) => element('option', { value }, text)));
  }
  control.value = options.some(([value]) => value === chosen) ? chosen : (options[0]?.[0] ?? '');
}
