package dev.charla.engine;

import dev.charla.engine.recognition.Expected;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import dev.charla.engine.recognition.SharedRecognizer;

/**
 * One session's view of the shared recogniser: it recognises the caller only if {@link Admission}
 * admits them. Any thread.
 */
final class AdmittedEars extends SharedRecognizer {
    private final Admission.Speaker speaker;

    AdmittedEars(Recognizer shared, Admission.Speaker speaker) {
        super(shared);
        this.speaker = speaker;
    }

    @Override
    public Utterance open(Listener listener) throws RecognizerBusyException {
        return open(listener, Expected.ANYTHING);
    }

    @Override
    public Utterance open(Listener listener, Expected expected) throws RecognizerBusyException {
        if (!speaker.isHeard()) {
            throw new RecognizerBusyException("this process has no time for another caller");
        }
        return shared.open(listener, expected);
    }
}
