package dev.charla.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.app.EventCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Charla below a path, with the engine in the same process. */
@CharlaTest
@TestPropertySource(properties = "spring.webflux.base-path=/charla")
@ExtendWith(OutputCaptureExtension.class)
class BasePathIT {
    @LocalServerPort int port;

    private Caller.Ticket ticket() {
        var answer = Caller.post(port, "/charla/api/conversations", "{}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).contains("\"stream\":\"api/conversations/");
        var ticket = Caller.ticketIn(answer.body());
        return new Caller.Ticket(
                ticket.id(), ticket.ticket(), "/charla" + ticket.stream(), ticket.resumeToken());
    }

    @Test
    void thePageIsThereAndItsParts() {
        assertThat(Caller.get(port, "/charla/").body()).contains("<voice-agent>");
        assertThat(Caller.get(port, "/charla/main.js").statusCode()).isEqualTo(200);
        var without = Caller.get(port, "/charla");
        assertThat(without.statusCode()).isEqualTo(308);
        assertThat(without.headers().firstValue("Location")).contains("./charla/");
    }

    @Test
    void aConversationOpensByWebSocket() {
        try (Caller page = Caller.page(port, ticket())) {
            page.awaitState("ready");
        }
    }

    @Test
    void theFormerPathAndTheFormerNameOfAnAgentGoOnWorking(CapturedOutput log) {
        var answer = Caller.post(port, "/charla/api/sessions", "{\"profile\":\"enhanced\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(Caller.post(port, "/charla/api/sessions", "{\"profile\":\"x\"}").body())
                .contains("unknown_agent");

        var ticket = Caller.ticketIn(answer.body());
        String stream = "/charla" + ticket.stream().replace("conversations", "sessions");
        try (Caller page =
                Caller.page(
                        port,
                        new Caller.Ticket(
                                ticket.id(), ticket.ticket(), stream, ticket.resumeToken()))) {
            page.awaitState("ready");
        }
        assertThat(log).contains("/api/sessions is called /api/conversations now");
    }

    @Test
    void aConversationOpensByEventStream() throws Exception {
        try (EventCaller page = EventCaller.open(port, ticket())) {
            page.awaitType("state");
            assertThat(page.send("[{\"type\":\"end\"}]")).isEqualTo(204);
            page.awaitType("ended");
        }
    }
}
