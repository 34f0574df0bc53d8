package dev.charla.conversation.sound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.client.Addressee;
import dev.charla.client.CloseCause;
import dev.charla.client.ServiceClosed;
import dev.charla.client.ServiceConnection;
import dev.charla.client.ServiceListener;
import dev.charla.client.ServiceTarget;
import dev.charla.conversation.ConversationRig;
import dev.charla.conversation.FakeService;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.control.Ending;
import dev.charla.conversation.page.EventLog;
import dev.charla.conversation.state.ConversationEvent;
import dev.charla.conversation.state.ConversationState;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.testkit.VirtualLoop;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What was said before the service was ready goes to it faster than it was said, at one rate. */
class MicrophoneTest {
    /** 400 ms each 20 ms: as fast as the connection's own two seconds allow. */
    private static final int DRAIN_BYTES = 400 * 48;

    private static final int EARLY_BYTES = 5_000 * 48;

    private final VirtualLoop loop = new VirtualLoop();
    private final FakeService service = new FakeService();
    private final Microphone microphone =
            new Microphone(
                    new Control(),
                    new ConversationRig.Counting(),
                    new EventLog(false, loop, _ -> {}),
                    EARLY_BYTES,
                    EARLY_BYTES);

    private ServiceConnection connection() {
        var target =
                ServiceTarget.at(URI.create("http://127.0.0.1:9"), Addressee.model("m")).build();
        return service.connect(target, loop, new Deaf());
    }

    private void says(int milliseconds) {
        loop.run(() -> {
            for (int said = 0; said < milliseconds; said += 20) {
                microphone.frame(ByteBuffer.allocate(20 * 48));
            }
        });
    }

    @Test
    void anotherSessionDuringADrainDoesNotDoubleItsRate() {
        says(5_000);
        loop.run(() -> microphone.open(connection()));
        loop.advance(Duration.ofMillis(10));
        loop.run(() -> microphone.open(connection()));
        long before = service.audioBytes;

        loop.advance(Duration.ofMillis(100));

        assertThat(service.audioBytes - before).isEqualTo(5L * DRAIN_BYTES);
        assertThat(service.legs.getLast().audioBytes).isEqualTo(5L * DRAIN_BYTES);
    }

    @Test
    void whatWaitedArrivesWholeAndWhatIsSaidThenFollowsAtOnce() {
        says(2_000);
        loop.run(() -> microphone.open(connection()));
        loop.advance(Duration.ofMillis(200));
        assertThat(service.audioBytes).isEqualTo(2_000 * 48);

        says(20);

        assertThat(service.audioBytes).isEqualTo(2_020 * 48);
    }

    @Test
    void aDrainThatFindsNoSessionBeginsAgainWithTheNext() {
        says(5_000);
        loop.run(() -> microphone.open(connection()));
        loop.run(microphone::lost);
        loop.advance(Duration.ofMillis(100));
        long before = service.audioBytes;

        loop.run(() -> microphone.open(connection()));
        loop.advance(Duration.ofSeconds(1));

        assertThat(before).isEqualTo(DRAIN_BYTES);
        assertThat(service.audioBytes).isEqualTo(EARLY_BYTES);
    }

    private final class Control implements ConversationControl {
        @Override
        public ConversationState state() {
            return new ConversationState.Idle();
        }

        @Override
        public void on(ConversationEvent event) {}

        @Override
        public void tell(PageMessage message) {}

        @Override
        public void notice(PageMessage.Notice notice) {}

        @Override
        public void finish(Ending reason) {}

        @Override
        public void serviceBroken(CloseCause cause) {}

        @Override
        public SessionLoop.Timer after(Duration delay, Runnable task) {
            return loop.after(delay, task);
        }

        @Override
        public long nanos() {
            return loop.nanos();
        }
    }

    private static final class Deaf implements ServiceListener {
        @Override
        public void opened(ServiceConnection connection) {}

        @Override
        public void event(ServerEvent event) {}

        @Override
        public void closed(ServiceClosed closed) {}
    }
}
