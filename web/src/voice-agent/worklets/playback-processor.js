import { Playout } from './playout.js';
import { Resampler } from './resampler.js';

/** @typedef {import('./audio-messages.js').PlaybackCommand} PlaybackCommand */
/** @typedef {import('./audio-messages.js').PlaybackReport} PlaybackReport */

const RATE_HZ = 24_000;
const LEVEL_SAMPLES = RATE_HZ / 40;
const RECORDING_SAMPLES = RATE_HZ / 2;
const COUNTERS_SAMPLES = RATE_HZ / 2;

/** Plays the agent's voice at the rate of the browser's output. */
class PlaybackProcessor extends AudioWorkletProcessor {
  #open = true;
  #playout = new Playout((report) => this.#post(report));
  #resampler = new Resampler(RATE_HZ, sampleRate, { varies: true });
  #block = new Float32Array(8192);
  #squares = 0;
  #measured = 0;
  #wasSilent = true;
  #sinceCounters = 0;
  /** @type {Int16Array<ArrayBuffer> | null} for browser tests: what is played, as it is played */
  #recording = null;
  #recorded = 0;

  constructor() {
    super();
    this.port.onmessage = (event) => this.#obey(event.data);
  }

  /** @param {PlaybackCommand} command */
  #obey(command) {
    switch (command.type) {
      case 'audio':
        this.#playout.add(command.response, command.offset, new Int16Array(command.samples));
        break;
      case 'end':
        this.#playout.end(command.response);
        break;
      case 'stop':
        this.#playout.stop(command.response);
        this.#postCounters();
        break;
      case 'clear':
        this.#playout.clear();
        break;
      case 'record':
        this.#postRecording();
        this.#recording = command.on ? new Int16Array(RECORDING_SAMPLES) : null;
        this.#postCounters();
        break;
      case 'close':
        this.#open = false;
        break;
    }
  }

  /**
   * @param {Float32Array[][]} _inputs
   * @param {Float32Array[][]} outputs
   */
  process(_inputs, outputs) {
    const channels = outputs[0];
    const first = channels?.[0];
    if (channels === undefined || first === undefined) {
      return this.#open;
    }
    const speed = this.#playout.speed;
    const count = this.#resampler.inputFor(first.length, speed);
    this.#playout.read(this.#block, count);
    this.#resampler.pull(this.#block, first, first.length, speed);
    for (let c = 1; c < channels.length; c++) {
      channels[c]?.set(first);
    }
    this.#measure(count);
    this.#count(count);
    if (this.#recording !== null) {
      this.#record(this.#recording, count);
    }
    return this.#open;
  }

  /** @param {number} count */
  #measure(count) {
    const silent = this.#playout.silent;
    if (silent && this.#wasSilent) {
      return;
    }
    for (let i = 0; i < count; i++) {
      this.#squares += /** @type {number} */ (this.#block[i]) ** 2;
    }
    this.#measured += count;
    if (this.#measured >= LEVEL_SAMPLES || silent) {
      const rms = silent ? 0 : Math.sqrt(this.#squares / this.#measured);
      this.#post({ type: 'level', rms });
      this.#squares = 0;
      this.#measured = 0;
    }
    this.#wasSilent = silent;
  }

  /**
   * Tells how it goes, twice a second while there is something to play.
   *
   * @param {number} count
   */
  #count(count) {
    this.#sinceCounters += count;
    if (this.#sinceCounters >= COUNTERS_SAMPLES && !this.#playout.silent) {
      this.#sinceCounters = 0;
      this.#postCounters();
    }
  }

  /**
   * @param {Int16Array<ArrayBuffer>} recording
   * @param {number} count
   */
  #record(recording, count) {
    let into = recording;
    for (let i = 0; i < count; i++) {
      into[this.#recorded++] = Math.round(/** @type {number} */ (this.#block[i]) * 32_768);
      if (this.#recorded === RECORDING_SAMPLES) {
        this.#postRecording();
        into = new Int16Array(RECORDING_SAMPLES);
        this.#recording = into;
      }
    }
  }

  #postRecording() {
    if (this.#recording !== null) {
      const samples = this.#recording.slice(0, this.#recorded).buffer;
      this.#recorded = 0;
      this.port.postMessage({ type: 'recorded', samples }, [samples]);
    }
  }

  #postCounters() {
    const { excessSamplesDropped, staleSamplesDropped, staleSamplesPlayed } = this.#playout;
    const { heldSamples, targetSamples, speed } = this.#playout;
    this.#post({
      type: 'counters',
      excessSamplesDropped,
      staleSamplesDropped,
      staleSamplesPlayed,
      heldSamples,
      targetSamples,
      speed,
    });
  }

  /** @param {PlaybackReport} report */
  #post(report) {
    if (report.type === 'started') {
      // What is read now leaves the filter this much later.
      report.atSeconds = currentTime + this.#resampler.delaySamples / RATE_HZ;
    }
    this.port.postMessage(report);
  }
}

registerProcessor('charla-playback', PlaybackProcessor);
