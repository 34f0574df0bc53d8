package dev.charla.boot.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.conversation.annotation.AskFirst;
import java.time.DayOfWeek;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

/** An application whose methods are called by skills of its own, with no model and nothing set. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            // Spring MVC is on the class path of these tests, too.
            "spring.main.web-application-type=reactive",
            "charla.agent.tools=*",
            "charla.engine.skills=classpath:shop-skills/"
        })
class SkillToolsHostTest {
    @LocalServerPort int port;
    @Autowired Shop shop;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Host {
        /** Tomcat is on the class path of these tests, too. */
        @Bean
        NettyReactiveWebServerFactory server() {
            return new NettyReactiveWebServerFactory();
        }

        @Bean
        Shop shop() {
            return new Shop();
        }
    }

    static class Shop {
        record Hours(int from, int until) {}

        final AtomicInteger orders = new AtomicInteger();

        @Tool(description = "When the shop is open")
        @Nullable Hours openingHours(DayOfWeek day) {
            return day == DayOfWeek.SUNDAY ? null : new Hours(9, 6);
        }

        @Tool(description = "Orders bread")
        String order(int loaves) {
            if (loaves > 20) {
                throw new IllegalArgumentException("we have no more than twenty");
            }
            orders.addAndGet(loaves);
            return loaves + " loaves";
        }

        @Tool(description = "Cancels the order")
        @AskFirst("Shall I cancel it?")
        String cancel() {
            return orders.getAndSet(0) + " loaves";
        }
    }

    private Page page() {
        return new Page("http://127.0.0.1:" + port + "/talk/");
    }

    @Test
    void aSkillCallsAMethodAndSaysWhatItReturned() {
        try (var page = page()) {
            assertThat(page.answerTo("When are you open on Monday?"))
                    .isEqualTo("On Monday we are open from 9 to 6.");
        }
    }

    @Test
    void aMethodThatReturnsNothingIsToldAsThat() {
        try (var page = page()) {
            assertThat(page.answerTo("When are you open on Sunday?"))
                    .isEqualTo("We are closed then.");
        }
    }

    @Test
    void whatAMethodThrowsIsToldAsAFailure() {
        try (var page = page()) {
            assertThat(page.answerTo("I would like thirty loaves."))
                    .isEqualTo("I am sorry, that did not work: we have no more than twenty.");
        }
    }

    @Test
    void whatTheCallerDoesNotAgreeToIsLeft() {
        try (var page = page()) {
            assertThat(page.answerTo("Cancel my order.")).isEqualTo("Shall I cancel it?");
            page.send("{\"type\":\"text\",\"text\":\"No, thank you.\"}");
            page.awaitSaid("All right, I have left it.");
        }
    }

    @Test
    void whatTheCallerAgreesToIsDoneAndTold() {
        shop.orders.set(3);
        try (var page = page()) {
            assertThat(page.answerTo("Cancel my order.")).isEqualTo("Shall I cancel it?");
            page.send("{\"type\":\"text\",\"text\":\"Yes, please.\"}");
            page.awaitSaid("I have cancelled 3 loaves.");
        }
        assertThat(shop.orders).hasValue(0);
    }
}
