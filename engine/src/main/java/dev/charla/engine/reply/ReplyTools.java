package dev.charla.engine.reply;

import java.util.List;
import java.util.Optional;

/**
 * The functions that an answer may call instead of, or besides, saying something. The caller's
 * client runs them, or the session has an MCP server run them; their results are part of the
 * history of a later request.
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

    /** The MCP server's tool that is called by this name; empty when the client runs it. */
    public Optional<Served> served(String name) {
        return offered.stream()
                .filter(tool -> tool.name().equals(name))
                .flatMap(tool -> tool.served().stream())
                .findFirst();
    }

    /** The name by which a tool of an MCP server is called; empty when it is not offered. */
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
        /** One that the client runs. */
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
