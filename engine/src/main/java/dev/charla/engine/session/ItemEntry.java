package dev.charla.engine.session;

import dev.charla.engine.reply.ReplyRequest.Line;
import dev.charla.engine.reply.ReplyRequest.Party;
import dev.charla.engine.response.HeardText;
import dev.charla.protocol.ContentPart;
import dev.charla.protocol.Item;
import dev.charla.protocol.ItemId;
import dev.charla.protocol.Role;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One item of a conversation with what only the service knows of it. Confined to the loop. */
final class ItemEntry {
    private static final int SAMPLES_PER_MS = 24;

    final ItemId id;
    Item.Message message;

    /** Words and sound of an answer that is spoken; null for everything else. */
    final @Nullable HeardText speech;

    /** Whether the words of a spoken item are certain. */
    boolean understood = true;

    private long keptSamples = Long.MAX_VALUE;

    ItemEntry(ItemId id, Item.Message message, @Nullable HeardText speech) {
        this.id = id;
        this.message = message;
        this.speech = speech;
    }

    /** How much audio it has, in ms. */
    long audioMs() {
        return speech == null ? 0 : speech.samples() / SAMPLES_PER_MS;
    }

    /** The caller heard no more than this. */
    void truncate(long audioEndMs) {
        keptSamples = Math.min(keptSamples, audioEndMs * SAMPLES_PER_MS);
    }

    /** The line of the talk it stands for, with what was heard of it. */
    Line line() {
        Party party =
                message.role().equals(Role.ASSISTANT)
                        ? Party.AGENT
                        : message.role().equals(Role.SYSTEM) ? Party.SYSTEM : Party.CALLER;
        return new Line(party, speech == null ? words() : speech.heard(keptSamples));
    }

    private String words() {
        return message.content().stream()
                .map(ItemEntry::words)
                .filter(words -> !words.isEmpty())
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
