import { choicesOf, treatment, wishOf } from './choices.js';
import { canChooseSpeaker, devicesOf } from './devices.js';
import { heldKey } from './held-key.js';
import { chooseLanguage, translator } from './i18n/index.js';
import { prefer, preference } from './preferences.js';
import { Server } from './server.js';
import { isOpen, stateOf } from './session.js';
import { signOut } from './sign-out.js';
import { statisticsOf } from './statistics.js';
import { loadStyles } from './style-sheets.js';
import { Conversation, loadAudio } from './conversation.js';
import { percentile } from './turn-timer.js';
import { LEAST } from './view/latency.js';
import { View } from './view/view.js';
import { WakeLock } from './wake-lock.js';

const STATUS_POLL_MS = 1_000;
/** A server that is not there is asked less often. */
const UNREACHABLE_POLL_MS = 5_000;
const TICK_MS = 250;

/**
 * `<voice-agent>`: a conversation with an agent, in Charla's own page or in any other.
 *
 * Attributes, all optional: `address` is where Charla is (else where this script came from), `agent`
 * the agent to talk with, `language` the language of the page and of the conversation (else the browser's first
 * one that there are texts for), `theme` is `light` or `dark` (else the system's), `compact` shows
 * nothing but the conversation, `locked` leaves nothing to be set.
 *
 * It tells the page around it: `charla-state`, `charla-theme` and `charla-language`, each with the new
 * value as `detail`.
 */
export class VoiceAgent extends HTMLElement {
  static observedAttributes = ['agent', 'profile', 'language', 'theme', 'compact', 'locked'];

  #shadow = this.attachShadow({ mode: 'open' });
  #conversation;
  /** @type {View | null} */
  #view = null;
  /** @type {import('./server.js').Status | 'unreachable' | null} */
  #status = null;
  /** @type {import('./messages.js').CaptureMessage | null} */
  #capture = null;
  #language = 'en';
  #agent = 'default';
  #volume = Number(preference('volume') || 1);
  /** @type {number[]} */
  #figures = [];
  #indirect = false;
  #mutedForCheck = false;
  #dark = matchMedia('(prefers-color-scheme: dark)');
  #awake = new WakeLock();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #poll;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #ticker;
  /** Forgets what was listened to outside of the element. */
  #away = new AbortController();

