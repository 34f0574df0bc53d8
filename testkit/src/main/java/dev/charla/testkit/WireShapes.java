package dev.charla.testkit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What one event of a client must look like, whatever was said before: known types and members, of
 * the right kind and in range. Written from the protocol and not from the product's records, so
 * that tests do not share their mistakes. Without state.
 */
final class WireShapes {
    private static final int NAME_MAX = 64;

    private static final Pattern TOOL_NAME = Pattern.compile("[A-Za-z0-9_-]{1," + NAME_MAX + "}");

    private static final Map<String, Set<String>> EVENTS =
            Map.of(
                    "session.update", Set.of("session"),
                    "input_audio_buffer.append", Set.of("audio"),
                    "input_audio_buffer.commit", Set.of(),
                    "input_audio_buffer.clear", Set.of(),
                    "conversation.item.create", Set.of("item", "previous_item_id"),
                    "conversation.item.retrieve", Set.of("item_id"),
                    "conversation.item.truncate",
                            Set.of("item_id", "content_index", "audio_end_ms"),
                    "conversation.item.delete", Set.of("item_id"),
                    "response.create", Set.of("response", "additional_instructions"),
                    "response.cancel", Set.of("response_id"));

    private static final Set<String> SESSION =
            Set.of(
                    "modalities",
                    "instructions",
                    "voice",
                    "input_audio_format",
                    "input_audio_sampling_rate",
                    "output_audio_format",
                    "turn_detection",
                    "input_audio_noise_reduction",
                    "input_audio_echo_cancellation",
                    "input_audio_transcription",
                    "output_audio_timestamp_types",
                    "animation",
                    "avatar",
                    "tools",
                    "tool_choice",
                    "parallel_tool_calls",
                    "temperature",
                    "max_response_output_tokens",
                    "reasoning_effort",
                    "interim_response",
                    "include",
                    "metadata");

    private static final Set<String> RESPONSE =
            Set.of(
                    "modalities",
                    "instructions",
                    "voice",
                    "output_audio_format",
                    "tools",
                    "tool_choice",
                    "parallel_tool_calls",
                    "temperature",
                    "reasoning_effort",
                    "interim_response",
                    "animation",
                    "max_output_tokens",
                    "max_response_output_tokens",
                    "metadata",
                    "input_items",
                    "append_input_items",
                    "commit",
                    "cancel_previous",
                    "conversation",
                    "pre_generated_assistant_message",
                    "invoke_input");

    private static final Set<String> ALL_DETECTIONS =
            Set.of("type", "create_response", "interrupt_response", "auto_truncate");

    private static final Set<String> VAD =
            with(
                    ALL_DETECTIONS,
                    "threshold",
                    "prefix_padding_ms",
                    "silence_duration_ms",
                    "speech_duration_ms",
                    "speech_duration_assistant_speaking_ms",
                    "end_of_utterance_detection");

    private static final Set<String> SEMANTIC_VAD =
            with(VAD, "remove_filler_words", "languages", "appended_text_after_truncation");

    private static final Map<String, Set<String>> DETECTIONS =
            Map.of(
                    "none",
                    Set.of("type"),
                    "server_vad",
                    with(VAD, "idle_timeout_ms"),
                    "semantic_vad",
                    with(ALL_DETECTIONS, "eagerness"),
                    "azure_semantic_vad",
                    SEMANTIC_VAD,
                    "azure_semantic_vad_en",
                    SEMANTIC_VAD,
                    "azure_semantic_vad_multilingual",
                    SEMANTIC_VAD);

    private static final Set<String> TUNED =
            Set.of(
                    "type",
                    "name",
                    "temperature",
                    "custom_lexicon_url",
                    "custom_text_normalization_url",
                    "prefer_locales",
                    "locale",
                    "style",
                    "pitch",
                    "rate",
                    "volume");

    private static final Map<String, Set<String>> VOICES =
            Map.of(
                    "openai", Set.of("type", "name"),
                    "azure-realtime-native", Set.of("type", "name"),
                    "azure-standard", TUNED,
                    "azure-custom", with(TUNED, "endpoint_id"),
                    "azure-personal", with(TUNED, "model"),
                    "avatar-voice-sync", with(TUNED, "model"));

    private static final Map<String, Set<String>> TOOLS =
            Map.of(
                    "function", Set.of("type", "name", "description", "parameters"),
                    "mcp",
                            Set.of(
                                    "type",
                                    "server_label",
                                    "server_url",
                                    "authorization",
                                    "headers",
                                    "allowed_tools",
                                    "require_approval"));

    private static final Map<String, Set<String>> INTERIM =
            Map.of(
                    "static_interim_response",
                            Set.of("type", "texts", "triggers", "latency_threshold_ms"),
                    "llm_interim_response",
                            Set.of(
                                    "type",
                                    "model",
                                    "instructions",
                                    "max_completion_tokens",
                                    "triggers",
                                    "latency_threshold_ms"));

    private static final Set<String> NAMED = Set.of("id", "object", "type", "status");

