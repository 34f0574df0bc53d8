package dev.charla.app.web;

import dev.charla.boot.settings.SettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the event loops that serve all sockets.
 *
 * @param coalesce how long a busy event loop may wait between two passes, so that it forwards the
 *     audio of several callers together; zero: it does not wait, and uses more CPU. With 1 ms the
 *     median added latency stays under half a millisecond (docs/performance.md)
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
