/**
 * The caller's microphone, as frames of 20 ms.
 *
 * @typedef {'insecure' | 'unsupported' | 'blocked' | 'dismissed' | 'missing' | 'busy' | 'unplugged'
 *   | 'failed'} MicrophoneProblem
 * @typedef {import('./worklets/audio-messages.js').CaptureReport} CaptureReport
 * @typedef {object} MicrophoneListener
 * @property {(frame: ArrayBuffer, rms: number) => void} frame PCM16, mono, 24 kHz
 * @property {() => void} unplugged is called once, after which no frame comes
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
      if (!this.#muted) {
        listener.frame(report.samples, report.rms);
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
   * @param {MicrophoneListener} listener
   * @returns {Promise<Microphone>}
   * @throws {MicrophoneError}
   */
  static async open(context, deviceId, listener) {
    if (!window.isSecureContext || navigator.mediaDevices === undefined) {
      throw new MicrophoneError('insecure');
    }
    if (context.audioWorklet === undefined) {
      throw new MicrophoneError('unsupported');
    }
    const stream = await ask(deviceId);
    try {
      await context.audioWorklet.addModule(WORKLET);
      const node = new AudioWorkletNode(context, 'charla-capture', { numberOfOutputs: 0 });
      return new Microphone(stream, context.createMediaStreamSource(stream), node, listener);
    } catch {
      stop(stream);
      throw new MicrophoneError('failed');
    }
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
 * The microphones there are. Their names are empty until one of them was allowed.
 *
 * @returns {Promise<{ id: string, label: string }[]>}
 */
export async function microphones() {
  const devices = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
  return devices
    .filter((device) => device.kind === 'audioinput' && device.deviceId !== '')
    .map((device) => ({ id: device.deviceId, label: device.label }));
}

/**
 * Whether the browser will give the microphone without asking.
 *
 * @returns {Promise<boolean>}
 */
export async function isMicrophoneAllowed() {
  return (await permission()) === 'granted';
}

async function permission() {
  try {
    const status = await navigator.permissions.query({
      name: /** @type {PermissionName} */ ('microphone'),
    });
    return status.state;
  } catch {
    return 'unknown';
  }
}

/** @param {string} deviceId */
async function ask(deviceId) {
  /** @type {MediaTrackConstraints} */
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
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
