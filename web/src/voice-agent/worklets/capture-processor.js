import { Framer } from './framer.js';

/** The longest block a browser hands to a worklet; today it is always 128. */
const BLOCK_SAMPLES = 4096;

/** Turns what the microphone gives into frames for the server. */
class CaptureProcessor extends AudioWorkletProcessor {
  #open = true;
  #framer = new Framer(sampleRate, BLOCK_SAMPLES, (frame, rms, peak) => {
    /** @type {import('./audio-messages.js').CaptureReport} */
    const report = { type: 'frame', samples: frame.buffer, rms, peak, atSeconds: currentTime };
    this.port.postMessage(report, [frame.buffer]);
  });

  constructor() {
    super();
    this.port.onmessage = () => {
      this.#open = false;
    };
  }

  /**
   * @param {Float32Array[][]} inputs
   */
  process(inputs) {
    const channels = inputs[0];
    if (this.#open && channels !== undefined && channels.length > 0) {
      this.#framer.write(channels);
    }
    return this.#open;
  }
}

registerProcessor('charla-capture', CaptureProcessor);
