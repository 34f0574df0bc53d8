package dev.charla.engine.session;

import dev.charla.protocol.AudioFormat;
import dev.charla.protocol.MaxTokens;
import dev.charla.protocol.Modality;
import dev.charla.protocol.Response;
import dev.charla.protocol.ResponseId;
import dev.charla.protocol.ResponseSettings;
import dev.charla.protocol.ResponseStatus;
import dev.charla.protocol.SessionSettings;
import dev.charla.protocol.Voice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a response is like: the session's settings with the response's own laid over. */
record ResponseForm(
        List<Modality> modalities,
        @Nullable Voice voice,
        @Nullable AudioFormat format,
        @Nullable Double temperature,
        @Nullable MaxTokens maxTokens,
        @Nullable Map<String, String> metadata) {

    static ResponseForm of(SessionSettings session, @Nullable ResponseSettings own) {
        List<Modality> modalities =
                session.modalities() == null
                        ? List.of(Modality.TEXT, Modality.AUDIO)
                        : session.modalities();
        if (own == null) {
            return new ResponseForm(
                    modalities,
                    session.voice(),
                    session.outputAudioFormat(),
                    session.temperature(),
                    session.maxResponseOutputTokens(),
                    null);
        }
        return new ResponseForm(
                own.modalities() == null ? modalities : own.modalities(),
                own.voice() == null ? session.voice() : own.voice(),
                own.outputAudioFormat() == null
                        ? session.outputAudioFormat()
                        : own.outputAudioFormat(),
                own.temperature() == null ? session.temperature() : own.temperature(),
                own.maxOutputTokens() == null
                        ? session.maxResponseOutputTokens()
                        : own.maxOutputTokens(),
                own.metadata());
    }

    boolean spoken() {
        return modalities.contains(Modality.AUDIO);
    }

    /** The most tokens it may have; null for as many as it takes. */
    @Nullable Integer limit() {
        return maxTokens == null ? null : maxTokens.limit();
    }

    /** As {@code response.created} shows it. */
    Response created(ResponseId id) {
        return Response.builder(id, ResponseStatus.IN_PROGRESS, List.of())
                .conversationId(ResponseWriter.CONVERSATION)
                .modalities(modalities)
                .voice(voice)
                .outputAudioFormat(format)
                .temperature(temperature)
                .maxOutputTokens(maxTokens == null || maxTokens.limit() == null ? null : maxTokens)
                .metadata(metadata)
                .build();
    }
}
