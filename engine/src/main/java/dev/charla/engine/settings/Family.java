package dev.charla.engine.settings;

import dev.charla.protocol.item.ConversationId;
import dev.charla.protocol.item.ItemId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The two kinds of models at Azure, whose sessions differ in events and their order. What answers
 * here is the same; the model's name selects the kind.
 */
public enum Family {
    /** Models that process audio natively: the transcript follows the item, and nulls are null. */
    NATIVE,
    /** Models that process text: the transcript comes before the item, and some nulls are empty. */
    CASCADED;

    /** Names by which the service serves its native models; deployments may add to them. */
    private static final Pattern NATIVE_NAMES =
            Pattern.compile("(gpt-(4o-(mini-)?)?realtime|phi4-mm-realtime|azure-realtime).*");

    /** The kind that a model is of at the service. */
    public static Family of(String model) {
        return NATIVE_NAMES.matcher(model).matches() ? NATIVE : CASCADED;
    }

    /** How this kind tells of the item before another; {@link ItemId#NONE} stands for none. */
    public @Nullable ItemId previous(ItemId item) {
        return this == NATIVE && item.equals(ItemId.NONE) ? null : item;
    }

    /** How this kind names its one conversation. */
    public ConversationId conversation(ConversationId own) {
        return this == NATIVE ? own : ConversationId.NONE;
    }
}
