package dev.charla.testkit;

import dev.charla.loop.Ticker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One session that follows a script. Confined to its thread. */
final class ScriptedSession {
    /** How long a client may be silent; tests are shorter, and load runs speak all the time. */
    private static final Duration IDLE = Duration.ofMinutes(10);

    private static final Duration ENDLESS = Duration.ofDays(365);

    private final Ticker ticker = Ticker.system();
    private final Script script;
    private final RawPeer peer;
    private final @Nullable WireRules rules;
    private final Consumer<String> violations;
    private final ServiceEvents events = new ServiceEvents();
    private final SpeechEnergy speech = new SpeechEnergy();
    private final ObjectNode session;
    private @Nullable ScriptedResponse response;
    private @Nullable String userItem;
    private String lastItem = "";
    private Script.@Nullable Turn pending;
    private boolean awaitsOutput;
    private int turns;
    private long nextStepNanos;
    private final long endsNanos;

    ScriptedSession(Script script, RawPeer peer) {
        this(script, peer, ENDLESS, null, _ -> {});
    }

    /**
     * A session that may end, and may have rules.
     *
     * @param life after which the session is ended; told as {@code expires_at}
     * @param rules what the client may say; null for anything
     * @param violations told what it said all the same
     */
    ScriptedSession(
            Script script,
            RawPeer peer,
            Duration life,
            @Nullable WireRules rules,
            Consumer<String> violations) {
        this.script = script;
        this.peer = peer;
        this.rules = rules;
        this.violations = violations;
        this.endsNanos = ticker.nanos() + life.toNanos();
        var model = peer.request().query().getOrDefault("model", "agent");
        this.session = events.defaults(events.id("sess_"), model);
        if (!life.equals(ENDLESS)) {
            session.put("expires_at", Clock.systemUTC().instant().plus(life).getEpochSecond());
        }
    }

    void run() throws IOException, InterruptedException {
        peer.accept();
        send(events.session("session.created", session.deepCopy()));
        while (!peer.hasEnded()) {
            if (response != null && untilStep() <= 0) {
                step(response);
            }
            if (endsNanos - ticker.nanos() <= 0) {
                expire();
                return;
            }
            var text = peer.nextText(patience());
            if (text != null) {
                handle(ServiceEvents.JSON.readTree(text));
            } else if (response == null && endsNanos - ticker.nanos() > 0) {
                break;
            }
        }
        if (!peer.hasEnded()) {
            peer.closeFrame(1000, "");
        }
    }

    private Duration patience() {
        long wait = response == null ? IDLE.toNanos() : untilStep();
        return Duration.ofNanos(Math.max(0, Math.min(wait, endsNanos - ticker.nanos())));
    }

    private void expire() throws IOException, InterruptedException {
        var error = events.event("error");
        error.putObject("error")
                .put("type", "invalid_request_error")
                .put("code", "session_expired")
                .put("message", "Your session hit the maximum duration of 60 minutes.");
        send(error);
        peer.closeFrame(1001, "");
        peer.awaitEnd(IDLE);
    }

    private long untilStep() {
        return Math.max(0, nextStepNanos - ticker.nanos());
    }

    private void step(ScriptedResponse active) throws IOException {
        nextStepNanos += script.pace().toNanos();
        if (!active.step()) {
            response = null;
        }
    }

    private void handle(JsonNode event) throws IOException {
        if (rules != null) {
            try {
                rules.says(event);
            } catch (WireRefusal refusal) {
                violations.accept("%s: %s".formatted(event, refusal.reason()));
                refuse(event, refusal.code(), refusal.reason());
                return;
            }
        }
        switch (event.path("type").asString("")) {
            case "session.update" -> update(event.path("session"));
            case "input_audio_buffer.append" -> heard(event.path("audio").asString(""));
            case "input_audio_buffer.commit" -> commit();
            case "input_audio_buffer.clear" -> {
                speech.reset();
                userItem = null;
                send(events.event("input_audio_buffer.cleared"));
            }
            case "conversation.item.create" -> create((ObjectNode) event.path("item"));
            case "conversation.item.truncate" -> truncate(event);
            case "conversation.item.delete" ->
                    send(
                            events.event("conversation.item.deleted")
                                    .put("item_id", event.path("item_id").asString("")));
            case "response.create" -> respond(event);
            case "response.cancel" -> cancel("client_cancelled", event);
            default ->
                    refuse(event, "invalid_value", "This event is not part of the script's world.");
        }
    }

    private void update(JsonNode change) throws IOException {
        change.properties().forEach(member -> session.set(member.getKey(), member.getValue()));
        send(events.session("session.updated", session.deepCopy()));
    }

