package dev.charla.engine.reply;

/** Makes answers with a language model, which can all that skills cannot. */
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
