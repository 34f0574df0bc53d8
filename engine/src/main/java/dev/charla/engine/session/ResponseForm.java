package dev.charla.engine.session;

import dev.charla.protocol.AudioFormat;
import dev.charla.protocol.ConversationId;
import dev.charla.protocol.MaxTokens;
import dev.charla.protocol.Modality;
import dev.charla.protocol.Response;
import dev.charla.protocol.ResponseId;
import dev.charla.protocol.ResponseSettings;
import dev.charla.protocol.ResponseStatus;
import dev.charla.protocol.SessionSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a response is like.
 *
 * @param settings the session's with the response's own laid over
 * @param inConversation whether its items become part of the conversation
 */
record ResponseForm(
        SessionSettings settings, @Nullable Map<String, String> metadata, boolean inConversation) {

    static ResponseForm of(SessionSettings session, @Nullable ResponseSettings own) {
        if (own == null) {
            return new ResponseForm(session, null, true);
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
        if (own.interimResponse() != null) {
            laidOver.interimResponse(own.interimResponse());
        }
        boolean apart = "none".equals(own.conversation()) || Boolean.FALSE.equals(own.commit());
        return new ResponseForm(laidOver.build(), own.metadata(), !apart);
    }

    private List<Modality> modalities() {
        List<Modality> asked = settings.modalities();
        return asked == null ? List.of(Modality.TEXT, Modality.AUDIO) : asked;
    }

    boolean spoken() {
        return modalities().contains(Modality.AUDIO);
    }

    @Nullable AudioFormat format() {
        return settings.outputAudioFormat();
    }

    /** The most tokens it may have; null for as many as it takes. */
    @Nullable Integer limit() {
        MaxTokens most = settings.maxResponseOutputTokens();
        return most == null ? null : most.limit();
    }

    /**
     * As {@code response.created} shows it.
     *
     * @param conversation the session's
     */
    Response created(ResponseId id, ConversationId conversation, Family family) {
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
