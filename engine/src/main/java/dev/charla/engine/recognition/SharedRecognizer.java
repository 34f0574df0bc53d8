package dev.charla.engine.recognition;

import java.util.Set;

/**
 * One session's view of a recogniser that all sessions share; what opens an utterance differs.
 * Closing it leaves the shared one open.
 */
public abstract class SharedRecognizer implements Recognizer {
    /** The one behind it. */
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

    /** The shared one stays open. */
    @Override
    public final void close() {}
}
