package dev.charla.app.web;

import dev.charla.boot.settings.SettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the event loops work that serve all sockets.
 *
 * @param coalesce how far apart the turns of a busy loop are at most, so that several sockets are
 *     served in one; zero: they follow at once. With a millisecond the median of what is added
 *     stays under half of one (docs/performance.md)
 */
@ConfigurationProperties("charla.event-loop")
record EventLoopProperties(@DefaultValue("1ms") Duration coalesce) {
    /** Half a frame of 20 ms: what is longer would be heard. */
    private static final Duration LONGEST = Duration.ofMillis(10);

    EventLoopProperties {
        if (coalesce.isNegative() || coalesce.compareTo(LONGEST) > 0) {
            throw new SettingException(
                    "charla.event-loop.coalesce is not between 0 and 10 ms.",
                    "Set it to 1ms, for example, or to 0s to serve every socket at once.");
        }
    }
}
