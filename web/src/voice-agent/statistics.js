/**
 * How the sound of a conversation goes, as rows of a table.
 *
 * @param {import('./conversation.js').Conversation} conversation
 * @param {import('./i18n/index.js').Translate} say
 * @returns {(readonly [string, string])[]}
 */
export function statisticsOf(conversation, say) {
  const { sound } = conversation.voice;
  const { uplink } = conversation.caller;
  const counters = sound?.counters ?? null;
  const drift = sound?.driftPpm ?? null;
  const stop = counters?.stopLatencyMs ?? null;
  const ms = (/** @type {number | null | undefined} */ value) =>
    value === null || value === undefined ? '–' : `${Math.round(value)} ms`;
  return [
    [say('sound.held'), `${ms(counters?.heldMs)} / ${ms(counters?.targetMs)}`],
    [say('sound.underruns'), String(counters?.underruns ?? '–')],
    [
      say('sound.dropped'),
      counters === null
        ? '–'
        : ms((counters.excessSamplesDropped + counters.staleSamplesDropped) / 24),
    ],
    [say('sound.speed'), counters === null ? '–' : `${(counters.speed * 100).toFixed(2)} %`],
    [say('sound.drift'), drift === null ? '–' : `${drift} ppm`],
    [
      say('sound.rate'),
      sound?.context === null || sound === null ? '–' : `${sound.context.sampleRate} Hz`,
    ],
    [say('sound.output'), sound === null ? '–' : ms(sound.outputMs)],
    [say('sound.stop'), ms(stop)],
    [say('sound.waiting'), ms(uplink.waiting * 20)],
    [say('sound.lost'), ms(uplink.dropped * 20)],
    [say('sound.kept'), `${Math.round(conversation.voice.kept.kept / 24_000)} s`],
  ];
}
