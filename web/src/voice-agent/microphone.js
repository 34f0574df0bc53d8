import { permission } from './devices.js';

/**
 * The caller's microphone, as frames of 20 ms.
 *
 * @typedef {'insecure' | 'unsupported' | 'blocked' | 'dismissed' | 'missing' | 'busy' | 'unplugged'
 *   | 'failed'} MicrophoneProblem
 * @typedef {import('./worklets/audio-messages.js').CaptureReport} CaptureReport
 * @typedef {object} MicrophoneListener
 * @property {(frame: ArrayBuffer, rms: number, peak: number, atMs: number) => void} frame PCM16, mono,
 *   24 kHz, and when it ended, by the page's clock
 * @property {() => void} unplugged is called once, after which no frame comes
 *
 * @typedef {{ echo: boolean, noise: boolean, gain: boolean }} Treatment what the browser does to the
 *   sound: takes the loudspeaker out of it, and noise, and evens its loudness
 */

const WORKLET = new URL('./worklets/capture-processor.js', import.meta.url);

export class MicrophoneError extends Error {
  /** @param {MicrophoneProblem} problem */
  constructor(problem) {
    super(problem);
    this.problem = problem;
  }
}

export class Microphone {
  #stream;
  #track;
  #source;
  #node;
  #muted = false;
  /** The least that page and audio clock were apart, in milliseconds: messages only ever come late. */
  #apartMs = Infinity;

  /**
   * @param {MediaStream} stream
   * @param {MediaStreamAudioSourceNode} source
   * @param {AudioWorkletNode} node
   * @param {MicrophoneListener} listener
   */
  constructor(stream, source, node, listener) {
    this.#stream = stream;
    this.#track = /** @type {MediaStreamTrack} */ (stream.getAudioTracks()[0]);
    this.#source = source;
    this.#node = node;
    this.#node.port.onmessage = ({ data }) => {
      /** @type {CaptureReport} */
      const report = data;
      const atMs = this.#pageTime(report.atSeconds);
      if (!this.#muted) {
        listener.frame(report.samples, report.rms, report.peak, atMs);
      }
    };
    this.#track.onended = () => {
      this.close();
      listener.unplugged();
    };
    this.#source.connect(this.#node);
  }

  /**
   * Asks for a microphone and begins to listen.
   *
   * @param {AudioContext} context
   * @param {string} deviceId empty for the browser's choice; one that is gone is the browser's choice too
   * @param {Treatment} treatment
   * @param {MicrophoneListener} listener
   * @returns {Promise<Microphone>}
   * @throws {MicrophoneError}
   */
  static async open(context, deviceId, treatment, listener) {
    if (!window.isSecureContext || navigator.mediaDevices === undefined) {
      throw new MicrophoneError('insecure');
    }
    if (context.audioWorklet === undefined) {
      throw new MicrophoneError('unsupported');
    }
    const stream = await ask(deviceId, treatment);
    try {
      await context.audioWorklet.addModule(WORKLET);
      const node = new AudioWorkletNode(context, 'charla-capture', { numberOfOutputs: 0 });
      return new Microphone(stream, context.createMediaStreamSource(stream), node, listener);
    } catch {
      stop(stream);
      throw new MicrophoneError('failed');
    }
  }

  /** @param {number} atSeconds of the audio's clock */
  #pageTime(atSeconds) {
    /** @type {{ latency?: number }} what type checkers know of browsers lags behind this */
    const settings = /** @type {object} */ (this.#track.getSettings());
    const latencyMs = 1000 * (settings.latency ?? 0);
    this.#apartMs = Math.min(this.#apartMs, performance.now() - atSeconds * 1000);
    return atSeconds * 1000 + this.#apartMs - latencyMs;
  }

  /** Its name, as the browser shows it. */
  get label() {
    return this.#track.label;
  }

  get deviceId() {
    return this.#track.getSettings().deviceId ?? '';
  }

  /** @returns {'live' | 'ended'} */
  get trackState() {
    return this.#track.readyState;
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.#muted = muted;
    this.#track.enabled = !muted;
  }

  /** Gives the microphone back; the browser's sign for it goes out. */
  close() {
    this.#track.onended = null;
    this.#node.port.onmessage = null;
    this.#node.port.postMessage('close');
    this.#source.disconnect();
    stop(this.#stream);
  }
}

/**
 * @param {string} deviceId
 * @param {Treatment} treatment
 */
async function ask(deviceId, { echo, noise, gain }) {
  /** @type {MediaTrackConstraints} */
  const audio = { echoCancellation: echo, noiseSuppression: noise, autoGainControl: gain };
  if (deviceId !== '') {
    audio.deviceId = { ideal: deviceId };
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ audio });
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    throw new MicrophoneError(problemOf(name, await permission()));
  }
}

/**
 * @param {string} errorName
 * @param {string} permissionState
 * @returns {MicrophoneProblem}
 */
export function problemOf(errorName, permissionState) {
  switch (errorName) {
    case 'NotAllowedError':
      return permissionState === 'prompt' ? 'dismissed' : 'blocked';
    case 'SecurityError':
      return 'blocked';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'failed';
  }
}

/** @param {MediaStream} stream */
function stop(stream) {
  for (const track of stream.getTracks()) {
    track.stop();
  }
}
