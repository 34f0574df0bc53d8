package dev.charla.engine.session;

import dev.charla.engine.recognition.Expected;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import dev.charla.engine.recognition.SharedRecognizer;
import java.util.function.Supplier;

/**
 * The shared recogniser with the hints of one session. Utterances are opened on the session's loop.
 */
public final class SessionEars extends SharedRecognizer {
    private final Supplier<Expected> expected;

    public SessionEars(Recognizer shared, Supplier<Expected> expected) {
        super(shared);
        this.expected = expected;
    }

    @Override
    public Utterance open(Listener listener) throws RecognizerBusyException {
        return shared.open(listener, expected.get());
    }
}
