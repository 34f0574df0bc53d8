package dev.charla.engine.answers;

import dev.charla.audio.AudioEncoding;
import dev.charla.audio.Resampler;
import dev.charla.engine.items.ItemEntry;
import dev.charla.engine.leg.Outbox;
import dev.charla.engine.response.HeardText;
import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.protocol.event.AnimationEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.item.ContentPart;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemStatus;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.item.Role;
import dev.charla.protocol.json.AudioBytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sends the events of one message of a response: its content part, words, audio, and their end.
 * Confined to the loop.
 */
final class MessageWriter {
    /** The first piece leaves early, for the sake of latency; 40 ms is two frames of a player. */
    private static final int FIRST_DELTA_MS = 40;

    /** Later ones are as long as the service's, within its 100 to 250 ms. */
    private static final int DELTA_MS = 200;

    private static final int SAMPLES_PER_MS = Synthesizer.SAMPLE_RATE_HZ / 1_000;

    private final ResponseId response;
    private final int outputIndex;
    private final ItemEntry entry;
    private final HeardText speech;
    private final boolean spoken;
    private final AudioEncoding encoding;
    private final Resampler resampler;
    private final Set<SpeechTiming.Kind> times;
    private final Outbox out;

    /** Times that are told when their audio is. */
    private final Deque<Mark> marks = new ArrayDeque<>();

    private final StringBuilder text = new StringBuilder();

    private final short[] waiting = new short[DELTA_MS * SAMPLES_PER_MS];
    private int waitingSamples;
    private boolean anyAudio;

    /**
     * @param outputIndex the message's place in the response
     * @param encoding of the audio, if there is any
     * @param times which times in it are told
     */
    MessageWriter(
            ResponseId response,
            int outputIndex,
            ItemEntry entry,
            AudioEncoding encoding,
            Set<SpeechTiming.Kind> times,
            Outbox out) {
        this.response = response;
        this.outputIndex = outputIndex;
        this.entry = entry;
        this.spoken = entry.speech != null;
        this.speech = entry.speech == null ? new HeardText() : entry.speech;
        this.encoding = encoding;
        this.resampler = new Resampler(Synthesizer.SAMPLE_RATE_HZ, encoding.sampleRateHz());
        this.times = entry.speech == null ? Set.of() : times;
        this.out = out;
    }

    /**
     * Something at a moment of the audio.
     *
     * @param fromSample of the item's audio
     * @param event told once that moment is sent
     */
    private record Mark(long fromSample, ServerEvent event) {}

    /** Opens its one part; the item was told of before. */
    void open() {
        ContentPart part =
                spoken ? new ContentPart.Audio("", Map.of()) : new ContentPart.Text("", Map.of());
        out.send(
                new ResponseEvent.ContentPartAdded(
                        out.eventId(), response, entry.id, outputIndex, 0, part));
    }

    /** More words that are only written. */
    void text(String delta) {
        text.append(delta);
        out.send(
                new ResponseEvent.TextDelta(
                        out.eventId(), response, entry.id, outputIndex, 0, delta));
    }

    /** The next words that are spoken; what is left of the audio before them goes first. */
    void sentence(String words) {
        flush();
        text.append(words);
        speech.words(words);
        out.send(
                new ResponseEvent.AudioTranscriptDelta(
                        out.eventId(), response, entry.id, outputIndex, 0, words));
    }

    /** More audio at the synthesiser's rate. */
    void audio(short[] samples) {
        int at = 0;
        while (at < samples.length) {
            int count = Math.min(samples.length - at, waiting.length - waitingSamples);
            System.arraycopy(samples, at, waiting, waitingSamples, count);
            waitingSamples += count;
            at += count;
            int enough = (anyAudio ? DELTA_MS : FIRST_DELTA_MS) * SAMPLES_PER_MS;
            if (waitingSamples >= enough) {
                flush();
            }
        }
    }

