/**
 * What the page asks the server over HTTP.
 *
 * @typedef {object} Status
 * @property {'offline' | 'azure'} service
 * @property {boolean} ready
 * @property {string[]} warming what is still being loaded
 * @property {string[]} suggestions what one may say
 * @property {{ on: boolean, setting: string }} model whether a language model answers, and the setting
 *   that turns one on
 * @property {string[]} profiles
 * @property {number} textChars the longest typed message
 *
 * @typedef {{ id: string, ticket: string, resumeToken: string, stream: string, textChars: number }} Talk
 */

const PATIENCE_MS = 15_000;

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

/** @returns {Promise<Status>} */
export async function fetchStatus() {
  const body = await ask('api/status', {});
  return {
    service: body.service === 'azure' ? 'azure' : 'offline',
    ready: body.ready === true,
    warming: words(body.warming),
    suggestions: words(body.suggestions),
    model: { on: body.model?.on === true, setting: String(body.model?.setting ?? '') },
    profiles: Array.isArray(body.profiles)
      ? words(body.profiles.map((/** @type {any} */ profile) => profile?.name))
      : [],
    textChars: Number(body.limits?.textChars) || 2000,
  };
}

/**
 * @param {{ profile: string, language: string, resumeToken?: string }} wish
 * @returns {Promise<Talk>}
 */
export async function openTalk(wish) {
  const body = await ask('api/sessions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(wish),
  });
  return {
    id: String(body.id),
    ticket: String(body.ticket),
    resumeToken: String(body.resumeToken ?? ''),
    stream: String(body.stream),
    textChars: Number(body.limits?.textChars) || 2000,
  };
}

/**
 * @param {string} path below the page's own address
 * @param {RequestInit} request
 * @returns {Promise<any>}
 */
async function ask(path, request) {
  const response = await reach(path, request);
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
 */
async function reach(path, request) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    return await fetch(new URL(path, document.baseURI), {
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

/**
 * @param {unknown} value
 * @returns {string[]}
 */
function words(value) {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
