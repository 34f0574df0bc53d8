package dev.charla.engine.answers;

import dev.charla.audio.AudioEncoding;
import dev.charla.engine.items.ItemEntry;
import dev.charla.engine.leg.Outbox;
import dev.charla.engine.reply.ReplyTools;
import dev.charla.engine.response.ResponseLife.Ending;
import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.engine.tools.McpCallWriter;
import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.item.CallId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ItemStatus;
import dev.charla.protocol.response.FailureDetails;
import dev.charla.protocol.response.Response;
import dev.charla.protocol.response.ResponseStatus;
import dev.charla.protocol.response.StatusDetails;
import dev.charla.protocol.response.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends the sequence of events of one response, in Azure's order. It closes every part that it
 * opened, however the response ends. Confined to the loop.
 */
public final class ResponseWriter {
    /** Arguments come in pieces, as a model makes them. */
    private static final int ARGUMENT_PIECE = 256;

    private final Response created;
    private final Places places;
    private final AudioEncoding encoding;
    private final InputTokens input;
    private final Set<SpeechTiming.Kind> times;
    private final Outbox out;
    private final List<ItemEntry> output = new ArrayList<>();
    private @Nullable MessageWriter message;
    private int textTokens;
    private int audioTokens;

    /** Where the items of a response come from and go to. */
    public interface Places {
        /** A message that is about to be made. */
        ItemEntry message();

        /** A name for a call. */
        CallId callId();

        /** A name for an item that is no message. */
        ItemId itemId();

        /**
         * Puts an item into the conversation and tells of the one before it.
         *
         * @return null for a response outside the conversation, whose items nobody is told of
         */
        @Nullable Added add(ItemEntry entry);
    }

    /**
     * An item's place.
     *
     * @param previous as the session tells it
     */
    public record Added(@Nullable ItemId previous) {}

    /** What a response reads. */
    public record InputTokens(int text, int audio) {}

    /**
     * @param created as {@code response.created} shows it
     * @param input what the response reads, for its usage
     * @param times which times in its audio are told
     */
    public ResponseWriter(
            Response created,
            Places places,
            AudioEncoding encoding,
            InputTokens input,
            Set<SpeechTiming.Kind> times,
            Outbox out) {
        this.created = created;
        this.places = places;
        this.encoding = encoding;
        this.input = input;
        this.times = times;
        this.out = out;
    }

    /** Tells that there is a response. */
    void created() {
        out.send(new ResponseEvent.Created(out.eventId(), created));
    }

    /** More words that are only written. */
    void text(String delta) {
        message().text(delta);
    }

    /** The next words that are spoken. */
    void sentence(String words) {
        message().sentence(words);
    }

    /** What the audio to come is. */
    void timing(SpeechTiming timing) {
        message().timing(timing);
    }

    /** More audio at the synthesiser's rate. */
    void audio(short[] samples) {
        message().audio(samples);
    }

    private MessageWriter message() {
        if (message == null) {
            ItemEntry entry = places.message();
            int index = tell(entry);
            message = new MessageWriter(created.id(), index, entry, encoding, times, out);
            message.open();
        }
        return message;
    }

    /** Returns the item's place in the response. */
    private int tell(ItemEntry entry) {
        int index = output.size();
        output.add(entry);
        out.send(new ResponseEvent.OutputItemAdded(out.eventId(), created.id(), index, entry.item));
        Added added = places.add(entry);
        if (added != null) {
            out.send(
                    new ConversationItemEvent.Created(out.eventId(), added.previous(), entry.item));
        }
        return index;
    }

    /** A tool of an MCP server is called. Returns what tells how that goes on. */
    McpCallWriter mcpCall(ReplyTools.Served served, String arguments) {
        closeMessage(ItemStatus.COMPLETED, true);
        McpCallWriter call = new McpCallWriter(created.id(), output.size(), served, arguments, out);
        tell(call.entry());
        call.tellArguments();
        textTokens += TokenCount.ofText(served.tool()) + TokenCount.ofText(arguments);
        return call;
    }

    /** A function is called. */
    void call(String name, String arguments) {
        closeMessage(ItemStatus.COMPLETED, true);
        CallId call = places.callId();
        ItemId id = places.itemId();
        ItemEntry entry =
                new ItemEntry(
                        id,
                        new Item.FunctionCall(name, call, "", id, ItemStatus.IN_PROGRESS, Map.of()),
                        null);
        int index = tell(entry);
        for (int at = 0; at < arguments.length(); at += ARGUMENT_PIECE) {
            String piece =
                    arguments.substring(at, Math.min(arguments.length(), at + ARGUMENT_PIECE));
            out.send(
                    new ResponseEvent.FunctionCallArgumentsDelta(
                            out.eventId(), created.id(), id, index, call, piece));
        }
        out.send(
                new ResponseEvent.FunctionCallArgumentsDone(
                        out.eventId(), created.id(), id, index, call, arguments, name));
        Item whole =
                new Item.FunctionCall(name, call, arguments, id, ItemStatus.COMPLETED, Map.of());
        entry.item = whole;
        out.send(new ResponseEvent.OutputItemDone(out.eventId(), created.id(), index, whole));
        textTokens += TokenCount.ofText(name) + TokenCount.ofText(arguments);
    }

    private void closeMessage(ItemStatus status, boolean whole) {
        MessageWriter open = message;
        if (open != null) {
            message = null;
            open.close(status, whole);
            textTokens += open.textTokens();
            audioTokens += open.audioTokens();
        }
    }

    /** Closes what is open and tells the end. */
    void end(Ending ending, @Nullable FailureDetails failure) {
        boolean completed = ending == Ending.COMPLETED;
        closeMessage(
                completed ? ItemStatus.COMPLETED : ItemStatus.INCOMPLETE,
                completed || ending == Ending.MAX_TOKENS || ending == Ending.CONTENT_FILTER);
        Response done =
                created.toBuilder()
                        .status(status(ending))
                        .statusDetails(details(ending, failure))
                        .output(output.stream().map(entry -> entry.item).toList())
                        .usage(usage())
                        .build();
        out.send(new ResponseEvent.Done(out.eventId(), done));
    }

    private static ResponseStatus status(Ending ending) {
        return switch (ending) {
            case COMPLETED -> ResponseStatus.COMPLETED;
            case CLIENT_CANCELLED, TURN_DETECTED, ABANDONED -> ResponseStatus.CANCELLED;
            case MAX_TOKENS, CONTENT_FILTER -> ResponseStatus.INCOMPLETE;
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
            case CONTENT_FILTER -> new StatusDetails("incomplete", "content_filter", null);
            case FAILED -> new StatusDetails("failed", null, failure);
        };
    }

    /** Tokens written and spoken so far, by the rates the service bills. */
    int outputTokens() {
        MessageWriter open = message;
        int unfinished = open == null ? 0 : open.textTokens() + open.audioTokens();
        return textTokens + audioTokens + unfinished;
    }

    private Usage usage() {
        int inputTokens = input.text() + input.audio();
        return new Usage(
                inputTokens + textTokens + audioTokens,
                inputTokens,
                textTokens + audioTokens,
                new Usage.InputTokenDetails(
                        0,
                        input.text(),
                        input.audio(),
                        0,
                        new Usage.CachedTokenDetails(0, 0, 0),
                        null),
                new Usage.OutputTokenDetails(textTokens, audioTokens, 0));
    }
}
