package dev.charla.app.browser;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.charla.loop.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The talks that were asked for and those that are open, with the tickets to them. */
@ThreadSafe
final class TalkRegistry {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int most;
    private final Duration ticketLife;
    private final Ticker ticker;

    @GuardedBy("this")
    private final Map<String, Entry> entries = new HashMap<>();

    TalkRegistry(int most, Duration ticketLife, Ticker ticker) {
        this.most = most;
        this.ticketLife = ticketLife;
        this.ticker = ticker;
    }

    /**
     * What a page is given.
     *
     * @param ticket opens the socket, once, and soon
     */
    record Admission(String id, String ticket, TalkRequest request) {
        @Override
        public String toString() {
            return "Admission[" + id + "]";
        }
    }

    /** Whether a ticket opens the socket. */
    sealed interface Claim {
        record Granted(TalkRequest request) implements Claim {}

        /** There is no such talk, or it is over. */
        record Unknown() implements Claim {}

        /** The ticket is wrong, was used or has run out. */
        record BadTicket() implements Claim {}

        /** Another page has the talk open. */
        record AlreadyOpen() implements Claim {}
    }

    private static final class Entry {
        final TalkRequest request;
        final String ticket;
        final long validUntilNanos;
        boolean open;

        Entry(TalkRequest request, String ticket, long validUntilNanos) {
            this.request = request;
            this.ticket = ticket;
            this.validUntilNanos = validUntilNanos;
        }
    }

    /** Admits a talk; empty when there are as many as may be. */
    synchronized Optional<Admission> admit(TalkRequest request) {
        long now = ticker.nanos();
        entries.values().removeIf(entry -> !entry.open && entry.validUntilNanos - now < 0);
        if (entries.size() >= most) {
            return Optional.empty();
        }
        String id = "talk_" + token(12);
        String ticket = token(24);
        entries.put(id, new Entry(request, ticket, now + ticketLife.toNanos()));
        return Optional.of(new Admission(id, ticket, request));
    }

    /** Opens a talk's socket, if the ticket allows it. */
    synchronized Claim claim(String id, String ticket) {
        Entry entry = entries.get(id);
        if (entry == null) {
            return new Claim.Unknown();
        }
        boolean right =
                MessageDigest.isEqual(
                        entry.ticket.getBytes(StandardCharsets.UTF_8),
                        ticket.getBytes(StandardCharsets.UTF_8));
        if (entry.open) {
            return right ? new Claim.AlreadyOpen() : new Claim.BadTicket();
        }
        if (!right || entry.validUntilNanos - ticker.nanos() < 0) {
            return new Claim.BadTicket();
        }
        entry.open = true;
        return new Claim.Granted(entry.request);
    }

    /** The talk is over. Idempotent. */
    synchronized void release(String id) {
        entries.remove(id);
    }

    /** Talks whose socket is open. */
    synchronized int open() {
        return (int) entries.values().stream().filter(entry -> entry.open).count();
    }

    private static String token(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
