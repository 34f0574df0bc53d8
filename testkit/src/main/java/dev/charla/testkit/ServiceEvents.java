package dev.charla.testkit;

import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes events of a Voice Live service as text, independent of the product's codec, so that tests
 * do not share its mistakes. Any thread.
 */
final class ServiceEvents {
    static final JsonMapper JSON = JsonMapper.shared();

    /** Of all connections: a service never gives the same id in two sessions. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    /** An event of {@code type} with an id of its own. */
    ObjectNode event(String type) {
        return JSON.createObjectNode()
                .put("type", type)
                .put("event_id", "event_" + NUMBERS.incrementAndGet());
    }

    /** An id with the service's prefix for its kind, such as {@code item_}. */
    String id(String prefix) {
        return prefix + "%021d".formatted(NUMBERS.incrementAndGet());
    }

    /** {@code session.created} or {@code session.updated}. */
    ObjectNode session(String type, JsonNode settings) {
        var event = event(type);
        event.set("session", settings);
        return event;
    }

    /** What a session holds before its first update. */
    ObjectNode defaults(String sessionId, String model) {
        var session =
                JSON.createObjectNode()
                        .put("id", sessionId)
                        .put("object", "realtime.session")
                        .put("model", model)
                        .put("input_audio_format", "pcm16")
                        .put("output_audio_format", "pcm16");
        session.putArray("modalities").add("text").add("audio");
        session.putArray("tools");
        return session;
    }

    /** A message item of the conversation. */
    ObjectNode message(String id, String role, String status) {
        var item =
                JSON.createObjectNode()
                        .put("id", id)
                        .put("object", "realtime.item")
                        .put("type", "message")
                        .put("status", status)
                        .put("role", role);
        item.putArray("content");
        return item;
    }

    /** {@code response.created} or {@code response.done}; usage is null as recorded. */
    ObjectNode response(String type, String responseId, String status) {
        var event = event(type);
        var response = event.putObject("response");
        response.put("id", responseId).put("object", "realtime.response").put("status", status);
        response.putNull("status_details");
        response.putArray("output");
        response.putNull("usage");
        return event;
    }

    /** An event about one content part of one response. */
    ObjectNode part(String type, String responseId, String itemId) {
        return event(type)
                .put("response_id", responseId)
                .put("item_id", itemId)
                .put("output_index", 0)
                .put("content_index", 0);
    }
}
