package dev.charla.test;

import java.time.Duration;

/** Something that a caller waits for before they speak. */
@FunctionalInterface
public interface Moment {
    /** Waits for it, in the time of the conversation. */
    void await(Caller caller);

    /** The caller has heard these words. */
    static Moment heard(String words) {
        return caller -> {
            var _ = caller.hears(words);
        };
    }

    /** So much time has passed. */
    static Moment passed(Duration time) {
        return caller -> {
            var _ = caller.pauses(time);
        };
    }
}
