import { chooseLanguage, translator } from './i18n/index.js';
import { microphones } from './microphone.js';
import { prefer, preference } from './preferences.js';
import { fetchStatus } from './server.js';
import { isOpen } from './session.js';
import { Talk } from './talk.js';
import { View } from './view/view.js';

const STYLES = ['base', 'stage', 'thread', 'panels', 'screens'];
const STATUS_POLL_MS = 1_000;
/** A server that is not there is asked less often. */
const UNREACHABLE_POLL_MS = 5_000;
const TICK_MS = 250;

/**
 * `<voice-agent>`: a talk with an agent, in any page of the server that answers `api/sessions`.
 *
 * Attributes, all optional: `profile` is the agent to talk with, `language` the language of the page and
 * of the talk (else the browser's first one that there are texts for).
 */
export class VoiceAgent extends HTMLElement {
  #shadow = this.attachShadow({ mode: 'open' });
  #talk;
  /** @type {View | null} */
  #view = null;
  /** @type {import('./server.js').Status | 'unreachable' | null} */
  #status = null;
  #language = 'en';
  #profile = 'default';
  #deviceId = preference('microphone');
  #dark = matchMedia('(prefers-color-scheme: dark)');
  /** @type {WakeLockSentinel | null} */
  #wakeLock = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #poll;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #ticker;
  #leave = () => this.#talk.stop();
  #devices = () => void this.#listMicrophones();

