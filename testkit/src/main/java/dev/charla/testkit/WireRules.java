package dev.charla.testkit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client may say in one session of Voice Live, as Azure sees it: the shape of each event,
 * and what it may refer to after what was said before. It is shown both sides of the connection in
 * the order in which they are said. Confined to one thread.
 */
public final class WireRules {
    /** From OpenAI's description of the realtime interface. */
    private static final int EVENT_ID_MAX = 512;

    /** Longer ones were refused by OpenAI's realtime service. */
    private static final int ITEM_ID_MAX = 32;

    /** PCM16 of one channel at 24 kHz. */
    private static final int BYTES_PER_MS = 48;

    private final boolean closeBy;
    private final Set<String> eventIds = new HashSet<>();
    private final Set<String> items = new HashSet<>();
    private final Set<String> deleted = new HashSet<>();
    private final Set<String> cut = new HashSet<>();
    private final Map<String, Long> spokenBytes = new HashMap<>();
    private final Set<String> unanswered = new HashSet<>();
    private final Set<String> answered = new HashSet<>();
    private final Set<String> approvals = new HashSet<>();
    private final Set<String> responses = new HashSet<>();
    private final Set<String> tools = new HashSet<>();
    private @Nullable String active;
    private @Nullable String asked;
    private @Nullable JsonNode voice;
    private boolean heard;

    private WireRules(boolean closeBy) {
        this.closeBy = closeBy;
    }

    /**
     * For a client that has read all that was said when it speaks, as in virtual time. It can know
     * which responses are under way.
     */
    public static WireRules forClientInStep() {
        return new WireRules(true);
    }

    /**
     * For a client at the other end of a connection. What it says may cross what the service says,
     * so only what it knew for certain is asked of it.
     */
    public static WireRules forClientFarAway() {
        return new WireRules(false);
    }

    /**
     * What holds for an event whatever was said before.
     *
     * @throws WireRefusal if no service would take it
     */
    public static void shape(JsonNode event) {
        WireShapes.check(event);
    }

    /** Takes note of what the service says. */
    public void told(JsonNode event) {
        switch (event.path("type").asString("")) {
            case "input_audio_buffer.committed" -> items.add(event.path("item_id").asString(""));
            case "conversation.item.created" -> knows(event.path("item"));
            case "conversation.item.deleted" -> gone(event.path("item_id").asString(""));
            case "conversation.item.truncated" -> cut.add(event.path("item_id").asString(""));
            case "response.created" -> {
                active = event.path("response").path("id").asString("");
                asked = null;
                responses.add(active);
            }
            case "response.output_item.added", "response.output_item.done" ->
                    knows(event.path("item"));
            case "response.function_call_arguments.done" ->
                    called(event.path("call_id").asString(""));
            case "response.audio.delta" -> spoken(event);
            case "response.done" -> {
                if (event.path("response").path("id").asString("").equals(active)) {
                    active = null;
                }
            }
            case "error" -> refused(event.path("error"));
            default -> {}
        }
    }

    /**
     * Takes note of what the client says.
     *
     * @throws WireRefusal if the service would not take it; the message says why
     */
    public void says(JsonNode event) {
        WireShapes.check(event);
        var id = event.path("event_id").asString("");
        if (id.length() > EVENT_ID_MAX || (!id.isEmpty() && !eventIds.add(id))) {
            throw WireRefusal.value("event_id", id);
        }
        switch (event.path("type").asString("")) {
            case "session.update" -> update(event.path("session"));
            case "conversation.item.create" -> create(event);
            case "conversation.item.retrieve" -> there(event.path("item_id").asString(""));
            case "conversation.item.delete" -> {
                there(event.path("item_id").asString(""));
                gone(event.path("item_id").asString(""));
            }
            case "conversation.item.truncate" -> truncate(event);
            case "response.create" -> respond(event, id);
            case "response.cancel" -> cancel(event);
            default -> {}
        }
    }

    private void update(JsonNode session) {
        var next = session.path("voice");
        if (!next.isMissingNode() && !next.isNull()) {
            if (heard && !next.equals(voice)) {
                throw new WireRefusal(
                        "cannot_update_voice",
                        "Cannot update a conversation's voice if assistant audio is present.",
                        "session.voice");
            }
            voice = next;
        }
        if (session.has("tools")) {
            tools.clear();
            session.path("tools").forEach(tool -> tools.add(tool.path("name").asString("")));
        }
        choice(session.path("tool_choice"), "session.tool_choice.name");
    }

