package dev.charla.boot.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.boot.agent.VoiceAgent;
import dev.charla.boot.flow.Exit;
import dev.charla.boot.flow.Step;
import dev.charla.conversation.flow.Then;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

/**
 * An application whose flow is gone through by skills of its own, with no model and nothing set.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            // Spring MVC is on the class path of these tests, too.
            "spring.main.web-application-type=reactive",
            "charla.engine.skills=classpath:flow-skills/"
        })
class SkillFlowHostTest {
    @LocalServerPort int port;
    @Autowired Oven oven;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Host {
        /** Tomcat is on the class path of these tests, too. */
        @Bean
        NettyReactiveWebServerFactory server() {
            return new NettyReactiveWebServerFactory();
        }

        @Bean
        Oven oven() {
            return new Oven();
        }

        @Bean
        Baker baker() {
            return new Baker();
        }
    }

    static class Oven {
        final AtomicInteger loaves = new AtomicInteger();
    }

    @VoiceAgent(name = "baker", flow = Order.class)
    static class Baker {}

    sealed interface Order {
        @Step(first = true, instructions = "Find out how many loaves the caller wants.")
        record Ask() implements Order {
            @Exit(description = "The caller wants so many loaves")
            Confirm bread(int loaves) {
                return new Confirm(loaves);
            }
        }

        @Step(instructions = "Ask whether to order {loaves} loaves.")
        record Confirm(int loaves) implements Order {
            @Exit(description = "The caller agrees")
            Done order(@Autowired Oven oven) {
                oven.loaves.addAndGet(loaves);
                return new Done();
            }
        }

        @Step(instructions = "Say that they are ordered.", then = Then.AGENT)
        record Done() implements Order {}
    }

    @Test
    void skillsTakeACallerThroughAFlowStepByStep() {
        try (var page = new Page("http://127.0.0.1:" + port + "/talk/")) {
            page.answerTo("Order them.");
            assertThat(oven.loaves).as("before the step that has this").hasValue(0);

            page.send("{\"type\":\"text\",\"text\":\"I would like three loaves.\"}");
            page.awaitSaid("Very well. Shall I order them?");
            page.send("{\"type\":\"text\",\"text\":\"Order them.\"}");
            page.awaitSaid("I have ordered them.");
        }
        assertThat(oven.loaves).hasValue(3);
    }
}
