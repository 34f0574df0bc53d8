package dev.charla.engine.settings;

import dev.charla.protocol.settings.SessionSettings;
import dev.charla.protocol.settings.SessionUpdate;

/**
 * A change that a client asks for, and what it would lead to. It is made once, held against the
 * rules, and then taken whole or not at all.
 *
 * @param before the settings as they are
 * @param asked the change as it came
 * @param after the settings as they would be, without what the service fills in
 */
public record SessionChange(SessionSettings before, SessionUpdate asked, SessionSettings after) {
    /** What an update of these settings would lead to. */
    public static SessionChange of(SessionSettings before, SessionUpdate asked) {
        // What is left of unknown members was told before, and is sent back unchanged.
        SessionSettings after = before.apply(asked.withoutExtra());
        boolean ownRate =
                asked.inputAudioFormat() != null && asked.inputAudioSamplingRate() == null;
        return new SessionChange(
                before,
                asked,
                ownRate ? after.toBuilder().inputAudioSamplingRate(null).build() : after);
    }
}
