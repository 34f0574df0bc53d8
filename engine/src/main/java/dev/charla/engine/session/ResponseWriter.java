package dev.charla.engine.session;

import dev.charla.audio.AudioEncoding;
import dev.charla.audio.Resampler;
import dev.charla.engine.response.HeardText;
import dev.charla.engine.response.ResponseLife.Ending;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.protocol.AudioBytes;
import dev.charla.protocol.ContentPart;
import dev.charla.protocol.ConversationId;
import dev.charla.protocol.ConversationItemEvent;
import dev.charla.protocol.EventId;
import dev.charla.protocol.FailureDetails;
import dev.charla.protocol.Item;
import dev.charla.protocol.ItemId;
import dev.charla.protocol.ItemStatus;
import dev.charla.protocol.Response;
import dev.charla.protocol.ResponseEvent;
import dev.charla.protocol.ResponseStatus;
import dev.charla.protocol.Role;
import dev.charla.protocol.ServerEvent;
import dev.charla.protocol.StatusDetails;
import dev.charla.protocol.Usage;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The chain of events that tells of one response, in the service's order, every part that was
 * opened closed again whatever ends it. Confined to the loop.
 */
final class ResponseWriter {
    /** The first piece leaves early, for the sake of latency; 40 ms is two frames of a player. */
    private static final int FIRST_DELTA_MS = 40;

    /** Later ones are as long as the service's, within its 100 to 250 ms. */
    private static final int DELTA_MS = 200;

    private static final int SAMPLES_PER_MS = Synthesizer.SAMPLE_RATE_HZ / 1_000;

    private final Response created;
    private final ItemEntry entry;
    private final HeardText speech;
    private final boolean spoken;
    private final AudioEncoding encoding;
    private final Resampler resampler;
    private final Supplier<EventId> eventIds;
    private final Consumer<ServerEvent> out;
    private final int inputTokens;
    private final StringBuilder text = new StringBuilder();

    private final short[] waiting = new short[DELTA_MS * SAMPLES_PER_MS];
    private int waitingSamples;
    private boolean opened;
    private boolean anyAudio;

    /**
     * @param created as {@code response.created} shows it
     * @param entry of the item that the response makes
     * @param inputTokens what the response reads, for its usage
     */
    ResponseWriter(
            Response created,
            ItemEntry entry,
            boolean spoken,
            AudioEncoding encoding,
            int inputTokens,
            Supplier<EventId> eventIds,
            Consumer<ServerEvent> out) {
        this.created = created;
        this.entry = entry;
        this.speech = entry.speech == null ? new HeardText() : entry.speech;
        this.spoken = spoken;
        this.encoding = encoding;
        this.resampler = new Resampler(Synthesizer.SAMPLE_RATE_HZ, encoding.sampleRateHz());
        this.inputTokens = inputTokens;
        this.eventIds = eventIds;
        this.out = out;
    }

    /** Tells that there is a response. */
    void created() {
        out.accept(new ResponseEvent.Created(eventIds.get(), created));
    }

    /** Tells of its item; {@code previous} is the one before it. */
    void open(ItemId previous) {
        opened = true;
        Item.Message empty = entry.message;
        out.accept(new ResponseEvent.OutputItemAdded(eventIds.get(), created.id(), 0, empty));
        out.accept(new ConversationItemEvent.Created(eventIds.get(), previous, empty));
        ContentPart part =
                spoken ? new ContentPart.Audio("", Map.of()) : new ContentPart.Text("", Map.of());
        out.accept(
                new ResponseEvent.ContentPartAdded(
                        eventIds.get(), created.id(), entry.id, 0, 0, part));
    }

    /** More words that are only written. */
    void text(String delta) {
        text.append(delta);
        out.accept(
                new ResponseEvent.TextDelta(eventIds.get(), created.id(), entry.id, 0, 0, delta));
    }

