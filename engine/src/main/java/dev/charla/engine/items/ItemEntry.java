package dev.charla.engine.items;

import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplyRequest.Party;
import dev.charla.engine.response.HeardText;
import dev.charla.protocol.item.ContentPart;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ItemStatus;
import dev.charla.protocol.item.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One conversation item with data that only the service has. Confined to the loop. */
public final class ItemEntry {
    private static final int SAMPLES_PER_MS = 24;

    public final ItemId id;
    public Item item;

    /** Words and audio of a spoken answer; null for everything else. */
    public final @Nullable HeardText speech;

    /** Whether the words of a spoken item are certain. */
    public boolean understood = true;

    /** Whether the service itself truncated it to what was heard. */
    public boolean cutHere;

    /** How much the caller spoke, in ms. */
    public long spokenMs;

    private @Nullable String words;
    private String appended = "";
    private long keptSamples = Long.MAX_VALUE;

    /**
     * @param item has this id
     */
    public ItemEntry(ItemId id, Item item, @Nullable HeardText speech) {
        this.id = id;
        this.item = item;
        this.speech = speech;
    }

    /** What the caller said in it, whether the client is told or not. */
    public void words(String heard) {
        words = heard;
    }

    /** Shows the client what the caller said in it. */
    public void transcript(String heard) {
        words = heard;
        if (item instanceof Item.Message message) {
            List<ContentPart> content =
                    message.content().stream()
                            .<ContentPart>map(part ->
                                    part instanceof ContentPart.InputAudio
                                            ? new ContentPart.InputAudio(null, heard, Map.of())
                                            : part)
                            .toList();
            item =
                    new Item.Message(
                            message.role(),
                            content,
                            message.id(),
                            message.status(),
                            message.phase(),
                            message.extra());
        }
    }

    /** How much audio it has, in ms. */
    public long audioMs() {
        return speech == null ? 0 : speech.samples() / SAMPLES_PER_MS;
    }

    /** How much audio is left of it after truncation, in ms. */
    long keptMs() {
        return Math.min(audioMs(), keptSamples / SAMPLES_PER_MS);
    }

    /**
     * Truncates it to what the caller heard: the client no longer sees the words after that.
     *
     * @param addition text to append to the remaining words
     */
    public void truncate(long audioEndMs, String addition) {
        keptSamples = Math.min(keptSamples, audioEndMs * SAMPLES_PER_MS);
        appended = addition;
        if (item instanceof Item.Message message) {
            item = asHeard(message);
        }
    }

    /** The message with only the heard words; unchanged when it was not truncated. */
    public Item.Message asHeard(Item.Message whole) {
        HeardText told = speech;
        if (told == null || keptSamples == Long.MAX_VALUE) {
            return whole;
        }
        String heard = told.heard(keptSamples) + appended;
        List<ContentPart> parts =
                whole.content().stream()
                        .<ContentPart>map(part ->
                                part instanceof ContentPart.Audio(_, var extra)
                                        ? new ContentPart.Audio(heard, extra)
                                        : part)
                        .toList();
        return new Item.Message(
                whole.role(),
                parts,
                whole.id(),
                ItemStatus.INCOMPLETE,
                whole.phase(),
                whole.extra());
    }

    /** The conversation steps that it stands for, as far as they were heard; empty for none. */
    List<ReplyRequest.Entry> steps() {
        return switch (item) {
            case Item.Message message -> List.of(line(message));
            case Item.FunctionCall call ->
                    List.of(
                            new ReplyRequest.Call(
                                    call.callId().value(), call.name(), call.arguments()));
            case Item.FunctionCallOutput output ->
                    List.of(new ReplyRequest.Result(output.callId().value(), output.output()));
            case Item.McpCall call -> McpSteps.of(id, call);
            default -> List.of();
        };
    }

    private ReplyRequest.Line line(Item.Message message) {
        Party party =
                message.role().equals(Role.ASSISTANT)
                        ? Party.AGENT
                        : message.role().equals(Role.SYSTEM) ? Party.SYSTEM : Party.CALLER;
        if (speech != null) {
            return new ReplyRequest.Line(party, speech.heard(keptSamples) + appended);
        }
        return new ReplyRequest.Line(party, words == null ? words(message) : words);
    }

    /** The words of a message. */
    public static String words(Item.Message message) {
        return message.content().stream()
                .map(ItemEntry::words)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String words(ContentPart part) {
        return switch (part) {
            case ContentPart.InputText(var text, _) -> text;
            case ContentPart.Text(var text, _) -> text;
            case ContentPart.OutputText(var text, _) -> text;
            case ContentPart.InputAudio(_, var transcript, _) ->
                    transcript == null ? "" : transcript;
            case ContentPart.Audio(var transcript, _) -> transcript == null ? "" : transcript;
            case ContentPart.InputImage _, ContentPart.Unknown _ -> "";
        };
    }
}
