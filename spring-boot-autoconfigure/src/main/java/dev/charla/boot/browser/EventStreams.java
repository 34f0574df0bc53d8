package dev.charla.boot.browser;

import com.google.errorprone.annotations.ThreadSafe;
import dev.charla.boot.net.EventStreamSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The conversations that go over server-sent events, so that what comes up finds its way to them.
 */
@ThreadSafe
final class EventStreams {
    private static final int KEY_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, Stream> streams = new ConcurrentHashMap<>();

    /**
     * @param key what a request that brings something up must carry
     */
    private record Stream(EventStreamSocket socket, String key) {}

    /** A stream was opened; gives the key to what goes up, which is for its page alone. */
    String opened(String conversation, EventStreamSocket socket) {
        byte[] random = new byte[KEY_BYTES];
        RANDOM.nextBytes(random);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        streams.put(conversation, new Stream(socket, key));
        return key;
    }

    /** That stream is over; another one of the same conversation stays. */
    void closed(String conversation, EventStreamSocket socket) {
        streams.computeIfPresent(
                conversation, (_, stream) -> stream.socket().equals(socket) ? null : stream);
    }

    /** The stream of a conversation, for whoever has its key. */
    Optional<EventStreamSocket> find(String conversation, String key) {
        Stream stream = streams.get(conversation);
        if (stream == null) {
            return Optional.empty();
        }
        boolean right =
                MessageDigest.isEqual(
                        stream.key().getBytes(StandardCharsets.UTF_8),
                        key.getBytes(StandardCharsets.UTF_8));
        return right ? Optional.of(stream.socket()) : Optional.empty();
    }
}
