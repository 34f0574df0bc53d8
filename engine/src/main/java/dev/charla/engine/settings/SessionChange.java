package dev.charla.engine.settings;

import dev.charla.protocol.settings.SessionSettings;
import dev.charla.protocol.settings.SessionUpdate;

/**
 * A change that a client requests, and its result. It is computed once, validated, and then applied
 * completely or not at all.
 *
 * @param before the current settings
 * @param asked the requested change
 * @param after the resulting settings, without the values that the service fills in
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
