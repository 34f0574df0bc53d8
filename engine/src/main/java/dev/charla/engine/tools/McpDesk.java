package dev.charla.engine.tools;

import dev.charla.engine.items.ItemEntry;
import dev.charla.engine.items.ItemStore;
import dev.charla.engine.leg.Outbox;
import dev.charla.engine.mcp.McpAddress;
import dev.charla.engine.mcp.McpConnection;
import dev.charla.engine.mcp.McpConnector;
import dev.charla.engine.mcp.McpException;
import dev.charla.engine.response.Thrown;
import dev.charla.engine.settings.Checks;
import dev.charla.engine.settings.Family;
import dev.charla.engine.settings.McpRules;
import dev.charla.engine.settings.RefusedException;
import dev.charla.engine.settings.ToolRules;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.McpListToolsEvent;
import dev.charla.protocol.event.WarningDetails;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ItemStatus;
import dev.charla.protocol.settings.Tool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MCP servers of a session: lists their tools, calls them, and asks the client where a person
 * must approve. Blocking work runs on virtual threads, which {@link #close} ends. Confined to the
 * loop.
 */
public final class McpDesk implements ToolRules.ServedTools {
    private static final Logger LOG = LoggerFactory.getLogger(McpDesk.class);

    /** Maximum of calls that a client may leave unanswered. */
    private static final int MOST_ASKED = 64;

    private final String session;
    private final McpConnector connector;
    private final SessionLoop loop;
    private final Outbox out;
    private final ItemStore items;
    private final Family family;
    private final Map<String, Server> servers = new LinkedHashMap<>();

    /** Lists that are no items of the conversation, or not yet; a client may ask for them. */
    private final Map<ItemId, ItemEntry> unlisted = new HashMap<>();

    /** Calls that wait for approval, by the request that was sent. */
    private final Map<ItemId, McpCallWriter> asked = new LinkedHashMap<>();

    private final Set<Thread> threads = new HashSet<>();
    private boolean closed;

    /** A server that the client offers now. */
    private static final class Server {
        final Tool.Mcp spec;
        ItemId list = ItemId.NONE;
        List<Item.McpTool> tools = List.of();
        @Nullable McpConnection connection;
        @Nullable Thread lister;
        boolean gone;

        Server(Tool.Mcp spec) {
            this.spec = spec;
        }
    }

    /** Blocking work. */
    private interface Blocking<T> {
        T run() throws InterruptedException, McpException;
    }

    /** Its result. On the loop. */
    private interface Outcome<T> {
        void came(T result);

        void failed(McpException failure);
    }

    /** A running call. */
    public interface Call {
        /** Cancels it. Idempotent. */
        void cancel();
    }

    public McpDesk(
            String session,
            McpConnector connector,
            SessionLoop loop,
            Outbox out,
            ItemStore items,
            Family family) {
        this.session = session;
        this.connector = connector;
        this.loop = loop;
        this.out = out;
        this.items = items;
        this.family = family;
    }

    /** The client offers these from now on: new ones are asked for their tools, others let go. */
    public void offer(List<Tool> tools) {
        Map<String, Server> before = new HashMap<>(servers);
        servers.clear();
        List<Server> fresh = new ArrayList<>();
        for (Tool tool : tools) {
            if (tool instanceof Tool.Mcp spec) {
                Server known = before.get(spec.serverLabel());
                if (known != null && known.spec.equals(spec)) {
                    before.remove(spec.serverLabel());
                    servers.put(spec.serverLabel(), known);
                } else {
                    Server server = new Server(spec);
                    servers.put(spec.serverLabel(), server);
                    fresh.add(server);
                }
            }
        }
        before.values().forEach(this::letGo);
        fresh.forEach(this::list);
    }

    private void letGo(Server server) {
        server.gone = true;
        unlisted.remove(server.list);
        if (server.lister != null) {
            server.lister.interrupt();
        }
        if (server.connection != null) {
            server.connection.close();
        }
    }

    private void list(Server server) {
        String label = server.spec.serverLabel();
        ItemId id = out.itemId("mcpl_");
        server.list = id;
        unlisted.put(id, entry(id, label, List.of(), ItemStatus.IN_PROGRESS));
        out.send(new McpListToolsEvent.InProgress(out.eventId(), id));
        McpAddress address = McpRules.address(server.spec).orElseThrow();
        server.lister =
                start(
                        "list-" + label,
                        () -> reach(address),
                        new Outcome<>() {
                            @Override
                            public void came(Listed listed) {
                                listed(server, id, listed);
                            }

                            @Override
                            public void failed(McpException failure) {
                                listFailed(server, id, failure);
                            }
                        });
    }

    /** A server that was reached, with its tools. */
    private record Listed(McpConnection connection, List<Item.McpTool> tools) {}

    private Listed reach(McpAddress address) throws InterruptedException, McpException {
        McpConnection connection = connector.connect(address);
        boolean told = false;
        try {
            Listed listed = new Listed(connection, List.copyOf(connection.tools()));
            told = true;
            return listed;
        } finally {
            if (!told) {
                connection.close();
            }
        }
    }

    private static ItemEntry entry(
            ItemId id, String label, List<Item.McpTool> tools, ItemStatus status) {
        return new ItemEntry(id, new Item.McpListTools(label, tools, id, status, Map.of()), null);
    }

    private void listed(Server server, ItemId id, Listed listed) {
        server.lister = null;
        if (server.gone || closed) {
            listed.connection().close();
            return;
        }
        List<Item.McpTool> tools =
                listed.tools().stream()
                        .filter(tool -> McpRules.allows(server.spec, tool.name()))
                        .toList();
        if (tools.size() > ToolRules.MOST || tools.toString().length() > Checks.LONGEST_TEXT) {
            listed.connection().close();
            listFailed(
                    server,
                    id,
                    new McpException(
                            McpException.Kind.TOO_LARGE,
                            0,
                            "It has %d tools, more than can be offered. Name those that are needed in allowed_tools."
                                    .formatted(tools.size())));
            return;
        }
        server.connection = listed.connection();
        server.tools = tools;
        unlisted.remove(id);
        add(entry(id, server.spec.serverLabel(), tools, ItemStatus.COMPLETED));
        out.send(new McpListToolsEvent.Completed(out.eventId(), id));
    }

    private void listFailed(Server server, ItemId id, McpException failure) {
        server.lister = null;
        if (server.gone || closed) {
            return;
        }
        String label = server.spec.serverLabel();
        unlisted.put(id, entry(id, label, List.of(), ItemStatus.INCOMPLETE));
        out.send(new McpListToolsEvent.Failed(out.eventId(), id));
        out.warn(
                new WarningDetails(
                        "The tools of the MCP server '%s' are not known. %s"
                                .formatted(label, failure.getMessage()),
                        "mcp_list_tools_failed",
                        "session.tools"));
    }

    private void add(ItemEntry entry) {
        out.send(
                new ConversationItemEvent.Created(
                        out.eventId(), family.previous(items.add(entry)), entry.item));
    }

    @Override
    public List<Item.McpTool> of(String label) {
        Server server = servers.get(label);
        return server == null ? List.of() : server.tools;
    }

    /** A list that is no item of the conversation; null for every other item. */
    public @Nullable Item unlisted(ItemId id) {
        ItemEntry entry = unlisted.get(id);
        return entry == null ? null : entry.item;
    }

    /**
     * Runs an announced call, or first asks the client for approval.
     *
     * @param canAsk whether the call is in the conversation, where approval can be requested
     * @param over called when it has run; not when it is cancelled
     * @return null when nothing runs now, because approval was requested or the call failed at
     *     once; {@code over} is not called then
     */
    public @Nullable Call call(McpCallWriter writer, boolean canAsk, Runnable over) {
        if (!writer.served().asks()) {
            return run(writer, over);
        }
        if (!canAsk || asked.size() >= MOST_ASKED) {
            writer.failed(
                    canAsk
                            ? "Too many calls wait for approval."
                            : "This call needs approval, which a response outside the conversation"
                                    + " cannot ask for.");
            return null;
        }
        ItemId id = out.itemId("mcpr_");
        asked.put(id, writer);
        writer.asks(id);
        add(
                new ItemEntry(
                        id,
                        new Item.McpApprovalRequest(
                                writer.served().server(),
                                writer.served().tool(),
                                writer.arguments(),
                                id,
                                null,
                                Map.of()),
                        null));
        return null;
    }

    private @Nullable Call run(McpCallWriter writer, Runnable over) {
        writer.inProgress();
        Server server = servers.get(writer.served().server());
        McpConnection connection = server == null ? null : server.connection;
        if (connection == null) {
            writer.failed("The session does not offer this MCP server any more.");
            return null;
        }
        Thread thread =
                start(
                        "call-" + writer.entry().id,
                        () -> connection.call(writer.served().tool(), writer.arguments()),
                        new Outcome<>() {
                            @Override
                            public void came(String output) {
                                if (!writer.isOver() && !closed) {
                                    finish(writer, output);
                                    over.run();
                                }
                            }

                            @Override
                            public void failed(McpException failure) {
                                if (!writer.isOver() && !closed) {
                                    writer.failed(failure);
                                    over.run();
                                }
                            }
                        });
        return () -> {
            thread.interrupt();
            if (!writer.isOver()) {
                writer.failed("The call was cancelled with its response.");
            }
        };
    }

    /** What comes back whole must fit into a message that every client reads. */
    private static void finish(McpCallWriter writer, String output) {
        if (output.length() > Checks.LONGEST_TEXT) {
            writer.failed(
                    new McpException(
                            McpException.Kind.TOO_LARGE,
                            0,
                            "The tool answered with %d characters, and there may be %d."
                                    .formatted(output.length(), Checks.LONGEST_TEXT)));
        } else {
            writer.completed(output);
        }
    }

    /**
     * Handles a person's decision.
     *
     * @param previous as in {@code conversation.item.create}
     */
    public void decide(Item.McpApprovalResponse decision, ItemId id, @Nullable ItemId previous)
            throws RefusedException {
        if (!asked.containsKey(decision.approvalRequestId())) {
            throw new RefusedException(
                    "invalid_value",
                    "item.approval_request_id",
                    "No approval request '%s' is pending.".formatted(decision.approvalRequestId()));
        }
        if (decision.reason() != null) {
            Checks.length(decision.reason(), "item.reason");
        }
        Item shown =
                new Item.McpApprovalResponse(
                        decision.approvalRequestId(),
                        decision.approve(),
                        id,
                        null,
                        decision.reason(),
                        Map.of());
        ItemId before = items.add(new ItemEntry(id, shown, null), previous);
        McpCallWriter writer = asked.remove(decision.approvalRequestId());
        out.send(new ConversationItemEvent.Created(out.eventId(), family.previous(before), shown));
        if (writer == null) {
            return;
        }
        if (decision.approve()) {
            run(writer, () -> {});
        } else {
            writer.failed(
                    decision.reason() == null || decision.reason().isBlank()
                            ? "The caller did not allow this call."
                            : "The caller did not allow this call: " + decision.reason());
        }
    }

    /** An item is gone: what it asked about is not done. */
    public void forget(ItemId id) {
        asked.remove(id);
        asked.values().removeIf(writer -> writer.entry().id.equals(id));
    }

    private <T> Thread start(String name, Blocking<T> task, Outcome<T> outcome) {
        Thread thread =
                Thread.ofVirtual()
                        .name("mcp-" + name + "-" + session)
                        .unstarted(() -> {
                            Runnable end = ended(task, outcome);
                            Thread self = Thread.currentThread();
                            loop.execute(() -> {
                                threads.remove(self);
                                end.run();
                            });
                        });
        threads.add(thread);
        thread.start();
        return thread;
    }

    /** Runs blocking work on this thread; returns what to do on the loop with its result. */
    private static <T> Runnable ended(Blocking<T> task, Outcome<T> outcome) {
        try {
            T result = task.run();
            return () -> outcome.came(result);
        } catch (McpException e) {
            return () -> outcome.failed(e);
        } catch (InterruptedException e) {
            return () -> {
                // Nobody waits for it any more.
            };
        } catch (RuntimeException | Error e) {
            // Its text may quote what a server sent.
            LOG.atError()
                    .addKeyValue("failure", Thrown.where(e))
                    .log("an MCP server could not be used");
            return () ->
                    outcome.failed(
                            new McpException(
                                    McpException.Kind.PROTOCOL,
                                    0,
                                    "The service failed to process the " + "event."));
        }
    }

    /** Ends everything in silence. Idempotent. */
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        servers.values().forEach(this::letGo);
        servers.clear();
        asked.clear();
    }
}
