package dev.charla.boot.limits;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** What was used today, by each user and by all; forgotten at midnight UTC. */
@ThreadSafe
final class Usage {
    private final InstantSource clock;

    @GuardedBy("this")
    private final Map<String, Used> byUser = new HashMap<>();

    @GuardedBy("this")
    private Used all = Used.NOTHING;

    @GuardedBy("this")
    private LocalDate day;

    /** Time talked and tokens of answers. */
    record Used(Duration talked, long tokens) {
        static final Used NOTHING = new Used(Duration.ZERO, 0);

        Used plus(Duration time, long more) {
            return new Used(talked.plus(time), tokens + more);
        }
    }

    Usage(InstantSource clock) {
        this.clock = clock;
        this.day = today();
    }

    synchronized void add(String user, Duration time, long tokens) {
        turnThePage();
        byUser.merge(
                user,
                Used.NOTHING.plus(time, tokens),
                (before, more) -> before.plus(more.talked(), more.tokens()));
        all = all.plus(time, tokens);
    }

    synchronized Used of(String user) {
        turnThePage();
        return byUser.getOrDefault(user, Used.NOTHING);
    }

    synchronized Used ofAll() {
        turnThePage();
        return all;
    }

    /** Until everything is forgotten. */
    Duration untilMidnight() {
        var tomorrow = today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Duration.between(clock.instant(), tomorrow);
    }

    @GuardedBy("this")
    private void turnThePage() {
        var today = today();
        if (!today.equals(day)) {
            day = today;
            byUser.clear();
            all = Used.NOTHING;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
