package dev.charla.testkit;

import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/** One response of a scripted session, sent step by step. Confined to the session's thread. */
final class ScriptedResponse {
    private final Script.Turn turn;
    private final RawPeer peer;
    private final ServiceEvents events;
    private final String previousItem;
    private final boolean textOnly;
    private final String id;
    private final String itemId;
    private final int samplesPerDelta;
    private final int samples;
    private int samplesSent;
    private int charactersSent;

    ScriptedResponse(
            Script.Turn turn,
            Script script,
            RawPeer peer,
            ServiceEvents events,
            String previousItem,
            boolean textOnly) {
        this.turn = turn;
        this.peer = peer;
        this.events = events;
        this.previousItem = previousItem;
        this.textOnly = textOnly;
        this.id = events.id("resp_");
        this.itemId = events.id(turn.call() == null ? "msg_" : "item_");
        this.samplesPerDelta = Tone.samples(script.audioDelta());
        this.samples = Tone.samples(turn.length());
    }

    String itemId() {
        return itemId;
    }

    /** Sends what comes before the first delta. */
    void begin() throws IOException {
        send(events.response("response.created", id, "in_progress"));
        var item = item("in_progress");
        send(itemEvent("response.output_item.added", item));
        var created =
                events.event("conversation.item.created").put("previous_item_id", previousItem);
        created.set("item", item);
        send(created);
        if (turn.call() == null) {
            var added = events.part("response.content_part.added", id, itemId);
            added.set("part", part(""));
            send(added);
        }
    }

    /** Sends the next delta; false when the response has ended by it. */
    boolean step() throws IOException {
        if (turn.call() != null) {
            call(turn.call());
            return false;
        }
        if (textOnly) {
            send(events.part("response.text.delta", id, itemId).put("delta", turn.answer()));
            charactersSent = turn.answer().length();
        } else if (samplesSent < samples) {
            speak(Math.min(samplesPerDelta, samples - samplesSent));
            return true;
        }
        end("completed", null);
        return false;
    }

    /** Ends the response before its time. */
    void cancel(String reason) throws IOException {
        end("cancelled", reason);
    }

    private void speak(int count) throws IOException {
        int upTo = (int) ((long) turn.answer().length() * (samplesSent + count) / samples);
        if (upTo > charactersSent) {
            send(
                    events.part("response.audio_transcript.delta", id, itemId)
                            .put("delta", turn.answer().substring(charactersSent, upTo)));
            charactersSent = upTo;
        }
        send(
                events.part("response.audio.delta", id, itemId)
                        .put("delta", Tone.base64(samplesSent, count)));
        samplesSent += count;
    }

    private void call(Script.Call call) throws IOException {
        var callId = callId();
        send(
                position("response.function_call_arguments.delta")
                        .put("call_id", callId)
                        .put("delta", call.arguments()));
        send(
                position("response.function_call_arguments.done")
                        .put("call_id", callId)
                        .put("name", call.name())
                        .put("arguments", call.arguments()));
        var item = item("completed");
        send(itemEvent("response.output_item.done", item));
        done("completed", null, item);
    }

    private void end(String status, @org.jspecify.annotations.Nullable String reason)
            throws IOException {
        var text = turn.answer().substring(0, charactersSent);
        if (turn.call() == null) {
            closePart(text);
        }
        var item = item(status.equals("completed") ? "completed" : "incomplete");
        if (turn.call() == null) {
            item.withArray("content").add(part(text));
        }
        send(itemEvent("response.output_item.done", item));
        done(status, reason, item);
    }

    private void closePart(String text) throws IOException {
        if (textOnly) {
            send(events.part("response.text.done", id, itemId).put("text", text));
        } else {
            send(events.part("response.audio.done", id, itemId));
            send(events.part("response.audio_transcript.done", id, itemId).put("transcript", text));
        }
        var done = events.part("response.content_part.done", id, itemId);
        done.set("part", part(text));
        send(done);
    }

    private void done(
            String status, @org.jspecify.annotations.Nullable String reason, ObjectNode item)
            throws IOException {
        var event = events.response("response.done", id, status);
        var response = (ObjectNode) event.get("response");
        if (reason != null) {
            response.putObject("status_details").put("type", "cancelled").put("reason", reason);
        }
        response.withArray("output").add(item);
        send(event);
    }

    private ObjectNode item(String status) {
        if (turn.call() == null) {
            return events.message(itemId, "assistant", status);
        }
        return ServiceEvents.JSON
                .createObjectNode()
                .put("id", itemId)
                .put("object", "realtime.item")
                .put("type", "function_call")
                .put("status", status)
                .put("name", turn.call().name())
                .put("call_id", callId())
                .put("arguments", status.equals("completed") ? turn.call().arguments() : "");
    }

    private String callId() {
        return "call_" + itemId.substring("item_".length());
    }

    private ObjectNode itemEvent(String type, ObjectNode item) {
        var event = events.event(type).put("response_id", id).put("output_index", 0);
        event.set("item", item.deepCopy());
        return event;
    }

    private ObjectNode position(String type) {
        return events.event(type)
                .put("response_id", id)
                .put("item_id", itemId)
                .put("output_index", 0);
    }

    private ObjectNode part(String text) {
        var part = ServiceEvents.JSON.createObjectNode();
        return textOnly
                ? part.put("type", "text").put("text", text)
                : part.put("type", "audio").put("transcript", text);
    }

    private void send(ObjectNode event) throws IOException {
        peer.text(event.toString());
    }
}