    /** What the audio to come is. */
    void timing(SpeechTiming timing) {
        long begin = speech.samples() + waitingSamples;
        List<Mark> told = new ArrayList<>();
        if (times.contains(SpeechTiming.Kind.WORDS)) {
            timing.words().forEach(word -> told.add(mark(begin, word)));
        }
        if (times.contains(SpeechTiming.Kind.VISEMES)) {
            timing.visemes().forEach(viseme -> told.add(mark(begin, viseme)));
        }
        told.sort(Comparator.comparingLong(Mark::fromSample));
        marks.addAll(told);
    }

    private Mark mark(long begin, SpeechTiming.Word word) {
        long from = begin + word.fromSample();
        return new Mark(
                from,
                new ResponseEvent.AudioTimestampDelta(
                        out.eventId(),
                        response,
                        entry.id,
                        outputIndex,
                        0,
                        (int) (from / SAMPLES_PER_MS),
                        word.samples() / SAMPLES_PER_MS,
                        word.text(),
                        "word"));
    }

    private Mark mark(long begin, SpeechTiming.Viseme viseme) {
        long from = begin + viseme.fromSample();
        return new Mark(
                from,
                new AnimationEvent.VisemeDelta(
                        out.eventId(),
                        response,
                        entry.id,
                        outputIndex,
                        0,
                        (int) (from / SAMPLES_PER_MS),
                        viseme.id()));
    }

    private void tellMarks(long untilSample) {
        while (!marks.isEmpty() && marks.getFirst().fromSample() < untilSample) {
            out.send(marks.removeFirst().event());
        }
    }

    private void flush() {
        if (waitingSamples == 0) {
            return;
        }
        speech.audio(waitingSamples);
        tellMarks(speech.samples());
        anyAudio = true;
        short[] resampled = new short[resampler.maxOutput(waitingSamples)];
        int made = resampler.resample(waiting, 0, waitingSamples, resampled, 0);
        waitingSamples = 0;
        byte[] bytes = new byte[made * encoding.bytesPerSample()];
        encoding.encode(resampled, 0, bytes, 0, made);
        out.send(
                new ResponseEvent.AudioDelta(
                        out.eventId(), response, entry.id, outputIndex, 0, AudioBytes.wrap(bytes)));
    }

    /**
     * Closes what is open and tells the end.
     *
     * @param whole whether all of it was made; what was stopped must not be followed by more of it
     */
    void close(ItemStatus status, boolean whole) {
        if (whole) {
            flush();
            tellMarks(speech.samples());
        }
        ContentPart part = closePart();
        out.send(
                new ResponseEvent.ContentPartDone(
                        out.eventId(), response, entry.id, outputIndex, 0, part));
        Item.Message message =
                new Item.Message(Role.ASSISTANT, List.of(part), entry.id, status, null, Map.of());
        // It may have been cut while it was being made.
        entry.item = entry.asHeard(message);
        out.send(new ResponseEvent.OutputItemDone(out.eventId(), response, outputIndex, message));
    }

    private ContentPart closePart() {
        String words = text.toString();
        if (!spoken) {
            out.send(
                    new ResponseEvent.TextDone(
                            out.eventId(), response, entry.id, outputIndex, 0, words));
            return new ContentPart.Text(words, Map.of());
        }
        if (times.contains(SpeechTiming.Kind.WORDS)) {
            out.send(
                    new ResponseEvent.AudioTimestampDone(
                            out.eventId(), response, entry.id, outputIndex, 0));
        }
        if (times.contains(SpeechTiming.Kind.VISEMES)) {
            out.send(
                    new AnimationEvent.VisemeDone(
                            out.eventId(), response, entry.id, outputIndex, 0));
        }
        out.send(new ResponseEvent.AudioDone(out.eventId(), response, entry.id, outputIndex, 0));
        out.send(
                new ResponseEvent.AudioTranscriptDone(
                        out.eventId(), response, entry.id, outputIndex, 0, words));
        return new ContentPart.Audio(words, Map.of());
    }

    /** Tokens spoken so far, by the rate the service bills. */
    int audioTokens() {
        return TokenCount.ofOutputAudio(speech.samples() / SAMPLES_PER_MS);
    }

    /** Tokens written so far. */
    int textTokens() {
        return TokenCount.ofText(text);
    }
}