  constructor() {
    super();
    this.#conversation = new Conversation(new Server(new URL('../', import.meta.url)), {
      session: (session) => this.#sessionChanged(session),
      transcript: (change) => {
        this.#view?.thread.apply(change);
        this.#readOut(change);
        this.#suggest();
      },
      capture: (asked) => {
        this.#capture = asked;
        void this.#view?.showCapture(asked, () => this.#capture === asked);
      },
      captured: (id) => {
        this.#capture = null;
        this.#view?.thread.capture?.over(id);
      },
      spoken: (key, chars) => this.#view?.thread.spoken(key, chars),
      figure: (figure) => {
        this.#figures.push(figure.totalMs);
        this.#view?.stage.board.show(this.#figures);
      },
      microphone: (microphone) => {
        this.#view?.showMicrophone(microphone);
        if (microphone.at === 'on') {
          void this.#listDevices();
        }
      },
      level: (party, rms) => this.#view?.stage.level(party, rms),
      notice: (code, text, reason) => this.#view?.showNotice(code, text, reason),
      soundBlocked: (blocked) => this.#view?.showSoundBlocked(blocked),
      indirect: (indirect) => {
        this.#indirect = indirect;
        this.#view?.header.showIndirect(indirect);
      },
      logged: () => this.#view?.drawer.logged(),
    });
    this.#conversation.caller.hold = preference('hold') === 'on';
    this.#conversation.voice.volume = this.#volume;
    this.#conversation.voice.speaker = preference('speaker');
  }

  connectedCallback() {
    const address = this.getAttribute('address');
    if (address !== null) {
      this.#conversation.server = new Server(
        new URL(`${address.replace(/\/$/, '')}/`, document.baseURI),
      );
    }
    this.#agent = this.#namedAgent() ?? this.#agent;
    this.#chooseLanguage();
    this.#paintTheme();
    void loadStyles(this.#shadow)
      .then(() => this.#draw())
      .then(loadAudio);
    this.#listen();
    this.#ticker = setInterval(() => this.#view?.tick(), TICK_MS);
    if (new URLSearchParams(location.search).get('probe') === '1') {
      void import('./probe.js').then(({ installProbe }) => installProbe(this.#conversation));
    }
    void this.#askStatus();
  }

  disconnectedCallback() {
    this.#conversation.stop();
    this.#view?.close();
    this.#view = null;
    clearTimeout(this.#poll);
    clearInterval(this.#ticker);
    this.#away.abort();
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(name, before, now) {
    if (this.#view === null || before === now) {
      return;
    }
    if (name === 'theme') {
      this.#paintTheme();
      return;
    }
    this.#agent = this.#namedAgent() ?? 'default';
    this.#chooseLanguage();
    void this.#draw();
  }

  /** The agent that the page names; `profile` is what the attribute was called before 0.1.0. */
  #namedAgent() {
    const former = this.getAttribute('profile');
    if (former !== null) {
      // eslint-disable-next-line no-console -- for whoever wrote the page around the element
      console.warn('<voice-agent>: the attribute "profile" is called "agent" now.');
    }
    return this.getAttribute('agent') ?? former;
  }

  #listen() {
    this.#away = new AbortController();
    const { signal } = this.#away;
    this.#dark.addEventListener('change', this.#paintTheme, { signal });
    window.addEventListener('pagehide', () => this.#conversation.stop(true), { signal });
    document.addEventListener(
      'visibilitychange',
      () => {
        // Browsers take the lock away from pages behind others.
        if (document.visibilityState === 'visible') {
          this.#awake.keep(isOpen(this.#conversation.session));
        }
      },
      { signal },
    );
    navigator.mediaDevices?.addEventListener('devicechange', () => void this.#devicesChanged(), {
      signal,
    });
    heldKey(
      this,
      {
        press: () => this.#conversation.caller.press(),
        letGo: () => this.#conversation.caller.letGo(),
      },
      signal,
    );
  }

  #chooseLanguage() {
    this.#language = chooseLanguage([
      this.hasAttribute('locked') ? '' : preference('language'),
      this.getAttribute('language') ?? '',
      ...navigator.languages,
    ]);
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
    this.#tell('charla-language', { language, title: say('page.title') });
    const view = new View(say, language, this.#looks(), this.#conversation.log, this.#actions(say));
    this.#view = view;
    this.#shadow.append(view.root);
    view.thread.draft = draft;
    view.thread.restore();
    view.stage.board.show(this.#figures);
    view.stage.hold = preference('hold') === 'on';
    view.header.showIndirect(this.#indirect);
    view.showSession(this.#conversation.session, '');
    const asked = this.#capture;
    if (asked !== null && isOpen(this.#conversation.session)) {
      void view.showCapture(asked, () => this.#capture === asked);
    }
    view.showMicrophone(this.#conversation.caller.state);
    this.#paintTheme();
    this.#showStatus();
    void this.#listDevices();
  }

  /** @returns {import('./view/view.js').Looks} */
  #looks() {
    return {
      choices: choicesOf(this.#language, this.#agent),
      canChooseSpeaker: canChooseSpeaker(),
      volume: this.#volume,
      compact: this.hasAttribute('compact'),
      locked: this.hasAttribute('locked'),
    };
  }

  /**
   * @param {import('./i18n/index.js').Translate} say
   * @returns {import('./view/view.js').Actions}
   */
  #actions(say) {
    const { caller, voice } = this.#conversation;
    return {
      start: () => this.#start(true),
      stop: () => this.#conversation.stop(),
      type: () => {
        this.#start(false);
        this.#view?.thread.focus();
      },
      toggleMute: () => this.#toggleMute(),
      press: () => caller.press(),
      letGo: () => caller.letGo(),
      interrupt: () => this.#conversation.interrupt(),
      retry: () => this.#conversation.retryNow(),
      volume: (volume) => {
        prefer('volume', String(volume));
        this.#volume = volume;
        voice.volume = volume;
      },
      send: (text) => this.#send(text),
      captions: () => this.#conversation.transcript.captions,
      about: () => ({ startedAt: this.#conversation.startedAt, id: this.#conversation.id }),
      canHearAgain: (item) => voice.canHearAgain(item),
      hearAgain: (item, chars, over) => void voice.hearAgain(item, chars, over),
      hush: () => voice.hush(),
      approve: (id, approved) => this.#conversation.approve(id, approved),
      again: () => this.#again(),
      hear: () => void voice.allow(),
      theme: () => this.#chooseTheme(this.#isDark() ? 'light' : 'dark'),
      chosen: (name, value) => this.#chosen(name, value),
      tone: () =>
        void import('./sound-checker.js').then(({ SoundChecker }) =>
          SoundChecker.tone(preference('speaker')),
        ),
      signOut: () => void signOut(this.#conversation.server, this.#view),
      preview: () =>
        void import('./preview.js').then(({ preview }) =>
          preview(this.#conversation.server, this.#conversationWish(), preference('speaker')).catch(
            () => this.#view?.showNotice('no_preview', ''),
          ),
        ),
      devices: () => ({
        deviceId: preference('microphone'),
        speakerId: preference('speaker'),
        treatment: treatment(),
      }),
      checking: (checking) => this.#checking(checking),
      id: () => this.#conversation.id,
      statistics: () => statisticsOf(this.#conversation, say),
    };
  }

  /** @param {boolean} speaking */
  #start(speaking) {
    this.#conversation.transcript.clear();
    this.#view?.thread.clear();
    this.#figures = [];
    this.#view?.stage.board.show([]);
    const wish = {
      conversation: this.#conversationWish(),
      deviceId: preference('microphone'),
      treatment: treatment(),
    };
    void this.#conversation.start(wish, speaking);
  }

  #conversationWish() {
    const status = this.#status;
    const agent =
      status === null || status === 'unreachable' || this.hasAttribute('locked')
        ? undefined
        : status.agents.find(({ name }) => name === this.#agent);
    return wishOf(this.#agent, this.#language, agent);
  }

  /** @param {string} text */
  #send(text) {
    if (!isOpen(this.#conversation.session)) {
      this.#start(false);
    }
    this.#conversation.say(text);
  }

  #toggleMute() {
    const microphone = this.#conversation.caller.state;
    if (microphone.at === 'on') {
      this.#conversation.caller.mute(!microphone.muted);
    } else {
      void this.#conversation.openMicrophone(preference('microphone'), treatment());
    }
  }

  #again() {
    if (isOpen(this.#conversation.session)) {
      void this.#conversation.openMicrophone(preference('microphone'), treatment());
    } else {
      this.#start(true);
    }
  }

  /** @param {boolean} checking whether the conversation must not hear what is played and said for the check */
  #checking(checking) {
    const microphone = this.#conversation.caller.state;
    if (checking) {
      this.#mutedForCheck = microphone.at === 'on' && !microphone.muted;
    }
    if (this.#mutedForCheck) {
      this.#conversation.caller.mute(checking);
    }
  }

  /** @param {import('./session.js').Session} session */
  #sessionChanged(session) {
    this.#tell('charla-state', stateOf(session));
    this.#view?.showSession(session, this.#summary(session));
    this.#suggest();
    this.#awake.keep(isOpen(session));
    if (session.at === 'failed') {
      clearTimeout(this.#poll);
      void this.#askStatus();
    }
  }

  /** @param {import('./session.js').Session} session */
  #summary(session) {
    if (session.at !== 'ended' || this.#figures.length < LEAST || this.#view === null) {
      return '';
    }
    const seconds = (Date.now() - this.#conversation.startedAt.getTime()) / 1000;
    return this.#view.say('ended.summary', {
      minutes: `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`,
      answers: this.#figures.length,
      median: (percentile(this.#figures, 0.5) / 1000).toLocaleString(this.#language, {
        maximumFractionDigits: 1,
      }),
    });
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
      case 'agent':
        this.#agent = value;
        this.#showStatus();
        break;
      case 'hold':
        prefer('hold', value);
        this.#conversation.caller.hold = value === 'on';
        if (this.#view !== null) {
          this.#view.stage.hold = value === 'on';
        }
        break;
      case 'speaker':
        prefer('speaker', value);
        this.#conversation.voice.speaker = value;
        break;
      case 'microphone':
        prefer('microphone', value);
        this.#reopen();
        break;
      case 'echo':
      case 'noise':
      case 'gain':
        prefer(name, value === 'on' ? '' : 'off');
        this.#reopen();
        break;
      case 'greeting':
        prefer('greeting', value === 'on' ? '' : 'off');
        break;
      default:
        prefer(name, value);
    }
  }

  /** Opens the microphone as it is wanted now. */
  #reopen() {
    if (isOpen(this.#conversation.session) && this.#conversation.caller.state.at !== 'off') {
      void this.#conversation.openMicrophone(preference('microphone'), treatment());
    }
  }

  /** @param {string} theme */
  #chooseTheme(theme) {
    prefer('theme', theme === 'system' ? '' : theme);
    this.#paintTheme();
  }

  get #theme() {
    const own = this.hasAttribute('locked') ? '' : preference('theme');
    return own || (this.getAttribute('theme') ?? '');
  }

  #isDark() {
    return this.#theme === 'dark' || (this.#theme !== 'light' && this.#dark.matches);
  }

  #paintTheme = () => {
    const theme = this.#theme;
    this.style.colorScheme = theme === 'light' || theme === 'dark' ? theme : 'light dark';
    this.#tell('charla-theme', theme);
    this.#view?.header.showTheme(this.#isDark());
    this.#view?.stage.orb.refresh();
  };

  async #devicesChanged() {
    await this.#listDevices();
    const speakers = await devicesOf('audiooutput');
    const speaker = preference('speaker');
    if (speaker !== '' && !speakers.some(({ id }) => id === speaker)) {
      this.#conversation.voice.speaker = '';
    }
  }

  async #listDevices() {
    const settings = this.#view?.settings;
    const microphone = this.#conversation.caller.state;
    const current = microphone.at === 'on' ? microphone.deviceId : preference('microphone');
    settings?.showDevices('microphone', await devicesOf('audioinput'), current);
    settings?.showDevices('speaker', await devicesOf('audiooutput'), preference('speaker'));
  }

  async #askStatus() {
    try {
      this.#status = await this.#conversation.server.status();
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
      view.stage.showEars(status.hears, this.#language);
      view.thread.textLimit = status.textChars;
      if (this.#agent === 'default' && !status.agents.some(({ name }) => name === 'default')) {
        this.#agent = status.agents[0]?.name ?? this.#agent;
      }
      view.settings.showStatus(status, this.#agent);
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
      if (!this.#conversation.voice.audible) {
        this.#view?.announce(change.caption.text);
      }
    }
  }

  /** Suggestions help whoever has not said anything yet. */
  #suggest() {
    const status = this.#status;
    const captions = this.#conversation.transcript.captions;
    const begun =
      captions.some((caption) => caption.role === 'user') ||
      ['ended', 'failed'].includes(this.#conversation.session.at);
    const suggestions =
      status === null || status === 'unreachable' || begun ? [] : status.suggestions;
    this.#view?.thread.suggest(suggestions);
  }

  /** @type {(name: string, detail: unknown) => void} */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}
