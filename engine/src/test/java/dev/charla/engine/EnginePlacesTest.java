package dev.charla.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.engine.leg.ClientLeg;
import dev.charla.engine.mcp.McpConnector;
import dev.charla.engine.script.Script;
import dev.charla.engine.script.ScriptException;
import dev.charla.engine.script.ScriptReader;
import dev.charla.engine.script.ScriptedSessions;
import dev.charla.engine.session.SessionCasting;
import dev.charla.engine.session.SessionRequested;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.testkit.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * How many sessions there are, when one is opened while another is being made: what two event loops
 * do at once happens here inside the making, so that it happens every time.
 */
class EnginePlacesTest {
    private static final EngineOptions ONE = new EngineOptions(1, Duration.ofMinutes(1));

    private final VirtualLoop loop = new VirtualLoop();
    private final List<ServerEvent> told = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private final Engine engine = engine();

    private Engine engine() {
        ScriptedSessions sessions = new ScriptedSessions(script());
        SessionCasting casting =
                (shared, on, leg) -> {
                    Runnable now = meanwhile;
                    meanwhile = () -> {};
                    now.run();
                    return sessions.cast(shared, on, leg);
                };
        return new Engine(
                sessions.parts(
                        new Unwanted<>(),
                        new Unwanted<>(),
                        new Unwanted<>(),
                        new Unwanted<>(),
                        McpConnector.NONE),
                ONE,
                casting);
    }

    private static Script script() {
        try {
            return ScriptReader.parse("test.yaml", "turns:\n  - heard: hello\n    says: Hello.\n");
        } catch (ScriptException e) {
            throw new AssertionError(e);
        }
    }

    /** A part of the engine's that the script plays itself. */
    private static final class Unwanted<T> implements Supplier<T> {
        @Override
        public T get() {
            throw new AssertionError("a script loads nothing of the engine's");
        }
    }

    private Optional<Engine.Seat> open() {
        return engine.open(SessionRequested.model("gpt-4.1"), loop, new Leg());
    }

    private final class Leg implements ClientLeg {
        @Override
        public void send(ServerEvent event) {
            told.add(event);
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void close(int code, String reason) {}

        @Override
        public void abort() {}
    }

    @Test
    void twoThatAreOpenedAtOnceDoNotPassTheLimit() {
        List<Optional<Engine.Seat>> second = new ArrayList<>();
        meanwhile = () -> second.add(open());

        Optional<Engine.Seat> first = open();

        assertThat(first).isPresent();
        assertThat(second).containsExactly(Optional.empty());
        assertThat(engine.sessions()).isEqualTo(1);
    }

    @Test
    void aSessionThatIsMadeWhileTheEngineClosesIsClosedToo() {
        meanwhile = engine::close;

        assertThat(open()).isEmpty();

        assertThat(engine.sessions()).isZero();
        assertThat(told).as("nothing was opened").isEmpty();
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        Engine.Seat first = open().orElseThrow();
        assertThat(engine.isFull()).isTrue();

        loop.run(first.leave());
        loop.run(first.leave());

        assertThat(open()).isPresent();
        assertThat(open()).isEmpty();
    }

    @Test
    void aSessionThatCannotBeMadeTakesNoPlace() {
        meanwhile =
                () -> {
                    throw new IllegalStateException("for a test");
                };
        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class);

        assertThat(open()).isPresent();
    }
}
