package dev.charla.engine.recognition;

import java.util.Set;

/**
 * One session's view of a recogniser that all sessions share; subclasses differ in how they open an
 * utterance. Closing it leaves the shared recogniser open.
 */
public abstract class SharedRecognizer implements Recognizer {
    /** The shared recogniser. */
    protected final Recognizer shared;

    protected SharedRecognizer(Recognizer shared) {
        this.shared = shared;
    }

    @Override
    public final Set<String> languages() {
        return shared.languages();
    }

    @Override
    public final boolean usesPhrases() {
        return shared.usesPhrases();
    }

    @Override
    public final void warmUp() {
        shared.warmUp();
    }

    @Override
    public final boolean isReady() {
        return shared.isReady();
    }

    /** Leaves the shared recogniser open. */
    @Override
    public final void close() {}
}
