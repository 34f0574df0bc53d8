/**
 * The agent's voice.
 *
 * @typedef {import('./worklets/audio-messages.js').PlaybackCommand} PlaybackCommand
 * @typedef {import('./worklets/audio-messages.js').PlaybackReport} PlaybackReport
 * @typedef {object} PlaybackListener
 * @property {(response: number, atSeconds: number | null) => void} started the first sample sounds, at
 *   this time of the audio's clock
 * @property {(response: number, samples: number) => void} progress about four times a second
 * @property {(response: number, samples: number) => void} stopped as asked, after so many samples
 * @property {(response: number, samples: number) => void} finished all of it was played
 * @property {(rms: number) => void} level
 *
 * @typedef {object} Playback
 * @property {(response: number, offset: number, samples: ArrayBuffer) => void} add
 * @property {(response: number) => void} stop
 * @property {(response: number, samples: number) => void} end no more will come
 * @property {() => void} clear forgets all: a new connection numbers its responses anew
 * @property {() => void} close
 *
 * @typedef {{ underruns: number, excessSamplesDropped: number, staleSamplesDropped: number, staleSamplesPlayed: number,
 *   heldMs: number, targetMs: number, speed: number, stops: number, stopLatencyMs: number | null, greatestStopLatencyMs: number | null }} Counters
 */

const WORKLET = new URL('./worklets/playback-processor.js', import.meta.url);
const SAMPLES_PER_MS = 24;

/**
 * @implements {Playback}
 */
export class SpokenPlayback {
  #node;
  #listener;
  /** @type {Map<number, number>} when each response was told to stop, until it is silent */
  #stopping = new Map();
  /** @type {((samples: ArrayBuffer) => void) | null} */
  #recorder = null;

  /** @type {Counters} */
  counters = {
    underruns: 0,
    excessSamplesDropped: 0,
    staleSamplesDropped: 0,
    staleSamplesPlayed: 0,
    heldMs: 0,
    targetMs: 60,
    speed: 1,
    stops: 0,
    stopLatencyMs: null,
    greatestStopLatencyMs: null,
  };

  /**
   * @param {AudioWorkletNode} node
   * @param {PlaybackListener} listener
   */
  constructor(node, listener) {
    this.#node = node;
    this.#listener = listener;
    this.#node.port.onmessage = ({ data }) => this.#hear(data);
  }

  /**
   * @param {AudioContext} context
   * @param {AudioNode} output
   * @param {PlaybackListener} listener
   */
  static async open(context, output, listener) {
    await context.audioWorklet.addModule(WORKLET);
    const node = new AudioWorkletNode(context, 'charla-playback', {
      numberOfInputs: 0,
      outputChannelCount: [1],
    });
    node.connect(output);
    return new SpokenPlayback(node, listener);
  }

  /**
   * @param {number} response
   * @param {number} offset
   * @param {ArrayBuffer} samples
   */
  add(response, offset, samples) {
    this.#tell({ type: 'audio', response, offset, samples }, [samples]);
  }

  /** @param {number} response */
  stop(response) {
    this.#stopping.set(response, performance.now());
    this.#tell({ type: 'stop', response });
  }

  /** @param {number} response */
  end(response) {
    this.#tell({ type: 'end', response });
  }

  clear() {
    this.#tell({ type: 'clear' });
  }

  close() {
    this.#tell({ type: 'close' });
    this.#node.port.onmessage = null;
    this.#node.disconnect();
  }

  /**
   * For tests: gives what is played, in pieces of half a second.
   *
   * @param {((samples: ArrayBuffer) => void) | null} recorder null to have the rest and no more
   */
  record(recorder) {
    this.#recorder = recorder ?? this.#recorder;
    this.#tell({ type: 'record', on: recorder !== null });
  }

  /**
   * @param {PlaybackCommand} command
   * @param {Transferable[]} [transferred]
   */
  #tell(command, transferred = []) {
    this.#node.port.postMessage(command, transferred);
  }

  /** @param {PlaybackReport} report */
  #hear(report) {
    switch (report.type) {
      case 'started':
        this.#listener.started(report.response, report.atSeconds ?? null);
        break;
      case 'progress':
        this.#listener.progress(report.response, report.samples);
        break;
      case 'stopped':
        this.#listener.stopped(report.response, report.samples);
        break;
      case 'finished':
        this.#listener.finished(report.response, report.samples);
        break;
      case 'level':
        this.#listener.level(report.rms);
        break;
      case 'silent':
        this.#silent();
        break;
      case 'underrun':
        this.counters.underruns++;
        break;
      case 'counters':
        this.counters.excessSamplesDropped = report.excessSamplesDropped;
        this.counters.staleSamplesDropped = report.staleSamplesDropped;
        this.counters.staleSamplesPlayed = report.staleSamplesPlayed;
        this.counters.heldMs = Math.round(report.heldSamples / SAMPLES_PER_MS);
        this.counters.targetMs = Math.round(report.targetSamples / SAMPLES_PER_MS);
        this.counters.speed = report.speed;
        break;
      case 'recorded':
        this.#recorder?.(report.samples);
        break;
    }
  }

  #silent() {
    for (const askedAtMs of this.#stopping.values()) {
      const tookMs = performance.now() - askedAtMs;
      this.counters.stops++;
      this.counters.stopLatencyMs = tookMs;
      this.counters.greatestStopLatencyMs = Math.max(
        this.counters.greatestStopLatencyMs ?? 0,
        tookMs,
      );
    }
    this.#stopping.clear();
  }
}

/**
 * For a browser that cannot play: the captions stand for the voice, so an answer counts as taken in
 * once it is there.
 *
 * @implements {Playback}
 */
export class SilentPlayback {
  #listener;

  /** @param {PlaybackListener} listener */
  constructor(listener) {
    this.#listener = listener;
  }

  add() {}

  /** @param {number} response */
  stop(response) {
    this.#listener.stopped(response, 0);
  }

  /**
   * @param {number} response
   * @param {number} samples
   */
  end(response, samples) {
    this.#listener.finished(response, samples);
  }

  clear() {}

  close() {}
}
