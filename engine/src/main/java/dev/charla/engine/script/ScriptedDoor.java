package dev.charla.engine.script;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What each connection meets, in the order of the script. Any thread. */
public final class ScriptedDoor {
    private static final Handshake OPEN = new Handshake.Accept(Duration.ZERO);

    private final List<Handshake> handshakes;
    private final AtomicInteger connections = new AtomicInteger();

    public ScriptedDoor(Script script) {
        this.handshakes = script.handshakes();
    }

    /** What connections meet with a script; without one, which is null, all are accepted. */
    public static Supplier<Handshake> of(@Nullable Script script) {
        return script == null ? () -> OPEN : new ScriptedDoor(script)::next;
    }

    /** For the next connection; all are accepted after those of the script. */
    public Handshake next() {
        int number = connections.getAndUpdate(count -> Math.min(count + 1, handshakes.size()));
        return number < handshakes.size() ? handshakes.get(number) : OPEN;
    }
}
