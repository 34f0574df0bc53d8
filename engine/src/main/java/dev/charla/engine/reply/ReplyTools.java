package dev.charla.engine.reply;

import java.util.List;

/**
 * The functions that an answer may call instead of, or besides, saying something. The caller's
 * client runs them; their results are part of the history of a later request.
 *
 * @param parallel whether one answer may call several
 */
public record ReplyTools(List<Tool> offered, Choice choice, boolean parallel) {
    /** No functions. */
    public static final ReplyTools NONE = new ReplyTools(List.of(), new Choice.Free(), true);

    public ReplyTools {
        offered = List.copyOf(offered);
    }

    /** The functions that may be called: none when calling is forbidden, one when it is named. */
    public List<Tool> callable() {
        return switch (choice) {
            case Choice.Free _, Choice.Some _ -> offered;
            case Choice.Never _ -> List.of();
            case Choice.This(var name) ->
                    offered.stream().filter(tool -> tool.name().equals(name)).toList();
        };
    }

    /** Whether the answer has to be a call. */
    public boolean mustCall() {
        return !callable().isEmpty()
                && (choice instanceof Choice.Some || choice instanceof Choice.This);
    }

    /**
     * A function.
     *
     * @param description when to use it, for the model; empty when there is none
     * @param parameters JSON schema of an object, as JSON text
     */
    public record Tool(String name, String description, String parameters) {}

    /** Whether and which one is called. */
    public sealed interface Choice {
        /** As the model likes. */
        record Free() implements Choice {}

        /** None. */
        record Never() implements Choice {}

        /** At least one. */
        record Some() implements Choice {}

        /** This one. */
        record This(String name) implements Choice {}
    }
}
