package dev.charla.audio.planted;

import org.springframework.core.env.Environment;

/** As audio must not. */
public abstract class KnowsSpring {
    abstract void know(Environment environment);
}
