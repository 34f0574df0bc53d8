/**
 * What was said, as a file. Times are of the conversation; an answer that was interrupted shows what was not
 * heard of it.
 *
 * @typedef {import('./transcript.js').Caption} Caption
 * @typedef {'txt' | 'md' | 'json' | 'vtt' | 'srt'} Format
 * @typedef {object} Words in the reader's language
 * @property {string} user
 * @property {string} agent
 * @property {string} title
 * @property {string} unheard
 * @typedef {{ startedAt: Date, id: string }} About
 */

/** @type {Readonly<Record<Format, string>>} */
export const MEDIA_TYPES = {
  txt: 'text/plain',
  md: 'text/markdown',
  json: 'application/json',
  vtt: 'text/vtt',
  srt: 'application/x-subrip',
};

/** How long a subtitle stands at least. */
const LEAST_CUE_MS = 700;
const CUE_CHARS = 84;

/**
 * @param {Format} format
 * @param {Caption[]} captions
 * @param {Words} words
 * @param {About} about
 */
export function exported(format, captions, words, about) {
  const said = captions.filter((caption) => caption.text.trim() !== '');
  switch (format) {
    case 'txt':
      return said.map((one) => `${clock(one.startMs)}  ${lineOf(one, words)}\n`).join('');
    case 'md':
      return markdown(said, words, about);
    case 'json':
      return `${JSON.stringify(plain(said, about), null, 2)}\n`;
    case 'vtt':
      return `WEBVTT\n\n${cues(said)
        .map(
          ({ caption, startMs, endMs, text }) =>
            `${stamp(startMs, '.')} --> ${stamp(endMs, '.')}\n<v ${words[caption.role]}>${escaped(text)}\n`,
        )
        .join('\n')}`;
    case 'srt':
      return cues(said)
        .map(
          ({ caption, startMs, endMs, text }, index) =>
            `${index + 1}\n${stamp(startMs, ',')} --> ${stamp(endMs, ',')}\n${words[caption.role]}: ${text}\n`,
        )
        .join('\n');
  }
}

/** @param {Caption} caption */
function lineOf({ role, text, heard, tool, agent }, /** @type {Words} */ words) {
  if (agent !== null) {
    return `[${agent}]`;
  }
  if (tool !== null) {
    return `[${tool.name}] ${tool.result ?? ''}`.trimEnd();
  }
  return heard === null || heard >= text.length
    ? `${words[role]}: ${text}`
    : `${words[role]}: ${text.slice(0, heard)} [${words.unheard} ${text.slice(heard).trim()}]`;
}

/**
 * @param {Caption[]} said
 * @param {Words} words
 * @param {About} about
 */
function markdown(said, words, about) {
  const lines = said.map((one) => {
    const { role, text, heard, tool, agent, latency } = one;
    if (agent !== null) {
      return `- ${agent}`;
    }
    if (tool !== null) {
      return `- \`${tool.name}\` ${tool.result ?? ''}`.trimEnd();
    }
    const took = latency === null ? '' : ` _(${(latency.totalMs / 1000).toFixed(1)} s)_`;
    const cut = heard !== null && heard < text.length;
    const body = cut ? `${text.slice(0, heard)} ~~${text.slice(heard).trim()}~~` : text;
    return `**${words[role]}** \`${clock(one.startMs)}\`${took}  \n${body}`;
  });
  return `# ${words.title}\n\n${about.startedAt.toISOString()}\n\n${lines.join('\n\n')}\n`;
}

/**
 * @param {Caption[]} said
 * @param {About} about
 */
function plain(said, about) {
  return {
    id: about.id,
    startedAt: about.startedAt.toISOString(),
    entries: said.map(({ role, text, heard, startMs, endMs, latency, tool, agent, final }) => ({
      ...(agent !== null
        ? { role: 'hand-off', agent }
        : tool === null
          ? { role, text }
          : { role: 'tool', ...withoutType(tool) }),
      startMs: Math.round(startMs),
      endMs: Math.round(endMs),
      ...(final ? {} : { unfinished: true }),
      ...(heard === null ? {} : { heardCharacters: heard }),
      ...(latency === null ? {} : { latencyMs: latency.totalMs, stages: latency.stages }),
    })),
  };
}

/** @param {import('./messages.js').ToolMessage} tool */
function withoutType({ name, status, input, result, tookMs }) {
  return { name, status, input, result, tookMs };
}

/**
 * Each answer in pieces that can be read, sharing its time by their length. Only what was heard.
 *
 * @param {Caption[]} said
 */
function cues(said) {
  return said
    .filter(({ tool, agent }) => tool === null && agent === null)
    .flatMap((caption) => {
      const text = caption.text.slice(0, caption.heard ?? caption.text.length).trim();
      const pieces = pieced(text);
      const startMs = Math.max(0, caption.startMs);
      const lengthMs = Math.max(LEAST_CUE_MS * pieces.length, caption.endMs - startMs);
      let before = 0;
      return pieces.map((piece) => {
        const from = startMs + (lengthMs * before) / Math.max(1, text.length);
        before += piece.length + 1;
        const to = startMs + (lengthMs * Math.min(before, text.length)) / Math.max(1, text.length);
        return { caption, startMs: from, endMs: to, text: piece };
      });
    });
}

/** @param {string} text */
function pieced(text) {
  /** @type {string[]} */
  const pieces = [];
  let piece = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = piece === '' ? word : `${piece} ${word}`;
    const full =
      longer.length > CUE_CHARS || (/[.!?…]$/.test(piece) && piece.length > CUE_CHARS / 3);
    if (full && piece !== '') {
      pieces.push(piece);
      piece = word;
    } else {
      piece = longer;
    }
  }
  return piece === '' ? pieces : [...pieces, piece];
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** @param {number} ms */
function clock(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/**
 * @param {number} ms
 * @param {string} point
 */
function stamp(ms, point) {
  return `${clock(ms)}${point}${String(Math.floor(ms) % 1000).padStart(3, '0')}`;
}