    private static final Map<String, Set<String>> ITEMS =
            Map.of(
                    "message", with(NAMED, "role", "content"),
                    "function_call", with(NAMED, "name", "call_id", "arguments"),
                    "function_call_output", with(NAMED, "call_id", "output"),
                    "mcp_approval_response",
                            with(NAMED, "approval_request_id", "approve", "reason"));

    private static final Map<String, Set<String>> PARTS =
            Map.of(
                    "system", Set.of("input_text"),
                    "user", Set.of("input_text", "input_audio", "input_image"),
                    "assistant", Set.of("text", "output_text"));

    private WireShapes() {}

    /**
     * Refuses an event that is not as it must be.
     *
     * @throws WireRefusal with the first thing that is wrong
     */
    static void check(JsonNode event) {
        var type = event.path("type").asString("");
        var members = EVENTS.get(type);
        if (members == null) {
            throw WireRefusal.value("type", type);
        }
        onlyKnown(event, with(members, "type", "event_id"), "");
        switch (type) {
            case "session.update" -> session(required(event, "session", "session"));
            case "input_audio_buffer.append" -> audio(event);
            case "conversation.item.create" -> item(required(event, "item", "item"), "item");
            case "conversation.item.retrieve", "conversation.item.delete" ->
                    text(event, "", "item_id");
            case "conversation.item.truncate" -> {
                text(event, "", "item_id");
                whole(event, "", "content_index", 0, 0);
                whole(event, "", "audio_end_ms", 0, Integer.MAX_VALUE);
            }
            case "response.create" -> response(event.path("response"));
            default -> {}
        }
    }

    private static void audio(JsonNode event) {
        text(event, "", "audio");
        try {
            if (event.path("audio").binaryValue().length % 2 != 0) {
                throw WireRefusal.value("audio", "half a sample");
            }
        } catch (RuntimeException notBase64) {
            throw notBase64 instanceof WireRefusal known
                    ? known
                    : WireRefusal.value("audio", "not base64");
        }
    }

    private static void session(JsonNode session) {
        onlyKnown(session, SESSION, "session.");
        modalities(session, "session.");
        settings(session, "session.");
        present(session, "turn_detection", it -> oneOf(it, DETECTIONS, "session.turn_detection"));
        ranged(session.path("turn_detection"), "session.turn_detection.", "threshold", 0, 1);
        present(
                session,
                "input_audio_transcription",
                it -> text(it, "session.input_audio_transcription.", "model"));
    }

    private static void response(JsonNode response) {
        if (response.isMissingNode()) {
            return;
        }
        onlyKnown(response, RESPONSE, "response.");
        modalities(response, "response.");
        settings(response, "response.");
        present(
                response,
                "pre_generated_assistant_message",
                it -> {
                    item(it, "response.pre_generated_assistant_message");
                    if (!it.path("role").asString("").equals("assistant")) {
                        throw WireRefusal.value(
                                "response.pre_generated_assistant_message.role",
                                it.path("role").asString(""));
                    }
                });
        for (var list : List.of("input_items", "append_input_items")) {
            for (var item : response.path(list)) {
                item(item, "response." + list);
            }
        }
    }

    private static void settings(JsonNode of, String path) {
        present(of, "instructions", _ -> text(of, path, "instructions"));
        present(of, "voice", it -> voice(it, path + "voice"));
        present(of, "tools", it -> tools(it, path + "tools"));
        present(of, "tool_choice", it -> choice(it, path + "tool_choice"));
        present(of, "interim_response", it -> interim(it, path + "interim_response"));
        ranged(of, path, "temperature", 0, 2);
        for (var pair : of.path("metadata").properties()) {
            if (pair.getKey().length() > 64 || pair.getValue().asString("").length() > 512) {
                throw WireRefusal.value(path + "metadata", pair.getKey());
            }
        }
    }

    /** Sound alone cannot be asked for. */
    private static void modalities(JsonNode of, String path) {
        present(
                of,
                "modalities",
                them -> {
                    var names = new HashSet<String>();
                    for (var one : them) {
                        names.add(one.asString(""));
                    }
                    if (!names.contains("text")
                            || !Set.of("text", "audio", "animation", "avatar").containsAll(names)) {
                        throw WireRefusal.value(path + "modalities", them.toString());
                    }
                });
    }

    private static void voice(JsonNode voice, String path) {
        if (voice.isString()) {
            return;
        }
        oneOf(voice, VOICES, path);
        if (!voice.path("type").asString("").equals("avatar-voice-sync")) {
            text(voice, path + ".", "name");
        }
        ranged(voice, path + ".", "temperature", 0, 1);
        for (var prosody : List.of("pitch", "rate", "volume")) {
            present(voice, prosody, _ -> text(voice, path + ".", prosody));
        }
    }

