/**
 * Where a conversation stands. One union and one pure function, so that no screen can be asked for that
 * makes no sense.
 *
 * @typedef {import('./messages.js').CallerState} CallerState
 * @typedef {'ready' | 'listening' | 'processing' | 'speaking'} Turn
 * @typedef {'microphone' | 'warming' | 'server'} Step what a conversation that begins waits for
 *
 * @typedef {{ at: 'idle' }
 *   | { at: 'connecting', step: Step }
 *   | { at: 'live', turn: Turn }
 *   | { at: 'reconnecting', attempt: number, retryAtMs: number | null }
 *   | { at: 'ended', code: string, text: string }
 *   | { at: 'failed', code: string, text: string }} Session
 *   `attempt` is 0 while the server itself reaches for the service again; `retryAtMs` is a time of
 *   the page's clock, null while an attempt is under way; the `code` of a loss tells why there is no
 *   connection, should this have been the last attempt
 *
 * @typedef {{ type: 'start' }
 *   | { type: 'step', step: Step }
 *   | { type: 'server', state: CallerState }
 *   | { type: 'lost', retryAtMs: number, code: string }
 *   | { type: 'retrying' }
 *   | { type: 'ended', code: string, text: string, failed: boolean }} Happening
 */

/** How long to wait before each new attempt. */
export const RETRY_DELAYS_MS = [400, 1_000, 2_000, 4_000, 8_000, 15_000];

/** @type {Session} */
export const IDLE = { at: 'idle' };

/**
 * @param {Session} session
 * @param {Happening} happening
 * @returns {Session} the same object when nothing changes
 */
export function next(session, happening) {
  switch (happening.type) {
    case 'start':
      return isOpen(session) ? session : { at: 'connecting', step: 'server' };
    case 'step':
      return session.at === 'connecting' ? { at: 'connecting', step: happening.step } : session;
    case 'server':
      return isOpen(session) ? byServer(session, happening.state) : session;
    case 'lost':
      return isOpen(session) ? lost(session, happening) : session;
    case 'retrying':
      return session.at === 'reconnecting' ? { ...session, retryAtMs: null } : session;
    case 'ended':
      return ended(session, happening);
  }
}

/**
 * @param {Session} session
 * @param {CallerState} state
 * @returns {Session}
 */
function byServer(session, state) {
  switch (state) {
    case 'idle':
    case 'connecting':
      return session;
    case 'reconnecting':
      return { at: 'reconnecting', attempt: 0, retryAtMs: null };
    case 'ended':
      return { at: 'ended', code: 'agent_ended', text: '' };
    case 'failed':
      return { at: 'failed', code: 'failed', text: '' };
    default:
      return session.at === 'live' && session.turn === state
        ? session
        : { at: 'live', turn: state };
  }
}

/**
 * @param {Session} session
 * @param {{ retryAtMs: number, code: string }} loss
 * @returns {Session}
 */
function lost(session, { retryAtMs, code }) {
  const attempt = session.at === 'reconnecting' ? session.attempt + 1 : 1;
  return attempt > RETRY_DELAYS_MS.length
    ? { at: 'failed', code, text: '' }
    : { at: 'reconnecting', attempt, retryAtMs };
}

/**
 * The server says `state` first and then, with the reason, `ended`: the reason wins, unless the caller
 * has already begun anew.
 *
 * @param {Session} session
 * @param {{ code: string, text: string, failed: boolean }} reason
 * @returns {Session}
 */
function ended(session, { code, text, failed }) {
  const bare = (session.at === 'ended' || session.at === 'failed') && session.text === '';
  return isOpen(session) || bare ? { at: failed ? 'failed' : 'ended', code, text } : session;
}

/**
 * Whether there is a conversation, or one being made.
 *
 * @param {Session} session
 */
export function isOpen(session) {
  return session.at === 'connecting' || session.at === 'live' || session.at === 'reconnecting';
}

/**
 * The one of the nine states a caller sees.
 *
 * @param {Session} session
 * @returns {CallerState}
 */
export function stateOf(session) {
  return session.at === 'live' ? session.turn : session.at;
}
