package dev.charla.engine.answers;

import dev.charla.engine.settings.Family;
import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.protocol.item.ConversationId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.response.Response;
import dev.charla.protocol.response.ResponseStatus;
import dev.charla.protocol.settings.Animation;
import dev.charla.protocol.settings.AudioFormat;
import dev.charla.protocol.settings.MaxTokens;
import dev.charla.protocol.settings.Modality;
import dev.charla.protocol.settings.ResponseSettings;
import dev.charla.protocol.settings.SessionSettings;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a response is like.
 *
 * @param settings the session's with the response's own laid over
 * @param ownTemperature whether the temperature is the response's own wish
 * @param inConversation whether its items become part of the conversation
 */
public record ResponseForm(
        SessionSettings settings,
        @Nullable Map<String, String> metadata,
        boolean inConversation,
        boolean ownTemperature) {

    public static ResponseForm of(SessionSettings session, @Nullable ResponseSettings own) {
        if (own == null) {
            return new ResponseForm(session, null, true, false);
        }
        SessionSettings.Builder laidOver = session.toBuilder();
        if (own.modalities() != null) {
            laidOver.modalities(own.modalities());
        }
        if (own.voice() != null) {
            laidOver.voice(own.voice());
        }
        if (own.outputAudioFormat() != null) {
            laidOver.outputAudioFormat(own.outputAudioFormat());
        }
        if (own.tools() != null) {
            laidOver.tools(own.tools());
        }
        if (own.toolChoice() != null) {
            laidOver.toolChoice(own.toolChoice());
        }
        if (own.parallelToolCalls() != null) {
            laidOver.parallelToolCalls(own.parallelToolCalls());
        }
        if (own.temperature() != null) {
            laidOver.temperature(own.temperature());
        }
        if (own.maxOutputTokens() != null) {
            laidOver.maxResponseOutputTokens(own.maxOutputTokens());
        }
        if (own.animation() != null) {
            laidOver.animation(own.animation());
        }
        if (own.reasoningEffort() != null) {
            laidOver.reasoningEffort(own.reasoningEffort());
        }
        if (own.interimResponse() != null) {
            laidOver.interimResponse(own.interimResponse());
        }
        boolean apart = "none".equals(own.conversation()) || Boolean.FALSE.equals(own.commit());
        return new ResponseForm(
                laidOver.build(), own.metadata(), !apart, own.temperature() != null);
    }

    private List<Modality> modalities() {
        List<Modality> asked = settings.modalities();
        return asked == null ? List.of(Modality.TEXT, Modality.AUDIO) : asked;
    }

    public boolean spoken() {
        return modalities().contains(Modality.AUDIO);
    }

    /** Which times in its audio are told. */
    public Set<SpeechTiming.Kind> times() {
        Set<SpeechTiming.Kind> times = EnumSet.noneOf(SpeechTiming.Kind.class);
        List<String> types = settings.outputAudioTimestampTypes();
        if (types != null && types.contains("word")) {
            times.add(SpeechTiming.Kind.WORDS);
        }
        Animation animation = settings.animation();
        if (animation != null
                && animation.outputs() != null
                && animation.outputs().contains("viseme_id")) {
            times.add(SpeechTiming.Kind.VISEMES);
        }
        return times;
    }

    public @Nullable AudioFormat format() {
        return settings.outputAudioFormat();
    }

    /** The most tokens it may have; null for as many as it takes. */
    public @Nullable Integer limit() {
        MaxTokens most = settings.maxResponseOutputTokens();
        return most == null ? null : most.limit();
    }

    /**
     * As {@code response.created} shows it.
     *
     * @param conversation the session's
     */
    public Response created(ResponseId id, ConversationId conversation, Family family) {
        MaxTokens most = settings.maxResponseOutputTokens();
        boolean unlimited = most == null || most.limit() == null;
        return Response.builder(id, ResponseStatus.IN_PROGRESS, List.of())
                .conversationId(inConversation ? family.conversation(conversation) : null)
                .modalities(modalities())
                .voice(settings.voice())
                .outputAudioFormat(format())
                .temperature(settings.temperature())
                .maxOutputTokens(unlimited && family == Family.CASCADED ? null : most)
                .metadata(metadata)
                .build();
    }
}
