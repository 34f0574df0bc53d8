package dev.charla.boot.limits;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.charla.boot.limits.Usage.Used;
import dev.charla.loop.Ticker;
import dev.charla.wire.Rate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says who may begin a conversation, and for how long, and counts what conversations use. */
@ThreadSafe
public final class UsageLimits {
    /** When a place may have become free. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private final LimitsProperties limits;
    private final boolean perUser;
    private final Ticker ticker;
    private final Usage usage;
    private final Rate begins;
    private final Rate beginsOfAddress;

    @GuardedBy("this")
    private final Map<String, Integer> openByUser = new HashMap<>();

    @GuardedBy("this")
    private final Map<String, Integer> openByAddress = new HashMap<>();

    /**
     * Nothing was used yet.
     *
     * @param perUser whether users are told apart; those that nobody knows, {@link Visitor#ANYONE},
     *     never are
     */
    public UsageLimits(
            LimitsProperties limits, boolean perUser, Ticker ticker, InstantSource clock) {
        this.limits = limits;
        this.perUser = perUser;
        this.ticker = ticker;
        this.usage = new Usage(clock);
        this.begins = new Rate(limits.newConversationsPerMinute(), Duration.ofMinutes(1), ticker);
        this.beginsOfAddress =
                new Rate(limits.conversationsPerAddress(), Duration.ofMinutes(1), ticker);
    }

    /**
     * Why {@code visitor} may not begin a conversation now; null when they may. Counts as an
     * attempt.
     */
    public @Nullable Refusal refusal(Visitor visitor) {
        var often = returnRefusal(visitor);
        if (often != null) {
            return often;
        }
        var places = placesRefusal(visitor);
        return places != null ? places : budgetRefusal(visitor.user());
    }

    /**
     * Why {@code visitor} may not go on with a conversation now; null when they may. Counts as
     * well.
     */
    public @Nullable Refusal returnRefusal(Visitor visitor) {
        if (!toldApart(visitor.user())) {
            return null;
        }
        return begins.take(visitor.user()) && beginsOfAddress.take(visitor.address())
                ? null
                : Refusal.ofVisitor(
                        "too_many_requests",
                        "That were many conversations in a short time. Wait a little and start again.",
                        begins.eachTakes());
    }

    /** How long a conversation of {@code user} may last today, at most {@code longest}. */
    public Duration longest(String user, Duration longest) {
        var left = longest;
        if (toldApart(user) && limits.minutesPerUser().isPositive()) {
            left = shorter(left, limits.minutesPerUser().minus(usage.of(user).talked()));
        }
        if (limits.minutesPerDay().isPositive()) {
            left = shorter(left, limits.minutesPerDay().minus(usage.ofAll().talked()));
        }
        return left.isPositive() ? left : Duration.ofMillis(1);
    }

    /**
     * A conversation of {@code visitor} begins; null when all their places have been taken
     * meanwhile.
     */
    public @Nullable Meter begin(Visitor visitor) {
        synchronized (this) {
            if (placesRefusal(visitor) != null) {
                return null;
            }
            openByUser.merge(visitor.user(), 1, Integer::sum);
            openByAddress.merge(visitor.address(), 1, Integer::sum);
        }
        return new Meter(visitor, ticker.nanos());
    }

    private @Nullable Refusal placesRefusal(Visitor visitor) {
        int ofUser;
        int ofAddress;
        synchronized (this) {
            ofUser = openByUser.getOrDefault(visitor.user(), 0);
            ofAddress = openByAddress.getOrDefault(visitor.address(), 0);
        }
        if (toldApart(visitor.user()) && ofUser >= limits.conversationsPerUser()) {
            return Refusal.ofVisitor(
                    "too_many_conversations",
                    "You have as many conversations open as one person may have. End one of them, perhaps in"
                            + " another window, and start again.",
                    SOON);
        }
        if (toldApart(visitor.user()) && ofAddress >= limits.conversationsPerAddress()) {
            return Refusal.ofVisitor(
                    "too_many_conversations",
                    "As many conversations are open from your network as may be. Try again in half a"
                            + " minute.",
                    SOON);
        }
        return null;
    }

    /** Why {@code user} may use nothing more today; null when they may. */
    private @Nullable Refusal budgetRefusal(String user) {
        var mine = usage.of(user);
        if (toldApart(user) && spent(mine, limits.minutesPerUser(), limits.tokensPerUser())) {
            return Refusal.ofVisitor(
                    "daily_limit",
                    "You have talked as much today as one person may. Come back tomorrow, or ask"
                            + " whoever runs this server for more.",
                    usage.untilMidnight());
        }
        if (spent(usage.ofAll(), limits.minutesPerDay(), limits.tokensPerDay())) {
            return new Refusal(
                    "daily_limit_of_all",
                    "Everybody together has talked as much today as this server may. Come back"
                            + " tomorrow, or ask whoever runs it for more.",
                    usage.untilMidnight(),
                    true);
        }
        return null;
    }

    private boolean toldApart(String user) {
        return perUser && !user.equals(Visitor.ANYONE);
    }

    private static boolean spent(Used used, Duration minutes, long tokens) {
        return (minutes.isPositive() && used.talked().compareTo(minutes) >= 0)
                || (tokens > 0 && used.tokens() >= tokens);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Counts what one conversation uses. Any thread. */
    public final class Meter {
        private final Visitor visitor;

        @GuardedBy("this")
        private long countedNanos;

        @GuardedBy("this")
        private boolean over;

        private Meter(Visitor visitor, long now) {
            this.visitor = visitor;
            this.countedNanos = now;
        }

        /**
         * An answer used so many tokens, and the conversation has lasted until now.
         *
         * @return why the conversation may not go on; null when it may
         */
        public @Nullable Refusal used(long tokens) {
            count(tokens);
            return budgetRefusal(visitor.user());
        }

        /** The conversation is over. Idempotent. */
        public void end() {
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
            }
            count(0);
            synchronized (UsageLimits.this) {
                leave(openByUser, visitor.user());
                leave(openByAddress, visitor.address());
            }
        }

        private void count(long tokens) {
            long now = ticker.nanos();
            Duration since;
            synchronized (this) {
                since = Duration.ofNanos(now - countedNanos);
                countedNanos = now;
            }
            usage.add(visitor.user(), since, tokens);
        }

        private static void leave(Map<String, Integer> open, String key) {
            open.computeIfPresent(key, (_, count) -> count > 1 ? count - 1 : null);
        }
    }
}