    private void heard(String base64) throws IOException {
        switch (speech.hear(Base64.getDecoder().decode(base64))) {
            case STARTED -> {
                if (!detectsTurns()) {
                    return;
                }
                userItem = events.id("item_");
                send(
                        events.event("input_audio_buffer.speech_started")
                                .put("audio_start_ms", speech.positionMs())
                                .put("item_id", userItem));
                cancel("turn_detected", null);
            }
            case STOPPED -> {
                if (!detectsTurns()) {
                    return;
                }
                send(
                        events.event("input_audio_buffer.speech_stopped")
                                .put("audio_end_ms", speech.positionMs())
                                .put("item_id", userItem));
                commit();
                start(nextTurn());
            }
            case NONE -> {}
        }
    }

    /** The end of a user turn: {@code committed}, the transcript, then the item. */
    private void commit() throws IOException {
        var item = userItem == null ? events.id("item_") : userItem;
        userItem = null;
        speech.reset();
        var heard = script.turn(turns).heard();
        send(
                events.event("input_audio_buffer.committed")
                        .put("previous_item_id", lastItem)
                        .put("item_id", item));
        send(
                events.event("conversation.item.input_audio_transcription.completed")
                        .put("item_id", item)
                        .put("content_index", 0)
                        .put("transcript", heard));
        var message = events.message(item, "user", "completed");
        message.withArray("content")
                .addObject()
                .put("type", "input_audio")
                .put("transcript", heard);
        created(message);
        pending = script.turn(turns);
    }

    private void create(ObjectNode item) throws IOException {
        if (!item.has("id")) {
            item.put("id", events.id("item_"));
        }
        item.put("object", "realtime.item");
        if (item.path("type").asString("").equals("message")) {
            item.put("status", "completed");
            if (item.path("role").asString("").equals("user")) {
                pending = script.turn(turns);
                awaitsOutput = false;
            }
        }
        created(item);
    }

    private void truncate(JsonNode event) throws IOException {
        send(
                events.event("conversation.item.truncated")
                        .put("item_id", event.path("item_id").asString(""))
                        .put("content_index", 0)
                        .put("audio_end_ms", event.path("audio_end_ms").asInt(0)));
    }

    private void respond(JsonNode event) throws IOException {
        var given =
                event.path("response")
                        .path("pre_generated_assistant_message")
                        .path("content")
                        .path(0)
                        .path("text")
                        .asString("");
        if (response != null) {
            refuse(
                    event,
                    "conversation_already_has_active_response",
                    "Conversation already has an active response in progress.");
        } else if (!given.isEmpty()) {
            start(Script.Turn.of("", given));
        } else if (awaitsOutput) {
            awaitsOutput = false;
            start(script.turn(turns - 1).afterCalls());
        } else if (pending == null && turns == 0 && script.greeting() != null) {
            start(script.greeting());
        } else {
            start(nextTurn());
        }
    }

    private Script.Turn nextTurn() {
        var turn = pending == null ? script.turn(turns) : pending;
        pending = null;
        turns++;
        return turn;
    }

    private void start(Script.Turn turn) throws IOException {
        var begun =
                new ScriptedResponse(turn, script, this::send, events, lastItem, textOnly(session));
        lastItem = begun.itemId();
        awaitsOutput = awaitsOutput || !turn.calls().isEmpty();
        begun.begin();
        response = begun;
        nextStepNanos = ticker.nanos();
    }

    private void cancel(String reason, @Nullable JsonNode event) throws IOException {
        if (response != null) {
            response.cancel(reason);
            response = null;
        } else if (event != null) {
            refuse(
                    event,
                    "response_cancel_not_active",
                    "Cancellation failed: no active response found");
        }
    }

    private void created(ObjectNode item) throws IOException {
        var event = events.event("conversation.item.created").put("previous_item_id", lastItem);
        event.set("item", item);
        send(event);
        lastItem = item.path("id").asString("");
    }

    private void refuse(JsonNode event, String code, String message) throws IOException {
        var error = events.event("error");
        error.putObject("error")
                .put("type", "invalid_request_error")
                .put("code", code)
                .put("message", message)
                .putNull("param")
                .put("event_id", event.path("event_id").asString(null));
        send(error);
    }

    private boolean detectsTurns() {
        var detection = session.path("turn_detection");
        return !detection.isNull() && !detection.path("type").asString("").equals("none");
    }

    private static boolean textOnly(JsonNode session) {
        for (var modality : session.path("modalities")) {
            if (modality.asString("").equals("audio")) {
                return false;
            }
        }
        return true;
    }

    private void send(ObjectNode event) throws IOException {
        if (rules != null) {
            rules.told(event);
        }
        peer.text(event.toString());
    }
}
