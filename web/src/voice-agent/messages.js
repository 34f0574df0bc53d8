/**
 * The text and binary messages of the sub-protocol charla.v1, as the page sees them. What is not
 * understood is `null`, never an exception: a newer server may say more.
 *
 * @typedef {'idle' | 'connecting' | 'ready' | 'listening' | 'processing' | 'speaking'
 *   | 'reconnecting' | 'ended' | 'failed'} CallerState
 * @typedef {'user' | 'agent'} Role
 * @typedef {{ name: string, atMs: number }} Stage
 * @typedef {{ type: 'caption', role: Role, item: string, order: number, text: string,
 *   final: boolean, heard: number | null }} CaptionMessage
 * @typedef {{ type: 'latency', turn: number, response: number, totalMs: number,
 *   stages: Stage[] }} LatencyMessage
 * @typedef {'running' | 'asking' | 'done' | 'failed'} ToolStatus `asking` waits for the caller's
 *   approval
 * @typedef {{ type: 'tool', id: string, order: number, name: string, status: ToolStatus,
 *   input?: string, result?: string, tookMs?: number }} ToolMessage
 * @typedef {{ type: 'word', item: string, from: number, to: number, sample: number,
 *   samples: number }} WordMessage when a word of an answer sounds
 * @typedef {{ type: 'agent', order: number, name: string, title: string }} AgentMessage who speaks
 *   from here on
 * @typedef {'email' | 'phone' | 'name' | 'date' | 'code'} CaptureKind
 * @typedef {{ type: 'capture', id: string, kind: CaptureKind }} CaptureMessage a value is asked for,
 *   which may be typed
 * @typedef {{ type: 'state', state: CallerState }
 *   | CaptureMessage
 *   | { type: 'capture.over', id: string }
 *   | CaptionMessage
 *   | LatencyMessage
 *   | ToolMessage
 *   | WordMessage
 *   | AgentMessage
 *   | { type: 'playback.begin', response: number, item: string }
 *   | { type: 'playback.stop', response: number }
 *   | { type: 'playback.end', response: number, samples: number }
 *   | { type: 'notice', code: string, text: string, reason: string }
 *   | { type: 'ended', code: string, text: string, failed: boolean }
 *   | { type: 'pong' }
 *   | { type: 'event', out: boolean, name: string, atMs: number, detail: string }} PageMessage
 *
 * @typedef {{ type: 'text', text: string }
 *   | { type: 'mute', muted: boolean }
 *   | { type: 'interrupt' }
 *   | { type: 'ping' }
 *   | { type: 'playback.started', response: number }
 *   | { type: 'playback.stopped', response: number, samples: number }
 *   | { type: 'playback.finished', response: number, samples: number }
 *   | { type: 'playback.progress', response: number, samples: number }
 *   | { type: 'approval', id: string, approved: boolean }
 *   | { type: 'end' }} CallerMessage
 */

const STATES = new Set([
  'idle',
  'connecting',
  'ready',
  'listening',
  'processing',
  'speaking',
  'reconnecting',
  'ended',
  'failed',
]);
const TOOL_STATUSES = new Set(['running', 'asking', 'done', 'failed']);
const CAPTURE_KINDS = new Set(['email', 'phone', 'name', 'date', 'code']);
const AUDIO_HEADER_BYTES = 8;

/**
 * @param {string} json
 * @returns {PageMessage | null}
 */
export function parseMessage(json) {
  const fields = fieldsOf(json);
  switch (fields?.type) {
    case 'state':
      return isState(fields.state) ? { type: 'state', state: fields.state } : null;
    case 'caption':
      return caption(fields);
    case 'latency':
      return latency(fields);
    case 'tool':
      return tool(fields);
    case 'word':
      return timedWord(fields);
    case 'agent':
      return agent(fields);
    case 'capture':
      return typeof fields.id === 'string' && isCaptureKind(fields.kind)
        ? { type: 'capture', id: fields.id, kind: fields.kind }
        : null;
    case 'capture.over':
      return typeof fields.id === 'string' ? { type: 'capture.over', id: fields.id } : null;
    case 'playback.begin':
      return isCount(fields.response) && typeof fields.item === 'string'
        ? { type: 'playback.begin', response: fields.response, item: fields.item }
        : null;
    case 'playback.stop':
      return isCount(fields.response) ? { type: 'playback.stop', response: fields.response } : null;
    case 'playback.end':
      return isCount(fields.response) && isCount(fields.samples)
        ? { type: 'playback.end', response: fields.response, samples: fields.samples }
        : null;
    case 'notice':
      return {
        type: 'notice',
        code: word(fields.code),
        text: word(fields.text),
        reason: word(fields.reason),
      };
    case 'ended':
      return {
        type: 'ended',
        code: word(fields.code),
        text: word(fields.text),
        failed: fields.failed === true,
      };
    case 'pong':
      return { type: 'pong' };
    case 'event':
      return {
        type: 'event',
        out: fields.out === true,
        name: word(fields.name),
        atMs: isCount(fields.atMs) ? fields.atMs : 0,
        detail: word(fields.detail),
      };
    default:
      return null;
  }
}