  constructor() {
    super();
    this.#talk = new Talk({
      session: (session) => this.#sessionChanged(session),
      transcript: (change) => {
        this.#view?.thread.apply(change);
        this.#readOut(change);
        this.#suggest();
      },
      microphone: (microphone) => {
        this.#view?.showMicrophone(microphone);
        if (microphone.at === 'on') {
          void this.#listMicrophones();
        }
      },
      level: (party, rms) => this.#view?.stage.orb.level(party, rms),
      notice: (code, text) => this.#view?.showNotice(code, text),
      soundBlocked: (blocked) => this.#view?.showSoundBlocked(blocked),
      logged: () => this.#view?.drawer.logged(),
    });
  }

  connectedCallback() {
    this.#profile = this.getAttribute('profile') ?? this.#profile;
    this.#language = chooseLanguage([
      this.getAttribute('language') ?? '',
      preference('language'),
      ...navigator.languages,
    ]);
    this.#paintTheme();
    void this.#loadStyles().then(() => this.#draw());
    this.#dark.addEventListener('change', this.#paintTheme);
    window.addEventListener('pagehide', this.#leave);
    navigator.mediaDevices?.addEventListener('devicechange', this.#devices);
    this.#ticker = setInterval(() => this.#view?.stage.tick(), TICK_MS);
    if (new URLSearchParams(location.search).get('probe') === '1') {
      void import('./probe.js').then(({ installProbe }) => installProbe(this.#talk));
    }
    void this.#askStatus();
  }

  disconnectedCallback() {
    this.#talk.stop();
    this.#view?.close();
    this.#view = null;
    clearTimeout(this.#poll);
    clearInterval(this.#ticker);
    this.#dark.removeEventListener('change', this.#paintTheme);
    window.removeEventListener('pagehide', this.#leave);
    navigator.mediaDevices?.removeEventListener('devicechange', this.#devices);
  }

  async #loadStyles() {
    const links = STYLES.map((name) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = new URL(`./styles/${name}.css`, import.meta.url).href;
      return link;
    });
    const loaded = links.map((link) => new Promise((done) => (link.onload = link.onerror = done)));
    this.#shadow.replaceChildren(...links);
    await Promise.all(loaded);
  }

  async #draw() {
    const language = this.#language;
    const say = await translator(language);
    if (language !== this.#language || !this.isConnected) {
      return;
    }
    const draft = this.#view?.thread.draft ?? '';
    this.#view?.close();
    this.#view?.root.remove();
    document.documentElement.lang = this.#language;
    document.title = say('page.title');
    const view = new View(
      say,
      this.#language,
      {
        theme: preference('theme') || 'system',
        language: this.#language,
        deviceId: this.#deviceId,
        profile: this.#profile,
      },
      this.#talk.log,
      {
        start: () => this.#start(true),
        stop: () => this.#talk.stop(),
        type: () => {
          this.#start(false);
          view.thread.focus();
        },
        toggleMute: () => this.#toggleMute(),
        interrupt: () => this.#talk.interrupt(),
        retry: () => this.#talk.retryNow(),
        send: (text) => this.#send(text),
        again: () => this.#again(),
        hear: () => void this.#talk.allowSound(),
        theme: () => this.#chooseTheme(this.#isDark() ? 'light' : 'dark'),
        chosen: (name, value) => this.#chosen(name, value),
      },
    );
    this.#view = view;
    this.#shadow.append(view.root);
    view.thread.draft = draft;
    this.#talk.transcript.captions.forEach((caption, index) =>
      view.thread.apply({ type: 'put', caption, index }),
    );
    view.showSession(this.#talk.session);
    view.showMicrophone(this.#talk.microphoneState);
    this.#paintTheme();
    this.#showStatus();
    void this.#listMicrophones();
  }

  /** @param {boolean} speaking */
  #start(speaking) {
    this.#talk.transcript.clear();
    this.#view?.thread.clear();
    const wish = { profile: this.#profile, language: this.#language, deviceId: this.#deviceId };
    void this.#talk.start(wish, speaking);
  }

  /** @param {string} text */
  #send(text) {
    if (!isOpen(this.#talk.session)) {
      this.#start(false);
    }
    this.#talk.say(text);
  }

  #toggleMute() {
    const microphone = this.#talk.microphoneState;
    if (microphone.at === 'on') {
      this.#talk.mute(!microphone.muted);
    } else {
      void this.#talk.openMicrophone(this.#deviceId);
    }
  }

  #again() {
    if (isOpen(this.#talk.session)) {
      void this.#talk.openMicrophone(this.#deviceId);
    } else {
      this.#start(true);
    }
  }

  /** @param {import('./session.js').Session} session */
  #sessionChanged(session) {
    this.#view?.showSession(session);
    this.#suggest();
    void this.#keepAwake(isOpen(session));
    if (session.at === 'failed') {
      clearTimeout(this.#poll);
      void this.#askStatus();
    }
  }

  /** @type {import('./view/settings.js').Chosen} */
  #chosen(name, value) {
    switch (name) {
      case 'theme':
        this.#chooseTheme(value);
        break;
      case 'language':
        prefer('language', value);
        this.#language = chooseLanguage([value]);
        void this.#draw().then(() => this.#view?.settings.open());
        break;
      case 'profile':
        this.#profile = value;
        break;
      case 'deviceId':
        prefer('microphone', value);
        this.#deviceId = value;
        if (isOpen(this.#talk.session) && this.#talk.microphoneState.at !== 'off') {
          void this.#talk.openMicrophone(value);
        }
        break;
    }
  }

  /** @param {string} theme */
  #chooseTheme(theme) {
    prefer('theme', theme === 'system' ? '' : theme);
    this.#paintTheme();
  }

  #isDark() {
    const theme = preference('theme') || document.documentElement.dataset.theme;
    return theme === 'dark' || (theme !== 'light' && this.#dark.matches);
  }

  #paintTheme = () => {
    const theme = preference('theme');
    if (theme === '') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = theme;
    }
    this.#view?.header.showTheme(this.#isDark());
    this.#view?.stage.orb.refresh();
  };

  async #listMicrophones() {
    const devices = await microphones();
    const microphone = this.#talk.microphoneState;
    const current = microphone.at === 'on' ? microphone.deviceId : this.#deviceId;
    this.#view?.settings.showMicrophones(devices, current);
  }

  async #askStatus() {
    try {
      this.#status = await fetchStatus();
    } catch {
      this.#status = 'unreachable';
    }
    this.#showStatus();
    if (!this.isConnected) {
      return;
    }
    if (this.#status === 'unreachable') {
      this.#poll = setTimeout(() => void this.#askStatus(), UNREACHABLE_POLL_MS);
    } else if (!this.#status.ready) {
      this.#poll = setTimeout(() => void this.#askStatus(), STATUS_POLL_MS);
    }
  }

  #showStatus() {
    const status = this.#status;
    const view = this.#view;
    if (status === null || view === null) {
      return;
    }
    view.header.showStatus(status);
    if (status !== 'unreachable') {
      view.thread.textLimit = status.textChars;
      view.settings.showProfiles(status.profiles, this.#profile);
    }
    this.#suggest();
  }

  /**
   * Answers are heard; only where they are not is the caption read out by a screen reader.
   *
   * @param {import('./transcript.js').Change} change
   */
  #readOut(change) {
    if (change.type === 'put' && change.caption.role === 'agent' && change.caption.final) {
      if (!this.#talk.audible) {
        this.#view?.announce(change.caption.text);
      }
    }
  }

  /** Suggestions help whoever has not said anything yet. */
  #suggest() {
    const status = this.#status;
    const captions = this.#talk.transcript.captions;
    const begun =
      captions.some((caption) => caption.role === 'user') ||
      ['ended', 'failed'].includes(this.#talk.session.at);
    const suggestions =
      status === null || status === 'unreachable' || begun ? [] : status.suggestions;
    this.#view?.thread.suggest(suggestions);
  }

  /** @param {boolean} awake whether the screen must not go dark */
  async #keepAwake(awake) {
    try {
      if (awake && this.#wakeLock === null) {
        this.#wakeLock = await navigator.wakeLock.request('screen');
        this.#wakeLock.onrelease = () => {
          this.#wakeLock = null;
        };
      } else if (!awake) {
        await this.#wakeLock?.release();
      }
    } catch {
      // The screen may go dark; the talk goes on.
    }
  }
}
