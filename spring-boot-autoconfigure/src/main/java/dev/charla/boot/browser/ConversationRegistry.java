package dev.charla.boot.browser;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.charla.loop.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conversations that were asked for and those that are going on, with the secrets to them: a
 * ticket opens a socket, once; a resume token gets the next ticket, once, or ends the conversation.
 * Only their hashes are kept. A secret in the hands of anybody but the conversation's owner opens
 * nothing.
 */
@ThreadSafe
final class ConversationRegistry {
    private final int most;
    private final Duration ticketLife;
    private final Ticker ticker;

    @GuardedBy("this")
    private final Map<String, Entry> entries = new HashMap<>();

    ConversationRegistry(int most, Duration ticketLife, Ticker ticker) {
        this.most = most;
        this.ticketLife = ticketLife;
        this.ticker = ticker;
    }

    /**
     * What a page is given.
     *
     * @param ticket opens a socket, once, and soon
     * @param resumeToken gets another ticket when that socket is lost, once
     */
    record Admission(String id, String ticket, String resumeToken, ConversationRequest request) {
        @Override
        public String toString() {
            return "Admission[" + id + "]";
        }
    }

    /** Whether a ticket opens the socket. */
    sealed interface Claim {
        /**
         * It does.
         *
         * @param first whether the conversation begins with it, or goes on
         */
        record Granted(ConversationRequest request, boolean first) implements Claim {}

        /** There is no such conversation, or it is over, or it is somebody else's. */
        record Unknown() implements Claim {}

        /** The ticket is wrong, was used or has run out. */
        record BadTicket() implements Claim {}

        /** The ticket was used for the socket that is open. */
        record AlreadyOpen() implements Claim {}
    }

    private static final class Entry {
        final ConversationRequest request;
        SecretHash resume;

        /** A page may leave before it has heard of the new one; void once that was used. */
        @Nullable SecretHash resumeBefore;

        SecretHash ticket;
        long validUntilNanos;
        boolean ticketUsed;
        boolean begun;

        Entry(ConversationRequest request, String ticket, String resume, long validUntilNanos) {
            this.request = request;
            this.ticket = SecretHash.of(ticket);
            this.resume = SecretHash.of(resume);
            this.validUntilNanos = validUntilNanos;
        }

        boolean mayBeLeftWith(String token) {
            return resume.matches(token) || (resumeBefore != null && resumeBefore.matches(token));
        }
    }

    /** Admits a conversation; empty when there are as many as may be. */
    synchronized Optional<Admission> admit(ConversationRequest request) {
        long now = ticker.nanos();
        entries.values().removeIf(entry -> !entry.begun && entry.validUntilNanos - now < 0);
        if (entries.size() >= most) {
            return Optional.empty();
        }
        String id = "conversation_" + SecretHash.random(12);
        String ticket = SecretHash.random(24);
        String resume = SecretHash.random(24);
        entries.put(id, new Entry(request, ticket, resume, now + ticketLife.toNanos()));
        return Optional.of(new Admission(id, ticket, resume, request));
    }

    /**
     * Gives a new ticket and a new resume token for a conversation that goes on; the old ones are
     * void.
     *
     * @param owner who asks
     * @return empty when there is no such conversation any more, it is somebody else's, or the
     *     token is wrong
     */
    synchronized Optional<Admission> resume(String id, String token, String owner) {
        Entry entry = owned(id, owner);
        if (entry == null || !entry.resume.matches(token)) {
            return Optional.empty();
        }
        String ticket = SecretHash.random(24);
        String resume = SecretHash.random(24);
        entry.ticket = SecretHash.of(ticket);
        entry.ticketUsed = false;
        entry.resumeBefore = entry.resume;
        entry.resume = SecretHash.of(resume);
        entry.validUntilNanos = ticker.nanos() + ticketLife.toNanos();
        return Optional.of(new Admission(id, ticket, resume, entry.request));
    }

    /**
     * A page leaves its conversation. One that has not begun is forgotten.
     *
     * @param owner who says so
     * @return whether there is a conversation that is to be ended now
     */
    synchronized boolean leave(String id, String token, String owner) {
        Entry entry = owned(id, owner);
        if (entry == null || !entry.mayBeLeftWith(token)) {
            return false;
        }
        if (!entry.begun) {
            entries.remove(id);
        }
        return entry.begun;
    }

    /** Opens a conversation's socket, if the ticket allows it. */
    synchronized Claim claim(String id, String ticket, String owner) {
        Entry entry = owned(id, owner);
        if (entry == null) {
            return new Claim.Unknown();
        }
        if (!entry.ticket.matches(ticket)) {
            return new Claim.BadTicket();
        }
        if (entry.ticketUsed) {
            return new Claim.AlreadyOpen();
        }
        if (entry.validUntilNanos - ticker.nanos() < 0) {
            return new Claim.BadTicket();
        }
        boolean first = !entry.begun;
        entry.ticketUsed = true;
        entry.resumeBefore = null;
        entry.begun = true;
        return new Claim.Granted(entry.request, first);
    }

    /** The conversation is over. Idempotent. */
    synchronized void release(String id) {
        entries.remove(id);
    }

    /** Makes void what a sign-in was given for conversations that have not begun. */
    synchronized void forget(String signIn) {
        entries.values()
                .removeIf(entry -> !entry.begun && entry.request.visitor().signIn().equals(signIn));
    }

    /** Conversations that have begun and are not over. */
    synchronized int open() {
        return (int) entries.values().stream().filter(entry -> entry.begun).count();
    }

    @GuardedBy("this")
    private @Nullable Entry owned(String id, String owner) {
        Entry entry = entries.get(id);
        return entry != null && entry.request.visitor().user().equals(owner) ? entry : null;
    }
}
