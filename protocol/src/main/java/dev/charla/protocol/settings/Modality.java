package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A way of expression. An open set: values not listed here are kept. */
public record Modality(@JsonValue String value) {
    /** Written words. */
    public static final Modality TEXT = new Modality("text");

    /** Speech. */
    public static final Modality AUDIO = new Modality("audio");

    /** Movement of a face. */
    public static final Modality ANIMATION = new Modality("animation");

    /** A video avatar. */
    public static final Modality AVATAR = new Modality("avatar");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Modality {}

    /** The bare value. */
    @Override
    public String toString() {
        return value;
    }
}
