package dev.charla.engine.session;

import dev.charla.audio.AudioEncoding;
import dev.charla.audio.Resampler;
import dev.charla.engine.response.HeardText;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.protocol.AudioBytes;
import dev.charla.protocol.ContentPart;
import dev.charla.protocol.Item;
import dev.charla.protocol.ItemStatus;
import dev.charla.protocol.ResponseEvent;
import dev.charla.protocol.ResponseId;
import dev.charla.protocol.Role;
import java.util.List;
import java.util.Map;

/**
 * Tells of one message of a response: its part, the words and the sound in it, and their end.
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
    private final Outbox out;
    private final StringBuilder text = new StringBuilder();

    private final short[] waiting = new short[DELTA_MS * SAMPLES_PER_MS];
    private int waitingSamples;
    private boolean anyAudio;

    /**
     * @param outputIndex the message's place in the response
     * @param encoding of the audio, if there is any
     */
    MessageWriter(
            ResponseId response,
            int outputIndex,
            ItemEntry entry,
            AudioEncoding encoding,
            Outbox out) {
        this.response = response;
        this.outputIndex = outputIndex;
        this.entry = entry;
        this.spoken = entry.speech != null;
        this.speech = entry.speech == null ? new HeardText() : entry.speech;
        this.encoding = encoding;
        this.resampler = new Resampler(Synthesizer.SAMPLE_RATE_HZ, encoding.sampleRateHz());
        this.out = out;
    }

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

    private void flush() {
        if (waitingSamples == 0) {
            return;
        }
        speech.audio(waitingSamples);
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
        }
        ContentPart part = closePart();
        out.send(
                new ResponseEvent.ContentPartDone(
                        out.eventId(), response, entry.id, outputIndex, 0, part));
        Item.Message message =
                new Item.Message(Role.ASSISTANT, List.of(part), entry.id, status, null, Map.of());
        entry.item = message;
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
