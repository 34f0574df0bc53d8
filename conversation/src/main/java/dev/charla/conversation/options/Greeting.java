package dev.charla.conversation.options;

import dev.charla.protocol.item.ContentPart;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.Role;
import dev.charla.protocol.settings.ResponseSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the agent opens the conversation. */
public sealed interface Greeting {
    /** It says exactly this; no model is asked. Some native audio models stay silent instead. */
    record Said(String text) implements Greeting {
        public Said {
            Greeting.requireWords(text);
        }
    }

    /** It finds its own words, told how, with the session's instructions still in force. */
    record Prompted(String instructions) implements Greeting {
        public Prompted {
            Greeting.requireWords(instructions);
        }
    }

    private static void requireWords(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a greeting needs words; use null for no greeting");
        }
    }

    /**
     * What makes a response the greeting; {@code instructions} are the session's, null for none.
     */
    default ResponseSettings response(@Nullable String instructions) {
        var settings = ResponseSettings.builder();
        switch (this) {
            case Said(var text) ->
                    settings.preGeneratedAssistantMessage(
                            new Item.Message(
                                    Role.ASSISTANT,
                                    List.of(new ContentPart.Text(text, Map.of())),
                                    null,
                                    null,
                                    null,
                                    Map.of()));
            case Prompted(var how) ->
                    settings.instructions(instructions == null ? how : instructions + "\n\n" + how);
        }
        return settings.build();
    }
}
