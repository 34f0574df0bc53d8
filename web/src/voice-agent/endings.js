import { isTextKey } from './i18n/index.js';

/**
 * Maps each ending code of the server to a text. Several codes share a text where the caller would do the
 * same about them.
 *
 * @typedef {import('./i18n/index.js').TextKey} TextKey
 */

/** @type {Readonly<Record<string, TextKey>>} */
const TEXT_OF = {
  tls_failed: 'ended.service_unreachable',
  connect_timeout: 'ended.service_unreachable',
  handshake_timeout: 'ended.service_unreachable',
  session_timeout: 'ended.service_unreachable',
  credential_failed: 'ended.not_configured',
  credential_timeout: 'ended.not_configured',
  credential_refused: 'ended.not_configured',
  access_forbidden: 'ended.not_configured',
  request_refused: 'ended.not_configured',
  service_not_found: 'ended.not_configured',
  settings_refused: 'ended.not_configured',
  upgrade_refused: 'ended.not_configured',
  token_refused: 'ended.not_configured',
  role_missing: 'ended.not_configured',
  wrong_tenant: 'ended.not_configured',
  key_sign_in_off: 'ended.not_configured',
  network_refused: 'ended.not_configured',
  endpoint_without_name: 'ended.not_configured',
  model_unknown: 'ended.not_configured',
  version_unknown: 'ended.not_configured',
  too_many_requests: 'ended.service_busy',
  service_unavailable: 'ended.service_busy',
  message_too_large: 'ended.service_broke',
  protocol_breach: 'ended.service_broke',
  service_closed: 'ended.service_broke',
  service_silent: 'ended.service_broke',
  service_too_slow: 'ended.service_broke',
  session_expired: 'ended.service_broke',
  caller_gone: 'ended.unknown_conversation',
  daily_limit_of_all: 'ended.daily_limit',
  audio_too_large: 'ended.protocol',
  bad_message: 'ended.protocol',
  too_many_messages: 'ended.protocol',
  invalid_audio: 'ended.protocol',
  internal_error: 'ended.server_error',
};

/** The browser's code for a connection that was lost, or came to nothing. */
export const LOST = 1006;
/** The page's own, for an event stream of which nothing came though the server was there. */
export const HELD_BACK = 4998;
/** A connection that brought nothing any more; the server is told, too: the conversation is to wait. */
export const GIVEN_UP = 4408;

/** Close codes after which another attempt makes sense; the rest end the conversation. */
const PASSING_CLOSE_CODES = new Set([1000, 1001, 1005, LOST, 1012, 1013, GIVEN_UP, HELD_BACK]);
/** @type {Readonly<Record<number, string>>} */
const FAILURE_OF_CLOSE_CODE = {
  1003: 'protocol',
  1009: 'protocol',
  1011: 'server_error',
  4401: 'ticket',
  4404: 'unknown_conversation',
  4409: 'already_open',
  4429: 'busy',
};

/**
 * Whether another attempt makes sense after this close code.
 *
 * @param {number} code
 */
export function isPassing(code) {
  return PASSING_CLOSE_CODES.has(code);
}

/**
 * Why a conversation failed whose connection was closed with this code.
 *
 * @param {number} code
 */
export function failureOf(code) {
  return FAILURE_OF_CLOSE_CODE[code] ?? 'server_error';
}

/**
 * @param {string} code
 * @returns {TextKey | null} null when there is none of ours
 */
export function textOfEnding(code) {
  const key = `ended.${code}`;
  return isTextKey(key) ? key : (TEXT_OF[code] ?? null);
}
