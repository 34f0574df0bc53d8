/**
 * What the page asks the server over HTTP.
 *
 * @typedef {'voice' | 'language' | 'sensitivity' | 'silence' | 'speed' | 'greeting'} Choice
 * @typedef {object} Agent
 * @property {string} name
 * @property {string} title what people call it; the name when the server gave none
 * @property {Choice[]} choices what the caller may choose; the rest is the server's
 * @property {string[]} voices those to choose from
 * @property {string} voice the one used unless another is chosen; empty for the service's own
 * @property {string[]} languages language tags of the conversation to choose from
 * @property {boolean} greets whether the agent speaks first
 *
 * @typedef {object} Status
 * @property {'offline' | 'azure'} service
 * @property {boolean} ready
 * @property {string[]} hears language tags of what is understood when spoken; empty when unknown
 * @property {string[]} warming what is still being loaded
 * @property {string[]} suggestions what one may say
 * @property {{ on: boolean, setting: string }} model whether a language model answers, and the setting
 *   that turns one on
 * @property {Agent[]} agents
 * @property {number} textChars the longest typed message
 * @property {boolean} signOut whether somebody has signed in, who can sign out
 *
 * @typedef {object} ConversationWish
 * @property {string} agent
 * @property {string} language
 * @property {string} [voice]
 * @property {'low' | 'normal' | 'high'} [sensitivity]
 * @property {number} [silenceMs]
 * @property {number} [speed] 1 is the voice's own
 * @property {boolean} [greeting]
 * @property {boolean} [preview] a sentence in the chosen voice, and no more
 *
 * @typedef {{ id: string, ticket: string, resumeToken: string, stream: string, textChars: number }} Conversation
 */

const PATIENCE_MS = 15_000;
/** A browser may ask over a connection that is as dead as the one that was lost; the next is fresh. */
const RESUME_PATIENCE_MS = 6_000;
/** As many as browsers keep to one server. */
const CONNECTIONS = 6;
const FRESHEN_PATIENCE_MS = 2_500;
/** @type {readonly Choice[]} */
const CHOICES = ['voice', 'language', 'sensitivity', 'silence', 'speed', 'greeting'];

/** Why the server would not. */
export class Refusal extends Error {
  /**
   * @param {string} code for programs
   * @param {string} text a plain English sentence; empty when the server gave none
   * @param {boolean} passing whether it may well work in a moment
   */
  constructor(code, text, passing) {
    super(text);
    this.code = code;
    this.passing = passing;
  }
}

/** One Charla, wherever the page that shows it comes from. */
export class Server {
  #base;

  /** @param {string | URL} base the address Charla is served at */
  constructor(base) {
    this.#base = new URL(base);
  }

  /**
   * @param {string} path below where Charla is served, as the server gives it
   */
  url(path) {
    return new URL(path, this.#base);
  }

  /** @returns {Promise<Status>} */
  async status() {
    const body = await this.#ask('api/status', {});
    /** @type {unknown[]} */
    const agents = Array.isArray(body.agents) ? body.agents : [];
    return {
      service: body.service === 'azure' ? 'azure' : 'offline',
      ready: body.ready === true,
      warming: words(body.warming),
      hears: words(body.hears),
      suggestions: words(body.suggestions),
      model: { on: body.model?.on === true, setting: String(body.model?.setting ?? '') },
      agents: agents.map(agentOf).filter(({ name }) => name !== ''),
      textChars: Number(body.limits?.textChars) || 2000,
      signOut: body.signOut === true,
    };
  }

  /**
   * Ends this browser's sign-in and its conversations.
   *
   * @returns {Promise<URL>} where to go now; the provider of the login may have to be told
   */
  async signOut() {
    const { next } = await this.#post('api/sign-out', {});
    const url = this.url(String(next ?? ''));
    if (url.protocol !== 'https:' && url.protocol !== 'http:') {
      throw new Refusal('refused', '', false);
    }
    return url;
  }

  /**
   * @param {ConversationWish} wish
   * @returns {Promise<Conversation>}
   */
  async open(wish) {
    return conversationOf(await this.#post('api/conversations', wish));
  }

  /**
   * Carries on a conversation whose connection was lost.
   *
   * @param {string} id
   * @param {string} resumeToken as the conversation was opened with
   * @returns {Promise<Conversation>}
   */
  async resume(id, resumeToken) {
    return conversationOf(
      await this.#post(
        `api/conversations/${encodeURIComponent(id)}/resume`,
        { resumeToken },
        RESUME_PATIENCE_MS,
      ),
    );
  }

  /**
   * Has the browser find out which of its connections are dead, when one of them was: it keeps idle
   * ones and asks over them again, and cannot be told to take a new one. One question for each that it
   * may have, all at once; those that get no answer are given up, and what is asked next has a way.
   */
  freshen() {
    for (let i = 0; i < CONNECTIONS; i++) {
      this.#ask('api/status', {}, FRESHEN_PATIENCE_MS).catch(() => {});
    }
  }

  /**
   * Ends a conversation without its connection. Goes out even when the page is gone a moment later.
   *
   * @param {string} id
   * @param {string} resumeToken empty when the server gave none: then nothing can be done
   */
  leave(id, resumeToken) {
    if (resumeToken !== '') {
      navigator.sendBeacon(
        this.url(`api/conversations/${encodeURIComponent(id)}/end`),
        resumeToken,
      );
    }
  }

  /**
   * @param {string} path
   * @param {object} body
   * @param {number} [patienceMs]
   */
  #post(path, body, patienceMs) {
    const request = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    };
    return this.#ask(path, request, patienceMs);
  }

  /**
   * @param {string} path
   * @param {RequestInit} request
   * @param {number} [patienceMs]
   * @returns {Promise<any>}
   */
  async #ask(path, request, patienceMs) {
    const response = await this.#reach(path, request, patienceMs);
    const body = await response.json().catch(() => null);
    if (!response.ok) {
      const passing = response.status >= 500 && body?.code === undefined;
      throw new Refusal(
        String(body?.code ?? (passing ? 'unreachable' : 'refused')),
        String(body?.message ?? ''),
        passing,
      );
    }
    if (typeof body !== 'object' || body === null) {
      throw new Refusal('unreachable', '', true);
    }
    return body;
  }

  /**
   * @param {string} path
   * @param {RequestInit} request
   * @param {number} [patienceMs]
   */
  async #reach(path, request, patienceMs = PATIENCE_MS) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), patienceMs);
    try {
      return await fetch(this.url(path), {
        ...request,
        cache: 'no-store',
        signal: patience.signal,
      });
    } catch {
      throw new Refusal('unreachable', '', true);
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * @param {any} body
 * @returns {Conversation}
 */
function conversationOf(body) {
  return {
    id: String(body.id),
    ticket: String(body.ticket),
    resumeToken: String(body.resumeToken ?? ''),
    stream: String(body.stream),
    textChars: Number(body.limits?.textChars) || 2000,
  };
}

/**
 * @param {any} body
 * @returns {Agent}
 */
function agentOf(body) {
  const name = typeof body?.name === 'string' ? body.name : '';
  const choices = words(body?.choices);
  return {
    name,
    title: typeof body?.title === 'string' && body.title !== '' ? body.title : name,
    choices: CHOICES.filter((choice) => choices.includes(choice)),
    voices: words(body?.voices),
    voice: typeof body?.voice === 'string' ? body.voice : '',
    languages: words(body?.languages),
    greets: body?.greets === true,
  };
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
function words(value) {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
