package dev.charla.conversation.options;

import dev.charla.protocol.settings.EchoCancellation;
import dev.charla.protocol.settings.InputAudioTranscription;
import dev.charla.protocol.settings.NoiseReduction;
import dev.charla.protocol.settings.SessionUpdate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a session that goes on is told when another agent takes over. */
public final class AgentChange {
    private AgentChange() {}

    /**
     * The settings that differ.
     *
     * @param spoken whether the agent was heard in the session, after which its voice stays
     * @return null when a session that goes on cannot be brought to these settings: what the
     *     service chose by itself is not to be had again, and a voice that was heard not to be
     *     changed
     */
    public static @Nullable SessionUpdate between(
            ConversationOptions former, ConversationOptions next, boolean spoken) {
        boolean otherVoice = !Objects.equals(former.voice(), next.voice());
        if ((otherVoice && (spoken || next.voice() == null))
                || (former.instructions() != null && next.instructions() == null)
                || (former.transcription() != null && next.transcription() == null)) {
            return null;
        }
        var update =
                SessionUpdate.builder().instructions(next.instructions()).tools(next.allTools());
        if (otherVoice) {
            update.voice(next.voice());
        }
        if (!former.turnDetection().equals(next.turnDetection())) {
            update.turnDetection(next.turnDetection());
        }
        if (!Objects.equals(former.interimResponse(), next.interimResponse())) {
            update.interimResponse(next.interimResponse());
        }
        hearing(update, former, next);
        if (former.wordTimes() != next.wordTimes()) {
            update.outputAudioTimestampTypes(next.wordTimes() ? List.of("word") : null);
        }
        return update.build();
    }

    private static void hearing(
            SessionUpdate.Builder update, ConversationOptions former, ConversationOptions next) {
        InputAudioTranscription transcription = next.transcription();
        if (!Objects.equals(former.transcription(), transcription)) {
            update.inputAudioTranscription(transcription);
        }
        NoiseReduction noise = next.noiseReduction();
        if (!Objects.equals(former.noiseReduction(), noise)) {
            update.inputAudioNoiseReduction(noise);
        }
        EchoCancellation echo = next.echoCancellation();
        if (!Objects.equals(former.echoCancellation(), echo)) {
            update.inputAudioEchoCancellation(echo);
        }
    }
}
