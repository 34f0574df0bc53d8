package dev.charla.boot.service;

import dev.charla.conversation.options.ConversationOptions;
import dev.charla.protocol.settings.InputAudioTranscription;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Has an agent speak a language, and its service expect it. */
public final class SpokenLanguage {
    private SpokenLanguage() {}

    /**
     * The same agent in another language.
     *
     * @param language a BCP 47 tag
     */
    public static ConversationOptions of(ConversationOptions options, String language) {
        return options.toBuilder()
                .instructions(in(options.instructions(), language))
                .transcription(in(options.transcription(), language))
                .build();
    }

    private static String in(@Nullable String instructions, String language) {
        String name = Locale.forLanguageTag(language).getDisplayName(Locale.ENGLISH);
        String sentence = "Speak %s with the caller.".formatted(name);
        return instructions == null ? sentence : instructions + "\n\n" + sentence;
    }

    private static @Nullable InputAudioTranscription in(
            @Nullable InputAudioTranscription usual, String language) {
        return usual == null
                ? null
                : new InputAudioTranscription(
                        usual.model(),
                        language,
                        usual.prompt(),
                        usual.customSpeech(),
                        usual.phraseList(),
                        usual.extra());
    }
}
