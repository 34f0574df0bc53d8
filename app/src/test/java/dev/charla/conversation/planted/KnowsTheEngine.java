package dev.charla.conversation.planted;

import dev.charla.engine.Engine;

/** As the conversation must not. */
public abstract class KnowsTheEngine {
    abstract void know(Engine engine);
}
