package dev.charla.protocol.dialect;

import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.codec.ProtocolException.Code;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Translates requests of OpenAI's GA shape to Voice Live. */
final class GaRequests {
    private GaRequests() {}

    /** Changes an event in place. */
    static void translate(ObjectNode event) throws ProtocolException {
        if (event.get("session") instanceof ObjectNode session) {
            session(session);
        }
        if (event.get("response") instanceof ObjectNode response) {
            response(response);
        }
        if (event.get("item") instanceof ObjectNode item) {
            item(item);
        }
    }

    private static void session(ObjectNode session) throws ProtocolException {
        JsonNode type = session.remove("type");
        if (type != null && !"realtime".equals(type.asString(""))) {
            throw invalid("session.type", "Invalid value. Supported values are: 'realtime'.");
        }
        // Neither changes the conversation: one sets where a trace is stored, the other how a long
        // conversation is shortened.
        session.remove("tracing");
        session.remove("truncation");
        JsonNode prompt = session.remove("prompt");
        if (prompt != null && !prompt.isNull()) {
            throw invalid(
                    "session.prompt",
                    "The offline service has no stored prompts. Send 'instructions' instead.");
        }
        // OpenAI's agents send the model of their own defaults, whichever model they connected to.
        session.remove("model");
        modalities(session);
        Trees.rename(session, "max_output_tokens", "max_response_output_tokens");
        ObjectNode audio = taken(session, "audio", "session.audio");
        if (audio != null) {
            ObjectNode input = taken(audio, "input", "session.audio.input");
            if (input != null) {
                input(input, session);
            }
            ObjectNode output = taken(audio, "output", "session.audio.output");
            if (output != null) {
                output(output, session, "session.audio.output");
            }
            nothingElse(audio, "session.audio");
        }
        if (session.get("reasoning") instanceof ObjectNode reasoning) {
            session.remove("reasoning");
            Trees.move(reasoning, "effort", session, "reasoning_effort");
            nothingElse(reasoning, "session.reasoning");
        }
        servers(session);
    }

    /** Tool names of an MCP server are in objects that may contain other filters as well. */
    private static void servers(ObjectNode holder) throws ProtocolException {
        if (!(holder.get("tools") instanceof ArrayNode tools)) {
            return;
        }
        for (int i = 0; i < tools.size(); i++) {
            if (tools.get(i) instanceof ObjectNode tool && "mcp".equals(Trees.text(tool, "type"))) {
                String at = "session.tools[" + i + "].";
                names(tool, "allowed_tools", at + "allowed_tools");
                if (tool.get("require_approval") instanceof ObjectNode rule) {
                    names(rule, "always", at + "require_approval.always");
                    names(rule, "never", at + "require_approval.never");
                }
            }
        }
    }

    private static void names(ObjectNode holder, String name, String param)
            throws ProtocolException {
        JsonNode asked = holder.get(name);
        if (asked == null || !asked.isObject()) {
            return;
        }
        if (asked.has("read_only")) {
            throw invalid(
                    param + ".read_only",
                    "The offline service knows tools by name only. Name them in 'tool_names'.");
        }
        JsonNode names = asked.get("tool_names");
        for (String other : asked.propertyNames()) {
            if (!other.equals("tool_names")) {
                throw ProtocolException.unknownParameter(param + "." + other);
            }
        }
        if (names == null) {
            holder.remove(name);
        } else {
            holder.set(name, names);
        }
    }

    private static void input(ObjectNode input, ObjectNode session) throws ProtocolException {
        JsonNode format = input.remove("format");
        if (format != null && !format.isNull()) {
            String name = GaFormats.name(format, "session.audio.input.format");
            session.put("input_audio_format", name);
            session.put(
                    "input_audio_sampling_rate",
                    name.equals("pcm16") ? GaFormats.rate(format) : GaFormats.usualRate(name));
        }
        Trees.move(input, "noise_reduction", session, "input_audio_noise_reduction");
        Trees.move(input, "transcription", session, "input_audio_transcription");
        Trees.move(input, "turn_detection", session, "turn_detection");
        nothingElse(input, "session.audio.input");
    }

    private static void output(ObjectNode output, ObjectNode holder, String param)
            throws ProtocolException {
        JsonNode format = output.remove("format");
        if (format != null && !format.isNull()) {
            holder.put("output_audio_format", GaFormats.outputName(format, param + ".format"));
        }
        JsonNode voice = output.remove("voice");
        if (voice != null && !voice.isNull()) {
            JsonNode id = voice.get("id");
            holder.set("voice", id == null ? voice : id);
        }
        JsonNode speed = output.remove("speed");
        if (speed != null && !speed.isNull() && !(speed.isNumber() && speed.asDouble() == 1)) {
            throw invalid(param + ".speed", "The offline service speaks at a speed of 1 only.");
        }
        nothingElse(output, param);
    }

    private static void modalities(ObjectNode holder) {
        Trees.rename(holder, "output_modalities", "modalities");
        if (holder.get("modalities") instanceof ArrayNode asked
                && asked.size() == 1
                && "audio".equals(asked.get(0).asString(""))) {
            asked.insert(0, "text");
        }
    }

    private static void response(ObjectNode response) throws ProtocolException {
        modalities(response);
        ObjectNode audio = taken(response, "audio", "response.audio");
        ObjectNode output = audio == null ? null : taken(audio, "output", "response.audio.output");
        if (output != null) {
            output(output, response, "response.audio.output");
        }
        if (audio != null) {
            nothingElse(audio, "response.audio");
        }
        Trees.rename(response, "input", "input_items");
        servers(response);
        if (response.get("input_items") instanceof ArrayNode items) {
            for (JsonNode item : items) {
                if (item instanceof ObjectNode object) {
                    item(object);
                }
            }
        }
    }

    private static void item(ObjectNode item) {
        item.remove("object");
        if (!(item.get("content") instanceof ArrayNode content)) {
            return;
        }
        for (JsonNode part : content) {
            if (part instanceof ObjectNode object
                    && "output_audio".equals(Trees.text(object, "type"))) {
                object.put("type", "audio");
                object.retain(List.of("type", "transcript"));
            }
        }
    }

    /** The translation of an object; null when there is none. */
    private static @Nullable ObjectNode taken(ObjectNode holder, String name, String param)
            throws ProtocolException {
        JsonNode value = holder.remove(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw new ProtocolException(
                Code.INVALID_TYPE,
                param,
                null,
                "Invalid type for '" + param + "': expected an object.");
    }

    /** After all known members are removed: the rest would otherwise be dropped silently. */
    private static void nothingElse(ObjectNode rest, String param) throws ProtocolException {
        for (String name : rest.propertyNames()) {
            throw ProtocolException.unknownParameter(param + "." + name);
        }
    }

    private static ProtocolException invalid(String param, String message) {
        return new ProtocolException(Code.INVALID_VALUE, param, null, message);
    }
}
