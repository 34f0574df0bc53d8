import { Microphone } from './microphone.js';
import { ECHO_RATE_HZ, dbfs, findEcho, probe, thinned } from './sound-check.js';

/**
 * Listens to the caller's microphone and room, with sounds of its own, before or during a conversation.
 *
 * @typedef {import('./sound-check.js').Measured} Measured
 * @typedef {'quiet' | 'speak' | 'echo'} Part what the caller is asked for
 */

const RATE_HZ = 24_000;
const QUIET_MS = 2_000;
const SPEAK_MS = 4_000;
const PROBES = 3;
const PROBE_EVERY_MS = 1_000;
const PROBE_AMPLITUDE = 0.25;
/** The quiet of a room is what is left when chance noises are left out. */
const FLOOR_SHARE = 0.5;
const SPEECH_SHARE = 0.9;

export class SoundChecker {
  #context;
  /** @type {Microphone | null} */
  #microphone = null;
  #level;
  /** @type {{ rms: number, peak: number }[] | null} */
  #levels = null;
  /** @type {{ samples: Int16Array, atMs: number }[] | null} */
  #captured = null;

  /** @param {(rms: number, peak: number) => void} level of each frame of 20 ms */
  constructor(level) {
    this.#level = level;
    this.#context = new AudioContext({ latencyHint: 'interactive' });
  }

  /**
   * Asks for the microphone. Call it from a click or a key.
   *
   * @param {string} deviceId
   * @param {import('./microphone.js').Treatment} treatment
   */
  async open(deviceId, treatment) {
    await this.#context.resume();
    const microphone = await Microphone.open(this.#context, deviceId, treatment, {
      frame: (frame, rms, peak, atMs) => {
        this.#level(rms, peak);
        this.#levels?.push({ rms, peak });
        this.#captured?.push({ samples: new Int16Array(frame), atMs });
      },
      unplugged: () => this.#level(0, 0),
    });
    if (this.#context.state === 'closed') {
      microphone.close();
    } else {
      this.#microphone = microphone;
    }
  }

  /**
   * @param {(part: Part) => void} asks what the caller should do now
   * @returns {Promise<Measured>}
   */
  async run(asks) {
    asks('quiet');
    const quiet = await this.#listen(QUIET_MS);
    asks('speak');
    const speech = await this.#listen(SPEAK_MS);
    asks('echo');
    const echoes = [];
    for (let i = 0; i < PROBES; i++) {
      echoes.push(await this.#echo());
    }
    const found = echoes.filter((echo) => echo !== null).sort((a, b) => a.gainDb - b.gainDb);
    const echo = found.length * 2 > PROBES ? (found[Math.floor(found.length / 2)] ?? null) : null;
    return {
      floorDb: quiet.length === 0 ? null : dbfs(share(quiet, FLOOR_SHARE)),
      speechDb: speech.length === 0 ? null : dbfs(share(speech, SPEECH_SHARE)),
      peak: Math.max(0, ...speech.map(({ peak }) => peak)),
      echoDb: echo?.gainDb ?? null,
      roundTripMs: echo === null ? null : Math.round(echo.delayMs),
    };
  }

  /**
   * A friendly tone, to hear whether the loudspeaker works.
   *
   * @param {string} speakerId
   */
  static async tone(speakerId) {
    const context = new AudioContext();
    if ('setSinkId' in context && speakerId !== '') {
      await /** @type {any} */ (context).setSinkId(speakerId).catch(() => {});
    }
    const gain = new GainNode(context, { gain: 0 });
    gain.connect(context.destination);
    [523.25, 659.25, 783.99].forEach((frequency, index) => {
      const from = context.currentTime + 0.05 + index * 0.16;
      const oscillator = new OscillatorNode(context, { frequency });
      oscillator.connect(gain);
      oscillator.start(from);
      oscillator.stop(from + 0.5);
      gain.gain.setTargetAtTime(0.16, from, 0.01);
      gain.gain.setTargetAtTime(0, from + 0.12, 0.12);
      oscillator.onended = () => index === 2 && void context.close();
    });
    await context.resume();
  }

  close() {
    this.#microphone?.close();
    this.#microphone = null;
    void this.#context.close().catch(() => {});
  }

  /** @param {number} ms */
  async #listen(ms) {
    const levels = /** @type {{ rms: number, peak: number }[]} */ ([]);
    this.#levels = levels;
    await new Promise((resolve) => setTimeout(resolve, ms));
    this.#levels = null;
    return levels;
  }

  async #echo() {
    const captured = /** @type {{ samples: Int16Array, atMs: number }[]} */ ([]);
    this.#captured = captured;
    const samples = probe(this.#context.sampleRate, PROBE_AMPLITUDE);
    const buffer = new AudioBuffer({
      length: samples.length,
      sampleRate: this.#context.sampleRate,
    });
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(this.#context, { buffer });
    source.connect(this.#context.destination);
    const atMs = performance.now();
    source.start();
    await new Promise((resolve) => setTimeout(resolve, PROBE_EVERY_MS));
    this.#captured = null;
    const first = captured[0];
    if (first === undefined) {
      return null;
    }
    const all = new Int16Array(captured.length * first.samples.length);
    captured.forEach((frame, index) => all.set(frame.samples, index * first.samples.length));
    const echo = findEcho(thinned(all), probe(ECHO_RATE_HZ, PROBE_AMPLITUDE));
    const offsetMs = first.atMs - (1000 * first.samples.length) / RATE_HZ - atMs;
    return echo === null ? null : { ...echo, delayMs: Math.max(0, echo.delayMs + offsetMs) };
  }
}

/**
 * @param {{ rms: number }[]} levels
 * @param {number} part
 */
function share(levels, part) {
  const sorted = levels.map(({ rms }) => rms).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
