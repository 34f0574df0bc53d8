package dev.charla.engine.session;

import dev.charla.audio.AudioEncoding;
import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.engine.items.ItemEntry;
import dev.charla.engine.leg.Outbox;
import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import dev.charla.engine.settings.SessionRules;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.event.TranscriptionEvent;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.response.FailureDetails;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Transcribes audio that a client adds as an item. Confined to the loop; the recogniser's results
 * are passed to it.
 */
final class ItemEars {
    private final Recognizer recognizer;
    private final SessionLoop loop;
    private final Outbox out;
    private final LiveSettings settings;
    private final Runnable whenKnown;
    private final Set<Listening> open = new HashSet<>();

    /**
     * @param whenKnown called after the words of an item are known, or will not be
     */
    ItemEars(
            Recognizer recognizer,
            SessionLoop loop,
            Outbox out,
            LiveSettings settings,
            Runnable whenKnown) {
        this.recognizer = recognizer;
        this.loop = loop;
        this.out = out;
        this.settings = settings;
        this.whenKnown = whenKnown;
    }

    boolean isListening() {
        return !open.isEmpty();
    }

    /** Transcribes an item; the result is reported like that of a turn. */
    void listen(ItemEntry entry, int contentIndex, AudioBytes audio) {
        AudioEncoding encoding = SessionRules.inputEncoding(settings.now());
        Pcm16 given = encoding.decode(audio.toByteArray());
        entry.spokenMs = given.duration().toMillis();
        Listening listening = new Listening(entry, contentIndex);
        if (!recognizer.isReady()) {
            listening.lost("warming_up", "Speech recognition is still warming up.");
            return;
        }
        try {
            Recognizer.Utterance utterance = recognizer.open(listening);
            listening.utterance = utterance;
            open.add(listening);
            Resampler resampler = new Resampler(given.sampleRateHz(), Recognizer.SAMPLE_RATE_HZ);
            short[] samples = new short[resampler.maxOutput(given.length())];
            int made = resampler.resample(given.samples(), 0, given.length(), samples, 0);
            utterance.audio(samples, 0, made);
            utterance.finish();
        } catch (RecognizerBusyException e) {
            listening.lost("recognizer_busy", "Too many people are speaking at once.");
        }
    }

    void close() {
        for (Listening each : open) {
            each.cancel();
        }
        open.clear();
    }

    private final class Listening implements Recognizer.Listener {
        private final ItemEntry entry;
        private final int contentIndex;
        private Recognizer.@Nullable Utterance utterance;

        Listening(ItemEntry entry, int contentIndex) {
            this.entry = entry;
            this.contentIndex = contentIndex;
        }

        void cancel() {
            if (utterance != null) {
                utterance.cancel();
            }
        }

        @Override
        public void partial(String text) {
            // Partial results of past speech are not needed.
        }

        @Override
        public void done(Hypothesis hypothesis) {
            loop.execute(() -> {
                if (open.remove(this)) {
                    entry.transcript(hypothesis.text());
                    entry.understood = hypothesis.certain();
                    out.send(
                            new TranscriptionEvent.Completed(
                                    out.eventId(),
                                    entry.id,
                                    contentIndex,
                                    hypothesis.text(),
                                    settings.language(),
                                    null,
                                    null,
                                    null));
                    whenKnown.run();
                }
            });
        }

        @Override
        public void failed(String reason) {
            loop.execute(() -> {
                if (open.remove(this)) {
                    lost("recognition_failed", reason);
                    whenKnown.run();
                }
            });
        }

        void lost(String code, String message) {
            entry.understood = false;
            out.send(
                    new TranscriptionEvent.Failed(
                            out.eventId(),
                            entry.id,
                            contentIndex,
                            new FailureDetails("server_error", code, message, null)));
        }
    }
}
