import { Resampler } from './resampler.js';

const RATE_HZ = 24_000;
export const FRAME_SAMPLES = 480;

/** Cuts a microphone's blocks, at any rate and with any number of channels, into 20 ms of PCM16. */
export class Framer {
  #resampler;
  #mono;
  #resampled;
  #frame = new Int16Array(FRAME_SAMPLES);
  #filled = 0;
  #squares = 0;
  #peak = 0;
  #deliver;

  /**
   * @param {number} rateHz the rate of the blocks
   * @param {number} blockSamples the longest block
   * @param {(frame: Int16Array<ArrayBuffer>, rms: number, peak: number) => void} deliver is given each
   *   frame to keep, with its level and its loudest sample, both from 0 to 1
   */
  constructor(rateHz, blockSamples, deliver) {
    this.#resampler = new Resampler(rateHz, RATE_HZ);
    this.#mono = new Float32Array(blockSamples);
    this.#resampled = new Float32Array(this.#resampler.outputAtMost(blockSamples));
    this.#deliver = deliver;
  }

  /** @param {Float32Array[]} channels of equal length */
  write(channels) {
    const length = Math.min(channels[0]?.length ?? 0, this.#mono.length);
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let c = 0; c < channels.length; c++) {
        sum += /** @type {Float32Array} */ (channels[c])[i] ?? 0;
      }
      this.#mono[i] = sum / channels.length;
    }
    const count = this.#resampler.push(this.#mono, length, this.#resampled);
    for (let i = 0; i < count; i++) {
      this.#add(/** @type {number} */ (this.#resampled[i]));
    }
  }

  /** @param {number} sample */
  #add(sample) {
    const clipped = Math.max(-1, Math.min(1, sample));
    this.#frame[this.#filled++] = Math.round(clipped * 32_767);
    this.#squares += clipped * clipped;
    this.#peak = Math.max(this.#peak, Math.abs(clipped));
    if (this.#filled === FRAME_SAMPLES) {
      this.#deliver(this.#frame, Math.sqrt(this.#squares / FRAME_SAMPLES), this.#peak);
      this.#frame = new Int16Array(FRAME_SAMPLES);
      this.#filled = 0;
      this.#squares = 0;
      this.#peak = 0;
    }
  }
}
