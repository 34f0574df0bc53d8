package dev.charla.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One response of a scripted session, sent step by step. Confined to the session's thread. */
final class ScriptedResponse {
    private final Script.Turn turn;
    private final Out out;
    private final ServiceEvents events;
    private final String previousItem;
    private final boolean textOnly;
    private final String id;
    private final String itemId;
    private final int samplesPerDelta;
    private final int samples;
    private int samplesSent;
    private int charactersSent;

    /** Where events go. */
    interface Out {
        void send(ObjectNode event) throws IOException;
    }

    ScriptedResponse(
            Script.Turn turn,
            Script script,
            Out out,
            ServiceEvents events,
            String previousItem,
            boolean textOnly) {
        this.turn = turn;
        this.out = out;
        this.events = events;
        this.previousItem = previousItem;
        this.textOnly = textOnly;
        this.id = events.id("resp_");
        this.itemId = events.id("msg_");
        this.samplesPerDelta = Tone.samples(script.audioDelta());
        this.samples = Tone.samples(turn.length());
    }

    String itemId() {
        return itemId;
    }

    /** Sends what comes before the first delta. */
    void begin() throws IOException {
        send(events.response("response.created", id, "in_progress"));
        if (turn.calls().isEmpty()) {
            added(events.message(itemId, "assistant", "in_progress"), 0);
            var added = events.part("response.content_part.added", id, itemId);
            added.set("part", part(""));
            send(added);
        }
    }

    private void added(ObjectNode item, int index) throws IOException {
        send(itemEvent("response.output_item.added", item, index));
        var created =
                events.event("conversation.item.created").put("previous_item_id", previousItem);
        created.set("item", item);
        send(created);
    }

    /** Sends the next delta; false when the response has ended by it. */
    boolean step() throws IOException {
        if (!turn.calls().isEmpty()) {
            calls();
            return false;
        }
        if (turn.filtered() && samplesSent > 0) {
            end("incomplete", "content_filter");
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

    private void calls() throws IOException {
        var items = new ArrayList<ObjectNode>();
        for (var call : turn.calls()) {
            items.add(call(call, items.size()));
        }
        done("completed", null, items);
    }

    private ObjectNode call(Script.Call call, int index) throws IOException {
        var item = events.id("item_");
        var callId = "call_" + item.substring("item_".length());
        added(item(item, callId, call, "in_progress"), index);
        send(
                position("response.function_call_arguments.delta", item, index)
                        .put("call_id", callId)
                        .put("delta", call.arguments()));
        send(
                position("response.function_call_arguments.done", item, index)
                        .put("call_id", callId)
                        .put("name", call.name())
                        .put("arguments", call.arguments()));
        var whole = item(item, callId, call, "completed");
        send(itemEvent("response.output_item.done", whole, index));
        return whole;
    }

    private void end(String status, @Nullable String reason) throws IOException {
        if (!turn.calls().isEmpty()) {
            done(status, reason, List.of());
            return;
        }
        var text = turn.answer().substring(0, charactersSent);
        closePart(text);
        var item =
                events.message(
                        itemId,
                        "assistant",
                        status.equals("completed") ? "completed" : "incomplete");
        item.withArray("content").add(part(text));
        send(itemEvent("response.output_item.done", item, 0));
        done(status, reason, List.of(item));
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

    private void done(String status, @Nullable String reason, List<ObjectNode> items)
            throws IOException {
        var event = events.response("response.done", id, status);
        var response = (ObjectNode) event.get("response");
        if (reason != null) {
            response.putObject("status_details").put("type", status).put("reason", reason);
        }
        items.forEach(response.withArray("output")::add);
        send(event);
    }

    private static ObjectNode item(String id, String callId, Script.Call call, String status) {
        return ServiceEvents.JSON
                .createObjectNode()
                .put("id", id)
                .put("object", "realtime.item")
                .put("type", "function_call")
                .put("status", status)
                .put("name", call.name())
                .put("call_id", callId)
                .put("arguments", status.equals("completed") ? call.arguments() : "");
    }

    private ObjectNode itemEvent(String type, ObjectNode item, int index) {
        var event = events.event(type).put("response_id", id).put("output_index", index);
        event.set("item", item.deepCopy());
        return event;
    }

    private ObjectNode position(String type, String item, int index) {
        return events.event(type)
                .put("response_id", id)
                .put("item_id", item)
                .put("output_index", index);
    }

    private ObjectNode part(String text) {
        var part = ServiceEvents.JSON.createObjectNode();
        return textOnly
                ? part.put("type", "text").put("text", text)
                : part.put("type", "audio").put("transcript", text);
    }

    private void send(ObjectNode event) throws IOException {
        out.send(event);
    }
}
