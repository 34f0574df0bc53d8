package dev.charla.protocol.item;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.json.ExtraMembers;
import dev.charla.protocol.json.WireObject;
import dev.charla.protocol.json.WireType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A piece of a message. */
public sealed interface ContentPart extends WireObject {

    /** Text from the client. */
    @WireType("input_text")
    record InputText(String text, @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements ContentPart {
        public InputText {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public InputText(String text) {
            this(text, Map.of());
        }
    }

    /**
     * Speech of the user.
     *
     * @param audio sent by clients, never echoed
     * @param transcript its words; null until known
     */
    @WireType("input_audio")
    record InputAudio(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AudioBytes audio,
            @Nullable String transcript,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements ContentPart {
        public InputAudio {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public InputAudio() {
            this(null, null, Map.of());
        }
    }

    /**
     * A picture.
     *
     * @param imageUrl a data or https URL; older versions call it {@code url}, which is read as
     *     well
     * @param detail {@code auto, low, high}
     */
    @WireType("input_image")
    record InputImage(
            @JsonAlias("url") @Nullable String imageUrl,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String detail,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements ContentPart {
        public InputImage {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public InputImage() {
            this(null, null, Map.of());
        }
    }

    /** Text of the agent. */
    @WireType("text")
    record Text(String text, @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements ContentPart {
        public Text {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public Text(String text) {
            this(text, Map.of());
        }
    }

    /** Speech of the agent; the audio itself is never echoed. */
    @WireType("audio")
    record Audio(
            @Nullable String transcript, @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements ContentPart {
        public Audio {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public Audio() {
            this(null, Map.of());
        }
    }

    /**
     * Text of the agent as OpenAI's newer dialect says it; clients send it when they restore a
     * conversation.
     */
    @WireType("output_text")
    record OutputText(String text, @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements ContentPart {
        public OutputText {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public OutputText(String text) {
            this(text, Map.of());
        }
    }

    /**
     * A kind this version does not know, kept as it came.
     *
     * @param type null when it had none
     * @param raw the whole JSON value; must not be changed
     */
    record Unknown(@Nullable String type, @JsonValue JsonNode raw) implements ContentPart {}
}
