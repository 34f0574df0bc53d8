package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.CharlaTest;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A page whose connection is dead and does not say so. */
@CharlaTest
class DeadConnectionBrowserIT extends BrowserTestBase {
    @Test
    void aPageWhoseWayIsDeadNoticesItAndGoesOnWithItsConversation() throws IOException {
        try (WeakNetwork network = WeakNetwork.to(port);
                Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = chromium.open(network.port())) {
            page.startTyping();
            page.type("what is seven times eight");
            assertThat(page.caption("agent", 0)).isNotBlank();
            page.awaitState("ready");

            long began = System.nanoTime();
            network.swallow();
            page.awaitState("reconnecting");
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            page.awaitState("ready");

            print("a dead way was noticed after %d ms", took.toMillis());
            assertThat(conversations.count()).as("the same conversation goes on").isEqualTo(1);
            page.type("what is two times three");
            assertThat(page.caption("agent", 1)).isNotBlank();
            assertThat(page.caption("user", 0)).isEqualTo("what is seven times eight");
            page.stopTalking();
        }
    }
}
