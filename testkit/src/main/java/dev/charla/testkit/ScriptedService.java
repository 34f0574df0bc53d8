package dev.charla.testkit;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A Voice Live service on a loopback port that follows a {@link Script}: it hears speech as soon as
 * audio is loud, understands what the script says, and answers with a tone, in the order of events
 * of a cascaded model. Also serves as the other side of load runs. Any thread.
 */
public final class ScriptedService implements AutoCloseable {
    private final FaultService service;

    private ScriptedService(FaultService service) {
        this.service = service;
    }

    /** Serves every connection a script of its own. */
    public static ScriptedService start(Script script) {
        return new ScriptedService(FaultService.start(following(script)));
    }

    /** The same for a service that does other things as well. */
    public static FaultService.Behaviour following(Script script) {
        return peer -> new ScriptedSession(script, peer).run();
    }

    /** Where clients connect to, without a path. */
    public URI endpoint() {
        return service.endpoint();
    }

    /** The connections so far, in order, with what they sent. */
    public List<RawPeer> peers() {
        return service.peers();
    }

    /**
     * The connection of that number, counted from zero.
     *
     * @throws AssertionError when it does not come within {@code patience}
     */
    public RawPeer awaitPeer(int number, Duration patience) throws InterruptedException {
        return service.awaitPeer(number, patience);
    }

    /** Closes the port and every connection. Idempotent. */
    @Override
    public void close() {
        service.close();
    }
}
