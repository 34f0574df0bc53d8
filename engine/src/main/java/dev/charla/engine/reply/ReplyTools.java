package dev.charla.engine.reply;

import java.util.List;
import java.util.Optional;

/**
 * The functions that an answer may call, in addition to or instead of words. The client runs them,
 * or the session runs them on an MCP server; their results are part of the history of a later
 * request.
 *
 * @param parallel whether one answer may call several
 */
public record ReplyTools(List<Tool> offered, Choice choice, boolean parallel) {
    /** No functions. */
    public static final ReplyTools NONE = new ReplyTools(List.of(), new Choice.Free(), true);

    public ReplyTools {
        offered = List.copyOf(offered);
    }

    /** The callable functions: none when calling is forbidden, one when it is named. */
    public List<Tool> callable() {
        return switch (choice) {
            case Choice.Free _, Choice.Some _ -> offered;
            case Choice.Never _ -> List.of();
            case Choice.This(var name) ->
                    offered.stream().filter(tool -> tool.name().equals(name)).toList();
        };
    }

    /** Whether the answer must be a call. */
    public boolean mustCall() {
        return !callable().isEmpty()
                && (choice instanceof Choice.Some || choice instanceof Choice.This);
    }

    /** The MCP tool behind this function name; empty when the client runs it. */
    public Optional<Served> served(String name) {
        return offered.stream()
                .filter(tool -> tool.name().equals(name))
                .flatMap(tool -> tool.served().stream())
                .findFirst();
    }

    /** The function name of an MCP tool; empty when it is not offered. */
    public Optional<String> nameOf(String server, String tool) {
        return offered.stream()
                .filter(each ->
                        each.served()
                                .filter(served ->
                                        served.server().equals(server)
                                                && served.tool().equals(tool))
                                .isPresent())
                .map(Tool::name)
                .findFirst();
    }

    /**
     * A function.
     *
     * @param description when to use it, for the model; empty when there is none
     * @param parameters JSON schema of an object, as JSON text
     * @param served by which MCP server; empty when the client runs it
     */
    public record Tool(
            String name, String description, String parameters, Optional<Served> served) {
        /** A function that the client runs. */
        public Tool(String name, String description, String parameters) {
            this(name, description, parameters, Optional.empty());
        }
    }

    /**
     * A tool of an MCP server.
     *
     * @param server its label
     * @param tool its name there
     * @param asks whether a person has to agree to each call
     */
    public record Served(String server, String tool, boolean asks) {}

    /** Whether a function is called, and which one. */
    public sealed interface Choice {
        /** The model decides. */
        record Free() implements Choice {}

        /** None. */
        record Never() implements Choice {}

        /** At least one call. */
        record Some() implements Choice {}

        /** This function. */
        record This(String name) implements Choice {}
    }
}
