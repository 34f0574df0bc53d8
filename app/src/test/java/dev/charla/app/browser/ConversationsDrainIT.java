package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.charla.app.Caller;
import dev.charla.app.CharlaApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ConfigurableApplicationContext;

/** What a page hears when its server stops. */
class ConversationsDrainIT {
    @TempDir Path directory;

    @Test
    void anOpenConversationIsToldBeforeItsSocketGoes() throws Exception {
        var charla = start("0s");
        try (Caller page = Caller.page(port(charla))) {
            page.awaitState("ready");

            charla.close();

            assertThat(page.awaitType("ended").get("code").asString()).isEqualTo("shutting_down");
        }
    }

    @Test
    void anOpenConversationMayGoOnForAWhileAndTheServerStopsWhenItIsOver() throws Exception {
        var charla = start("1h");
        try (Caller page = Caller.page(port(charla))) {
            page.awaitState("ready");
            var availability = charla.getBean(ApplicationAvailability.class);

            var stopping = Thread.ofVirtual().start(charla::close);
            await().until(() ->
                    availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC);
            page.send("{\"type\":\"text\",\"text\":\"Hello\"}");
            page.awaitType("playback.end");
            page.send("{\"type\":\"end\"}");

            assertThat(page.awaitType("ended").get("code").asString()).isEqualTo("stopped");
            stopping.join();
            assertThat(charla.isRunning()).isFalse();
        }
    }

    private ConfigurableApplicationContext start(String patience) throws IOException {
        var script =
                Files.writeString(
                        directory.resolve("conversation.yaml"), "turns:\n  - says: Hello.\n");
        return SpringApplication.run(
                CharlaApplication.class,
                "--server.port=0",
                "--charla.drain.patience=" + patience,
                "--charla.engine.script=" + script);
    }

    private static int port(ConfigurableApplicationContext charla) {
        return charla.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }
}
