package dev.charla.engine.session;

import dev.charla.protocol.event.ErrorDetails;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.event.WarningDetails;
import dev.charla.protocol.event.WarningEvent;
import dev.charla.protocol.item.CallId;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import org.jspecify.annotations.Nullable;

/** What a session tells its client, and the names it gives. Confined to the loop. */
final class Outbox {
    /** The service's names of calls are shorter than others. */
    private static final int CALL_LETTERS = 16;

    private final ClientLeg leg;
    private final IdSource ids;
    private final Family family;

    Outbox(ClientLeg leg, IdSource ids, Family family) {
        this.leg = leg;
        this.ids = ids;
        this.family = family;
    }

    void send(ServerEvent event) {
        leg.send(event);
    }

    boolean isWritable() {
        return leg.isWritable();
    }

    void close(int code, String reason) {
        leg.close(code, reason);
    }

    /**
     * @param of the client's event at fault, as it named it
     */
    void error(String code, @Nullable String param, String message, @Nullable EventId of) {
        send(
                new ErrorEvent(
                        eventId(),
                        new ErrorDetails("invalid_request_error", code, message, param, of)));
    }

    void warn(WarningDetails warning) {
        send(new WarningEvent(eventId(), warning));
    }

    EventId eventId() {
        return new EventId("event_" + ids.next());
    }

    /** For an item of the caller's. */
    ItemId itemId() {
        return new ItemId("item_" + ids.next());
    }

    /**
     * For an item of a kind of its own.
     *
     * @param prefix {@code mcp_}, for example
     */
    ItemId itemId(String prefix) {
        return new ItemId(prefix + ids.next());
    }

    /** For a message of the agent's. */
    ItemId answerId() {
        return family == Family.NATIVE ? itemId() : new ItemId("msg_" + ids.next());
    }

    CallId callId() {
        return new CallId("call_" + ids.next().substring(0, CALL_LETTERS));
    }

    ResponseId responseId() {
        return new ResponseId("resp_" + ids.next());
    }
}