    /** The next words that are spoken; what is left of the audio before them goes first. */
    void sentence(String words) {
        flush();
        text.append(words);
        speech.words(words);
        out.accept(
                new ResponseEvent.AudioTranscriptDelta(
                        eventIds.get(), created.id(), entry.id, 0, 0, words));
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
        out.accept(
                new ResponseEvent.AudioDelta(
                        eventIds.get(), created.id(), entry.id, 0, 0, AudioBytes.wrap(bytes)));
    }

    /** Closes what is open and tells the end. */
    void end(Ending ending, @Nullable FailureDetails failure) {
        boolean completed = ending == Ending.COMPLETED;
        // What was cancelled must not be followed by more of it.
        if (completed || ending == Ending.MAX_TOKENS) {
            flush();
        }
        List<Item> output = List.of();
        if (opened) {
            output = List.of(close(completed ? ItemStatus.COMPLETED : ItemStatus.INCOMPLETE));
        }
        Response done =
                created.toBuilder()
                        .status(status(ending))
                        .statusDetails(details(ending, failure))
                        .output(output)
                        .usage(usage())
                        .build();
        out.accept(new ResponseEvent.Done(eventIds.get(), done));
    }

    private Item close(ItemStatus status) {
        String words = text.toString();
        ContentPart part;
        if (spoken) {
            part = new ContentPart.Audio(words, Map.of());
            out.accept(new ResponseEvent.AudioDone(eventIds.get(), created.id(), entry.id, 0, 0));
            out.accept(
                    new ResponseEvent.AudioTranscriptDone(
                            eventIds.get(), created.id(), entry.id, 0, 0, words));
        } else {
            part = new ContentPart.Text(words, Map.of());
            out.accept(
                    new ResponseEvent.TextDone(
                            eventIds.get(), created.id(), entry.id, 0, 0, words));
        }
        out.accept(
                new ResponseEvent.ContentPartDone(
                        eventIds.get(), created.id(), entry.id, 0, 0, part));
        Item.Message whole = message(entry.id, status, List.of(part));
        entry.message = whole;
        out.accept(new ResponseEvent.OutputItemDone(eventIds.get(), created.id(), 0, whole));
        return whole;
    }

    /** An item of the agent's. */
    static Item.Message message(ItemId id, ItemStatus status, List<ContentPart> content) {
        return new Item.Message(Role.ASSISTANT, content, id, status, null, Map.of());
    }

    private static ResponseStatus status(Ending ending) {
        return switch (ending) {
            case COMPLETED -> ResponseStatus.COMPLETED;
            case CLIENT_CANCELLED, TURN_DETECTED, ABANDONED -> ResponseStatus.CANCELLED;
            case MAX_TOKENS -> ResponseStatus.INCOMPLETE;
            case FAILED -> ResponseStatus.FAILED;
        };
    }

    private static @Nullable StatusDetails details(
            Ending ending, @Nullable FailureDetails failure) {
        return switch (ending) {
            case COMPLETED -> null;
            case CLIENT_CANCELLED, ABANDONED ->
                    new StatusDetails("cancelled", "client_cancelled", null);
            case TURN_DETECTED -> new StatusDetails("cancelled", "turn_detected", null);
            case MAX_TOKENS -> new StatusDetails("incomplete", "max_output_tokens", null);
            case FAILED -> new StatusDetails("failed", null, failure);
        };
    }

    /** Tokens written and spoken so far, by the rates the service bills. */
    int outputTokens() {
        return TokenCount.ofText(text)
                + TokenCount.ofOutputAudio(speech.samples() / SAMPLES_PER_MS);
    }

    private Usage usage() {
        int textTokens = TokenCount.ofText(text);
        int audioTokens = TokenCount.ofOutputAudio(speech.samples() / SAMPLES_PER_MS);
        return new Usage(
                inputTokens + textTokens + audioTokens,
                inputTokens,
                textTokens + audioTokens,
                new Usage.InputTokenDetails(
                        0, inputTokens, 0, 0, new Usage.CachedTokenDetails(0, 0, 0), null),
                new Usage.OutputTokenDetails(textTokens, audioTokens, 0));
    }

    /** The conversation every response of a cascaded session names. */
    static final ConversationId CONVERSATION = ConversationId.NONE;
}