    private static void tools(JsonNode tools, String path) {
        if (!tools.isArray()) {
            throw WireRefusal.kind(path, "an array");
        }
        var names = new HashSet<String>();
        for (var tool : tools) {
            oneOf(tool, TOOLS, path);
            if (tool.path("type").asString("").equals("function")) {
                var name = text(tool, path + ".", "name");
                if (!TOOL_NAME.matcher(name).matches() || !names.add(name)) {
                    throw WireRefusal.value(path + ".name", name);
                }
                present(tool, "parameters", schema -> schema(schema, path));
            } else {
                text(tool, path + ".", "server_label");
                text(tool, path + ".", "server_url");
            }
        }
    }

    private static void schema(JsonNode schema, String path) {
        if (!schema.isObject() || !schema.path("type").asString("").equals("object")) {
            throw WireRefusal.kind(path + ".parameters", "a schema of an object");
        }
    }

    private static void choice(JsonNode choice, String path) {
        if (choice.isObject()) {
            onlyKnown(choice, Set.of("type", "name"), path + ".");
            text(choice, path + ".", "name");
        } else if (!Set.of("auto", "none", "required").contains(choice.asString(""))) {
            throw WireRefusal.value(path, choice.asString(""));
        }
    }

    private static void interim(JsonNode interim, String path) {
        oneOf(interim, INTERIM, path);
        for (var trigger : interim.path("triggers")) {
            if (!Set.of("latency", "tool").contains(trigger.asString(""))) {
                throw WireRefusal.value(path + ".triggers", trigger.asString(""));
            }
        }
        if (interim.path("type").asString("").equals("static_interim_response")
                && interim.path("texts").isEmpty()) {
            throw WireRefusal.missing(path + ".texts");
        }
    }

    private static void item(JsonNode item, String path) {
        oneOf(item, ITEMS, path);
        switch (item.path("type").asString("")) {
            case "message" -> message(item, path);
            case "function_call" -> {
                text(item, path + ".", "name");
                text(item, path + ".", "call_id");
                text(item, path + ".", "arguments");
            }
            case "function_call_output" -> {
                text(item, path + ".", "call_id");
                text(item, path + ".", "output");
            }
            default -> {
                text(item, path + ".", "approval_request_id");
                if (!item.path("approve").isBoolean()) {
                    throw WireRefusal.kind(path + ".approve", "a boolean");
                }
            }
        }
    }

    private static void message(JsonNode item, String path) {
        var role = text(item, path + ".", "role");
        var parts = PARTS.get(role);
        if (parts == null) {
            throw WireRefusal.value(path + ".role", role);
        }
        if (item.path("content").isEmpty()) {
            throw WireRefusal.missing(path + ".content");
        }
        for (var part : item.path("content")) {
            var type = part.path("type").asString("");
            if (!parts.contains(type)) {
                throw WireRefusal.value(path + ".content.type", type);
            }
            if (type.endsWith("text")) {
                onlyKnown(part, Set.of("type", "text"), path + ".content.");
                text(part, path + ".content.", "text");
            }
        }
    }

    private static void oneOf(JsonNode value, Map<String, Set<String>> kinds, String path) {
        var type = text(value, path + ".", "type");
        var members = kinds.get(type);
        if (members == null) {
            throw WireRefusal.value(path + ".type", type);
        }
        onlyKnown(value, with(members, "type"), path + ".");
    }

    private static void onlyKnown(JsonNode value, Set<String> members, String path) {
        if (!value.isObject()) {
            throw WireRefusal.kind(path, "an object");
        }
        for (var member : value.propertyNames()) {
            if (!members.contains(member)) {
                throw new WireRefusal(
                        "unknown_parameter",
                        "Unknown parameter: '%s%s'.".formatted(path, member),
                        path + member);
            }
        }
    }

    private static JsonNode required(JsonNode value, String member, String path) {
        if (value.path(member).isMissingNode() || value.path(member).isNull()) {
            throw WireRefusal.missing(path);
        }
        return value.path(member);
    }

    private static String text(JsonNode value, String path, String member) {
        var text = required(value, member, path + member);
        if (!text.isString()) {
            throw WireRefusal.kind(path + member, "a string");
        }
        return text.asString("");
    }

    private static void whole(JsonNode value, String path, String member, int least, int most) {
        var number = required(value, member, path + member);
        if (!number.isIntegralNumber()) {
            throw WireRefusal.kind(path + member, "an integer");
        }
        if (number.asInt(-1) < least || number.asInt(-1) > most) {
            throw WireRefusal.value(path + member, number.toString());
        }
    }

    private static void ranged(JsonNode of, String path, String member, double least, double most) {
        present(
                of,
                member,
                it -> {
                    if (!it.isNumber() || it.asDouble(-1) < least || it.asDouble(-1) > most) {
                        throw WireRefusal.value(path + member, it.toString());
                    }
                });
    }

    private static void present(JsonNode of, String member, Consumer<JsonNode> check) {
        var value = of.path(member);
        if (!value.isMissingNode() && !value.isNull()) {
            check.accept(value);
        }
    }

    private static Set<String> with(Set<String> members, String... more) {
        var all = new HashSet<>(members);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
