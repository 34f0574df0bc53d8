package dev.charla.engine.planted;

import org.springframework.core.env.Environment;

/** As the engine must not. */
public abstract class KnowsAFramework {
    abstract void know(Environment environment);
}
