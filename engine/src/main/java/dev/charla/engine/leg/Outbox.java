package dev.charla.engine.leg;

import dev.charla.engine.settings.Family;
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

/** A session's outbound events, and the IDs it assigns. Confined to the loop. */
public final class Outbox {
    /** Azure's call IDs are shorter than others. */
    private static final int CALL_LETTERS = 16;

    private final ClientLeg leg;
    private final IdSource ids;
    private final Family family;

    public Outbox(ClientLeg leg, IdSource ids, Family family) {
        this.leg = leg;
        this.ids = ids;
        this.family = family;
    }

    public void send(ServerEvent event) {
        leg.send(event);
    }

    public boolean isWritable() {
        return leg.isWritable();
    }

    public void close(int code, String reason) {
        leg.close(code, reason);
    }

    /**
     * Sends an error for an invalid request.
     *
     * @param of ID of the invalid client event, as the client named it
     */
    public void error(String code, @Nullable String param, String message, @Nullable EventId of) {
        send(
                new ErrorEvent(
                        eventId(),
                        new ErrorDetails("invalid_request_error", code, message, param, of)));
    }

    public void warn(WarningDetails warning) {
        send(new WarningEvent(eventId(), warning));
    }

    public EventId eventId() {
        return new EventId("event_" + ids.next());
    }

    /** ID for an item of the caller's. */
    public ItemId itemId() {
        return new ItemId("item_" + ids.next());
    }

    /**
     * ID for an item of another kind.
     *
     * @param prefix for example {@code mcp_}
     */
    public ItemId itemId(String prefix) {
        return new ItemId(prefix + ids.next());
    }

    /** ID for a message of the agent's. */
    public ItemId answerId() {
        return family == Family.NATIVE ? itemId() : new ItemId("msg_" + ids.next());
    }

    public CallId callId() {
        return new CallId("call_" + ids.next().substring(0, CALL_LETTERS));
    }

    public ResponseId responseId() {
        return new ResponseId("resp_" + ids.next());
    }
}