/**
 * @param {ArrayBuffer} bytes
 * @returns {{ response: number, offset: number, samples: ArrayBuffer } | null} a copy of the samples,
 *   little-endian
 */
export function parseAudio(bytes) {
  if (bytes.byteLength < AUDIO_HEADER_BYTES || bytes.byteLength % 2 !== 0) {
    return null;
  }
  const header = new DataView(bytes, 0, AUDIO_HEADER_BYTES);
  return {
    response: header.getUint32(0, true),
    offset: header.getUint32(4, true),
    samples: bytes.slice(AUDIO_HEADER_BYTES),
  };
}

/**
 * @param {string} json
 * @returns {Record<string, unknown> | null}
 */
function fieldsOf(json) {
  try {
    const value = JSON.parse(json);
    return typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * @param {Record<string, unknown>} fields
 * @returns {CaptionMessage | null}
 */
function caption({ role, item, order, text, final, heard }) {
  if ((role !== 'user' && role !== 'agent') || typeof item !== 'string') {
    return null;
  }
  if (typeof order !== 'number' || typeof text !== 'string') {
    return null;
  }
  return {
    type: 'caption',
    role,
    item,
    order,
    text,
    final: final === true,
    heard: isCount(heard) ? Math.min(heard, text.length) : null,
  };
}

/**
 * @param {Record<string, unknown>} fields
 * @returns {WordMessage | null}
 */
function timedWord({ item, from, to, sample, samples }) {
  return typeof item === 'string' &&
    isCount(from) &&
    isCount(to) &&
    isCount(sample) &&
    isCount(samples) &&
    from < to
    ? { type: 'word', item, from, to, sample, samples }
    : null;
}

/**
 * @param {Record<string, unknown>} fields
 * @returns {LatencyMessage | null}
 */
function latency({ turn, response, totalMs, stages }) {
  if (!isCount(turn) || !isCount(response) || !isCount(totalMs)) {
    return null;
  }
  return {
    type: 'latency',
    turn,
    response,
    totalMs,
    stages: Array.isArray(stages) ? stages.filter(isStage) : [],
  };
}

/**
 * @param {Record<string, unknown>} fields
 * @returns {ToolMessage | null}
 */
function tool({ id, order, name, status, input, result, tookMs }) {
  if (typeof id !== 'string' || typeof name !== 'string' || typeof order !== 'number') {
    return null;
  }
  return {
    type: 'tool',
    id,
    order,
    name,
    status: isToolStatus(status) ? status : 'running',
    ...(typeof input === 'string' ? { input } : {}),
    ...(typeof result === 'string' ? { result } : {}),
    ...(isCount(tookMs) ? { tookMs } : {}),
  };
}

/**
 * @param {Record<string, unknown>} fields
 * @returns {AgentMessage | null}
 */
function agent({ order, name, title }) {
  return typeof order === 'number' && typeof name === 'string' && typeof title === 'string'
    ? { type: 'agent', order, name, title }
    : null;
}

/**
 * @param {unknown} value
 * @returns {value is ToolStatus}
 */
function isToolStatus(value) {
  return typeof value === 'string' && TOOL_STATUSES.has(value);
}

/**
 * @param {unknown} value
 * @returns {value is CaptureKind}
 */
function isCaptureKind(value) {
  return typeof value === 'string' && CAPTURE_KINDS.has(value);
}

/**
 * @param {unknown} value
 * @returns {value is Stage}
 */
function isStage(value) {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'atMs' in value &&
    isCount(value.atMs)
  );
}

/**
 * @param {unknown} value
 * @returns {value is CallerState}
 */
function isState(value) {
  return typeof value === 'string' && STATES.has(value);
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
function isCount(value) {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** @param {unknown} value */
function word(value) {
  return typeof value === 'string' ? value : '';
}
