/**
 * What the page and its audio worklets say to each other. Types only.
 *
 * Sample counts and positions are always at 24 kHz; levels are root mean squares from 0 to 1.
 *
 * @typedef {{ type: 'frame', samples: ArrayBuffer, rms: number, peak: number,
 *   atSeconds: number }} CaptureReport 20 ms of PCM16 from the microphone, and when they ended, by the
 *   audio's clock
 *
 * @typedef {{ type: 'audio', response: number, offset: number, samples: ArrayBuffer }
 *   | { type: 'stop', response: number }
 *   | { type: 'end', response: number }
 *   | { type: 'clear' }
 *   | { type: 'record', on: boolean }
 *   | { type: 'close' }} PlaybackCommand
 *
 * @typedef {{ type: 'started', response: number, atSeconds?: number }
 *   | { type: 'progress', response: number, samples: number }
 *   | { type: 'stopped', response: number, samples: number }
 *   | { type: 'finished', response: number, samples: number }
 *   | { type: 'silent' }
 *   | { type: 'underrun', response: number, targetMs: number }
 *   | { type: 'level', rms: number }
 *   | { type: 'counters', excessSamplesDropped: number, staleSamplesDropped: number,
 *     staleSamplesPlayed: number, heldSamples: number, targetSamples: number, speed: number }
 *   | { type: 'recorded', samples: ArrayBuffer }} PlaybackReport
 *   `atSeconds` is when the first sample is played, by the audio's clock
 */
export {};
