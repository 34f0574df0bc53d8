package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.charla.protocol.json.ExtraMembers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How the user's speech is written down.
 *
 * @param language a BCP 47 tag, several joined by commas, or empty for automatic
 * @param customSpeech deployment ids by locale
 * @param phraseList words to listen for
 */
public record InputAudioTranscription(
        String model,
        @Nullable String language,
        @Nullable String prompt,
        @Nullable Map<String, String> customSpeech,
        @Nullable List<String> phraseList,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
    public InputAudioTranscription {
        customSpeech = customSpeech == null ? null : ExtraMembers.copyOf(customSpeech);
        phraseList = phraseList == null ? null : List.copyOf(phraseList);
        extra = ExtraMembers.copyOf(extra);
    }

    /** Without the optional members. */
    public InputAudioTranscription(String model) {
        this(model, null, null, null, null, Map.of());
    }
}
