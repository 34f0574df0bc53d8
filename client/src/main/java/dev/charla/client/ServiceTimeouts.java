package dev.charla.client;

import java.time.Duration;

/**
 * How long a connection waits for each step. All must be positive.
 *
 * @param credential for a token from the identity service; {@code az} alone takes some seconds
 * @param connect for name resolution, and again for a TCP connection to each address
 * @param handshake for TLS and the WebSocket upgrade together
 * @param firstEvent from the upgrade to {@code session.created}
 * @param pingEvery how often a ping is sent; also keeps idle paths through proxies open
 * @param pong from a ping to any sign of life of the service
 * @param close from our close frame to the service's, before the socket is closed anyhow
 */
public record ServiceTimeouts(
        Duration credential,
        Duration connect,
        Duration handshake,
        Duration firstEvent,
        Duration pingEvery,
        Duration pong,
        Duration close) {

    /**
     * Defaults. Proxies have been seen to cut connections after 15 to 20 s without traffic; each
     * ping is due before that, and its answer before the next.
     */
    public static final ServiceTimeouts DEFAULTS =
            new ServiceTimeouts(
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(12),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(2));

    public ServiceTimeouts {
        positive("credential", credential);
        positive("connect", connect);
        positive("handshake", handshake);
        positive("firstEvent", firstEvent);
        positive("pingEvery", pingEvery);
        positive("pong", pong);
        positive("close", close);
    }

    public ServiceTimeouts withCredential(Duration value) {
        return new ServiceTimeouts(value, connect, handshake, firstEvent, pingEvery, pong, close);
    }

    public ServiceTimeouts withConnect(Duration value) {
        return new ServiceTimeouts(
                credential, value, handshake, firstEvent, pingEvery, pong, close);
    }

    public ServiceTimeouts withHandshake(Duration value) {
        return new ServiceTimeouts(credential, connect, value, firstEvent, pingEvery, pong, close);
    }

    public ServiceTimeouts withFirstEvent(Duration value) {
        return new ServiceTimeouts(credential, connect, handshake, value, pingEvery, pong, close);
    }

    public ServiceTimeouts withPing(Duration every, Duration pongWithin) {
        return new ServiceTimeouts(
                credential, connect, handshake, firstEvent, every, pongWithin, close);
    }

    public ServiceTimeouts withClose(Duration value) {
        return new ServiceTimeouts(
                credential, connect, handshake, firstEvent, pingEvery, pong, value);
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, but is " + value);
        }
    }
}
