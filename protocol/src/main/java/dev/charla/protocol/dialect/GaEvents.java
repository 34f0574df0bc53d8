package dev.charla.protocol.dialect;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Settings, responses and items as OpenAI's GA shape shows them. */
final class GaEvents {
    private GaEvents() {}

    /** The whole session of a {@code session.created} or {@code session.updated}. */
    static ObjectNode session(ObjectNode own) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("type", "realtime");
        for (String same : new String[] {"object", "id", "model", "instructions", "expires_at"}) {
            Trees.move(own, same, shown, same);
        }
        modalities(own, shown);
        ObjectNode audio = shown.putObject("audio");
        input(own, audio.putObject("input"));
        output(own, audio.putObject("output"));
        Trees.move(own, "tools", shown, "tools");
        Trees.move(own, "tool_choice", shown, "tool_choice");
        Trees.move(own, "max_response_output_tokens", shown, "max_output_tokens");
        Trees.move(own, "include", shown, "include");
        Trees.move(own, "parallel_tool_calls", shown, "parallel_tool_calls");
        shown.putNull("tracing");
        shown.put("truncation", "auto");
        shown.putNull("prompt");
        return shown;
    }

    private static void input(ObjectNode own, ObjectNode input) {
        JsonNode rate = own.get("input_audio_sampling_rate");
        GaFormats.write(
                input,
                "format",
                Trees.text(own, "input_audio_format"),
                rate == null || !rate.isInt() ? null : rate.intValue());
        Trees.move(own, "input_audio_transcription", input, "transcription");
        Trees.move(own, "input_audio_noise_reduction", input, "noise_reduction");
        Trees.move(own, "turn_detection", input, "turn_detection");
        if (input.get("turn_detection") instanceof ObjectNode detection) {
            for (String azures :
                    new String[] {
                        "speech_duration_ms",
                        "end_of_utterance_detection",
                        "auto_truncate",
                        "appended_text_after_truncation"
                    }) {
                detection.remove(azures);
            }
        }
        if (input.get("transcription") instanceof ObjectNode transcription) {
            transcription.remove("custom_speech");
            transcription.remove("phrase_list");
        }
    }

    private static void output(ObjectNode own, ObjectNode output) {
        GaFormats.write(output, "format", Trees.text(own, "output_audio_format"), null);
        BetaDialect.voiceByName(own);
        Trees.move(own, "voice", output, "voice");
    }

    private static void modalities(ObjectNode own, ObjectNode shown) {
        boolean spoken = false;
        for (JsonNode modality : own.path("modalities")) {
            spoken |= "audio".equals(modality.asString(""));
        }
        shown.putArray("output_modalities").add(spoken ? "audio" : "text");
    }

    /** The response of a {@code response.created} or {@code response.done}. */
    static ObjectNode response(ObjectNode own) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        for (String same : new String[] {"object", "id", "status", "status_details"}) {
            Trees.move(own, same, shown, same);
        }
        if (own.get("output") instanceof ArrayNode items) {
            items.forEach(GaEvents::item);
            shown.set("output", items);
        }
        Trees.move(own, "conversation_id", shown, "conversation_id");
        modalities(own, shown);
        JsonNode most = own.get("max_output_tokens");
        if (most == null || most.isNull()) {
            shown.put("max_output_tokens", "inf");
        } else {
            shown.set("max_output_tokens", most);
        }
        output(own, shown.putObject("audio").putObject("output"));
        JsonNode usage = own.get("usage");
        if (usage != null && !usage.isNull()) {
            shown.set("usage", usage);
        }
        Trees.move(own, "metadata", shown, "metadata");
        return shown;
    }

    /** Changes an item in place. */
    static void item(JsonNode node) {
        if (!(node instanceof ObjectNode item)) {
            return;
        }
        item.remove("object");
        if ("mcp_call".equals(Trees.text(item, "type"))) {
            // OpenAI's agents take no call without these.
            for (String member : new String[] {"approval_request_id", "output", "error"}) {
                if (!item.has(member)) {
                    item.putNull(member);
                }
            }
        }
        boolean agents = "assistant".equals(Trees.text(item, "role"));
        if (agents && item.get("content") instanceof ArrayNode content) {
            for (JsonNode part : content) {
                if (part instanceof ObjectNode object) {
                    String type = Trees.text(object, "type");
                    if ("text".equals(type) || "audio".equals(type)) {
                        object.put("type", "output_" + type);
                    }
                }
            }
        }
    }
}