    private void choice(JsonNode choice, String param) {
        if (choice.isObject() && !tools.contains(choice.path("name").asString(""))) {
            throw WireRefusal.value(param, choice.path("name").asString(""));
        }
    }

    private void create(JsonNode event) {
        var before = event.path("previous_item_id").asString("root");
        if (!before.equals("root")) {
            there(before, "previous_item_id");
        }
        var item = event.path("item");
        var id = item.path("id").asString("");
        if (!id.isEmpty() && (id.length() > ITEM_ID_MAX || items.contains(id))) {
            throw WireRefusal.value("item.id", id);
        }
        switch (item.path("type").asString("")) {
            case "function_call" -> {
                var call = item.path("call_id").asString("");
                if (unanswered.contains(call) || answered.contains(call)) {
                    throw WireRefusal.value("item.call_id", call);
                }
                called(call);
            }
            case "function_call_output" -> answers(item.path("call_id").asString(""));
            case "mcp_approval_response" -> {
                var request = item.path("approval_request_id").asString("");
                if (!approvals.remove(request)) {
                    throw WireRefusal.value("item.approval_request_id", request);
                }
            }
            default -> {}
        }
        if (!id.isEmpty()) {
            items.add(id);
        }
    }

    /** A call is answered once. */
    private void answers(String call) {
        if (!unanswered.remove(call)) {
            throw WireRefusal.value("item.call_id", call);
        }
        answered.add(call);
    }

    private void truncate(JsonNode event) {
        var item = event.path("item_id").asString("");
        there(item);
        var bytes = spokenBytes.get(item);
        if (bytes == null) {
            throw new WireRefusal(
                    "invalid_value",
                    "Only model output audio messages can be truncated",
                    "item_id");
        }
        if (cut.contains(item)) {
            throw new WireRefusal("item_already_truncated", "It is truncated.", "item_id");
        }
        long whole = bytes / BYTES_PER_MS;
        int end = event.path("audio_end_ms").asInt(0);
        if (end > whole) {
            throw new WireRefusal(
                    "invalid_value",
                    "Audio content of %dms is already shorter than %dms".formatted(whole, end),
                    "audio_end_ms");
        }
        cut.add(item);
    }

    private void respond(JsonNode event, String id) {
        choice(event.path("response").path("tool_choice"), "response.tool_choice.name");
        if (asked != null || (closeBy && active != null)) {
            throw new WireRefusal(
                    "conversation_already_has_active_response",
                    "Conversation already has an active response in progress.",
                    "");
        }
        asked = id;
    }

    private void cancel(JsonNode event) {
        var response = event.path("response_id").asString("");
        if (!response.isEmpty() && !responses.contains(response)) {
            throw WireRefusal.value("response_id", response);
        }
        if (closeBy && (active == null || (!response.isEmpty() && !response.equals(active)))) {
            throw new WireRefusal(
                    "response_cancel_not_active",
                    "Cancellation failed: no active response found",
                    "");
        }
    }

    /** Some services leave out which event it was. */
    private void refused(JsonNode error) {
        var code = error.path("code").asString("");
        if (error.path("event_id").asString("").equals(asked)
                || code.equals("conversation_already_has_active_response")) {
            asked = null;
        }
        if (code.equals("response_cancel_not_active")) {
            active = null;
        }
    }

    private void knows(JsonNode item) {
        var id = item.path("id").asString("");
        items.add(id);
        switch (item.path("type").asString("")) {
            case "function_call" -> called(item.path("call_id").asString(""));
            case "mcp_approval_request" -> approvals.add(id);
            default -> {}
        }
    }

    private void called(String call) {
        if (!answered.contains(call)) {
            unanswered.add(call);
        }
    }

    private void spoken(JsonNode event) {
        heard = true;
        var item = event.path("item_id").asString("");
        if (!deleted.contains(item)) {
            items.add(item);
        }
        spokenBytes.merge(item, (long) event.path("delta").binaryValue().length, Long::sum);
    }

    private void gone(String item) {
        items.remove(item);
        deleted.add(item);
    }

    private void there(String item) {
        there(item, "item_id");
    }

    private void there(String item, String param) {
        if (!items.contains(item) || deleted.contains(item)) {
            throw new WireRefusal(
                    "item_not_found", "Item '%s' does not exist.".formatted(item), param);
        }
    }
}
