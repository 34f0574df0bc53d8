import { drawing, element, iconButton, labelButton } from './dom.js';
import { closesByItself } from './stage.js';

/**
 * @typedef {import('../server.js').Status} Status
 * @typedef {object} HeaderActions
 * @property {() => void} settings
 * @property {() => void} log
 * @property {() => void} check
 * @property {() => void} theme
 */

/** The bar on top: the name, the badge that tells what answers, and three small buttons. */
export class Header {
  root;
  #say;
  #badge;
  #badgeLabel = element('span');
  #badgeText = element('p');
  #indirect = element('span', { class: 'indirect', hidden: true });
  #log;
  #theme;

  /**
   * @param {import('../i18n/index.js').Translate} say
   * @param {HeaderActions} actions
   */
  constructor(say, actions) {
    this.#say = say;
    this.#badge = element(
      'details',
      { class: 'badge', hidden: true },
      element('summary', {}, this.#badgeLabel),
      this.#badgeText,
    );
    closesByItself(this.#badge);
    this.#log = iconButton('log', say('log.open'), actions.log, { bare: true });
    this.#log.setAttribute('aria-controls', 'event-log');
    this.#log.setAttribute('aria-expanded', 'false');
    this.#indirect.textContent = say('badge.indirect');
    this.#indirect.title = say('badge.indirect.about');
    this.#theme = iconButton('moon', say('theme.toggle.dark'), actions.theme, { bare: true });
    this.root = element(
      'header',
      { class: 'bar' },
      element('span', { class: 'brand' }, mark(), element('span', {}, 'Charla')),
      this.#badge,
      this.#indirect,
      element(
        'nav',
        { 'aria-label': say('header.tools') },
        this.#theme,
        iconButton('check', say('check.open'), actions.check, { bare: true }),
        this.#log,
        iconButton('settings', say('settings.open'), actions.settings, { bare: true }),
      ),
    );
  }

  /** @param {boolean} dark whether the page is dark now */
  showTheme(dark) {
    labelButton(
      this.#theme,
      dark ? 'sun' : 'moon',
      this.#say(dark ? 'theme.toggle.light' : 'theme.toggle.dark'),
    );
  }

  /** @param {boolean} indirect whether the network lets no WebSocket through */
  showIndirect(indirect) {
    this.#indirect.hidden = !indirect;
  }

  /** @param {boolean} open */
  showLog(open) {
    this.#log.setAttribute('aria-expanded', String(open));
  }

  focusLog() {
    this.#log.focus();
  }

  /** @param {Status | 'unreachable'} status */
  showStatus(status) {
    this.#badge.classList.toggle('bad', status === 'unreachable');
    if (status === 'unreachable') {
      this.#showBadge('badge.unreachable', this.#say('ended.unreachable'));
    } else if (status.warming.length > 0 && !status.ready) {
      this.#showBadge('badge.warming', this.#say('hint.warming'));
    } else if (status.service === 'offline') {
      const { on, setting } = status.model;
      this.#showBadge(
        'badge.offline',
        on ? this.#say('badge.offline.model') : this.#say('badge.offline.skills', { setting }),
      );
    } else {
      this.#badge.hidden = true;
    }
  }

  /**
   * @param {import('../i18n/index.js').TextKey} label
   * @param {string} text
   */
  #showBadge(label, text) {
    this.#badge.hidden = false;
    this.#badgeLabel.textContent = this.#say(label);
    this.#badgeText.textContent = text;
  }
}

/** Two speech bubbles that overlap. */
function mark() {
  return drawing(
    'svg',
    { viewBox: '0 0 32 32', 'aria-hidden': 'true' },
    drawing('path', { class: 'user', d: 'M3 12a9 9 0 1 1 5 8l-5 2 1.6-4.6A9 9 0 0 1 3 12z' }),
    drawing('path', {
      class: 'agent',
      d: 'M29 19a8 8 0 1 0-4.6 7.2L29 28l-1.4-4.2A8 8 0 0 0 29 19z',
    }),
  );
}
