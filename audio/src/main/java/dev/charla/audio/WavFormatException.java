package dev.charla.audio;

import java.io.IOException;

/** A file is not a WAVE file, or not one of the kind that is read here; the message says which. */
public final class WavFormatException extends IOException {
    private static final long serialVersionUID = 1;

    public WavFormatException(String message) {
        super(message);
    }
}
