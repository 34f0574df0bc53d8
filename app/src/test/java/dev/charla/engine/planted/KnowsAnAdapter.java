package dev.charla.engine.planted;

import dev.charla.skills.SkillsReplyModel;

/** As the engine must not. */
public abstract class KnowsAnAdapter {
    abstract void know(SkillsReplyModel skills);
}
