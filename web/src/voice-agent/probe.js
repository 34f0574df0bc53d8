import { SpokenPlayback } from './playback.js';

const RATE_HZ = 24_000;

/**
 * For browser tests only, in a page opened with `?probe=1`: what was really played, and what was
 * counted.
 *
 * `charlaProbe.record()` begins, `await charlaProbe.recording()` ends and gives PCM16, mono, 24 kHz, as
 * base64; `charlaProbe.counters()` gives the figures. Recording covers the conversation that is open then.
 *
 * @param {import('./conversation.js').Conversation} conversation
 */
export function installProbe(conversation) {
  /** @type {ArrayBuffer[]} */
  let pieces = [];
  /** @type {import('./playback.js').Counters | null} of the conversation that is open, or was last */
  let counters = null;
  const playback = () => {
    const open =
      conversation.voice.playback instanceof SpokenPlayback ? conversation.voice.playback : null;
    counters = open?.counters ?? counters;
    return open;
  };
  setInterval(playback, 100);

  Object.assign(window, {
    charlaProbe: {
      rateHz: RATE_HZ,
      record() {
        pieces = [];
        playback()?.record((samples) => pieces.push(samples));
      },
      async recording() {
        const last = new Promise((resolve) => setTimeout(resolve, 100));
        playback()?.record(null);
        await last;
        return base64(pieces);
      },
      counters() {
        playback();
        return {
          ...counters,
          session: conversation.session.at,
          microphone: conversation.caller.state.at,
          microphoneTrack: conversation.caller.microphone?.trackState ?? 'none',
          framesWaiting: conversation.caller.uplink.waiting,
          framesDropped: conversation.caller.uplink.dropped,
        };
      },
    },
  });
}

/** @param {ArrayBuffer[]} pieces */
function base64(pieces) {
  let binary = '';
  for (const piece of pieces) {
    for (const byte of new Uint8Array(piece)) {
      binary += String.fromCharCode(byte);
    }
  }
  return btoa(binary);
}
