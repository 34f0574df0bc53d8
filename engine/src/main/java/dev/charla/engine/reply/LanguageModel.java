package dev.charla.engine.reply;

/** Answers with a language model, which is not limited to skills. */
public interface LanguageModel extends ReplyModel {
    @Override
    default boolean takesFreeSpeech() {
        return true;
    }

    @Override
    default boolean callsTools() {
        return true;
    }

    @Override
    default boolean takesOptions() {
        return true;
    }

    @Override
    default boolean improvises() {
        return true;
    }
}
