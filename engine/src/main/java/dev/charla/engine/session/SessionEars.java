package dev.charla.engine.session;

import dev.charla.engine.recognition.Expected;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The recogniser of all sessions, told what this one expects. Utterances are opened on the
 * session's loop.
 */
final class SessionEars implements Recognizer {
    private final Recognizer shared;
    private final Supplier<Expected> expected;

    SessionEars(Recognizer shared, Supplier<Expected> expected) {
        this.shared = shared;
        this.expected = expected;
    }

    @Override
    public Utterance open(Listener listener) throws RecognizerBusyException {
        return shared.open(listener, expected.get());
    }

    @Override
    public Set<String> languages() {
        return shared.languages();
    }

    @Override
    public boolean usesPhrases() {
        return shared.usesPhrases();
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
