package dev.charla.engine.session;

import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The recogniser of all sessions, told the language of this one. Utterances are opened on the
 * session's loop.
 */
final class SessionEars implements Recognizer {
    private final Recognizer shared;
    private final Supplier<@Nullable String> language;

    SessionEars(Recognizer shared, Supplier<@Nullable String> language) {
        this.shared = shared;
        this.language = language;
    }

    @Override
    public Utterance open(Listener listener) throws RecognizerBusyException {
        return shared.open(listener, language.get());
    }

    @Override
    public Set<String> languages() {
        return shared.languages();
    }

    @Override
    public void warmUp() {
        shared.warmUp();
    }

    @Override
    public boolean isReady() {
        return shared.isReady();
    }

    /** The shared one stays open. */
    @Override
    public void close() {}
}
