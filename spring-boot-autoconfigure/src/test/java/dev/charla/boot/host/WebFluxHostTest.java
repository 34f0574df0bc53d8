package dev.charla.boot.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.boot.settings.SettingException;
import dev.charla.testkit.RawHttp;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** An application on WebFlux with nothing of Charla but the dependency. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            // Spring MVC is on the class path of these tests, too.
            "spring.main.web-application-type=reactive",
            "spring.webflux.base-path=/shop",
            "spring.jackson.property-naming-strategy=SNAKE_CASE"
        })
class WebFluxHostTest {
    @LocalServerPort int port;
    @Autowired ConfigurableApplicationContext context;
    @Autowired HealthIndicator charlaHealthIndicator;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Host {
        /** Tomcat is on the class path of these tests, too. */
        @Bean
        NettyReactiveWebServerFactory server() {
            return new NettyReactiveWebServerFactory();
        }

        /** A bean whose plain name one of ours could have had. */
        @Bean
        String engine() {
            return "the host's";
        }

        @Bean
        Shop shop() {
            return new Shop();
        }

        /** Stands for a login. */
        @Bean
        WebFilter login() {
            return (exchange, chain) -> {
                String user = exchange.getRequest().getHeaders().getFirst("X-User");
                return chain.filter(
                        user == null
                                ? exchange
                                : exchange.mutate().principal(Mono.just(() -> user)).build());
            };
        }
    }

    @RestController
    static class Shop {
        record Price(int inCents) {}

        @GetMapping("/later")
        Mono<Price> later() {
            return Mono.delay(Duration.ofMillis(50)).map(_ -> new Price(6));
        }

        @GetMapping("/{any}")
        Price any() {
            return new Price(5);
        }
    }

    private String at(String path) {
        return "http://127.0.0.1:" + port + "/shop" + path;
    }

    @Test
    void thePageAndItsElementAreServedBelowTalk() {
        HttpResponse<String> page = Page.get(at("/talk/"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<voice-agent");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(Page.get(at("/talk/voice-agent/voice-agent.js")).statusCode()).isEqualTo(200);
    }

    @Test
    void thePageWithoutItsSlashIsLedToTheOneWith() {
        HttpResponse<String> page = Page.get(at("/talk"));

        assertThat(page.statusCode()).isEqualTo(308);
        assertThat(page.headers().firstValue("Location")).hasValue("./talk/");
    }

    @Test
    void whatIsTypedIsAnsweredByTheEngineInside() {
        try (var page = new Page(at("/talk/"))) {
            assertThat(page.answerTo("What is nine times nine?")).contains("81");
        }
    }

    /** Reactor Netty 1.3.6 stops reading where one that was queued is answered at once. */
    @Test
    void aConnectionIsReadOnAfterRequestsThatCameTogether() throws IOException {
        String later = RawHttp.request("GET /shop/later HTTP/1.1");
        String atOnce = RawHttp.request("GET /shop/talk/api/status HTTP/1.1");
        try (var connection = new RawHttp(port)) {
            connection.send(later + atOnce);
            assertThat(connection.status()).isEqualTo(200);
            assertThat(connection.status()).isEqualTo(200);
            connection.send(atOnce);

            assertThat(connection.status()).isEqualTo(200);
        }
    }

    @Test
    void thePagesJsonIsItsOwnWhateverTheApplicationsIs() {
        JsonNode status = Page.json(Page.get(at("/talk/api/status")));

        assertThat(status.get("service").asString()).isEqualTo("offline");
        assertThat(status.path("limits").has("maxMinutes")).isTrue();
    }

    @Test
    void errorsOfThePageAreToldInItsWay() {
        HttpResponse<String> answer = Page.post(at("/talk/api/conversations"), "{\"agent\":7}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Page.json(answer).get("code").asString()).isEqualTo("bad_request");
        assertThat(Page.json(Page.get(at("/talk/nothing"))).get("code").asString())
                .isEqualTo("not_found");
    }

    @Test
    void theApplicationsOwnPathsAreAsTheyWere() {
        HttpResponse<String> own = Page.get(at("/price"));

        assertThat(own.body()).isEqualTo("{\"in_cents\":5}");
        assertThat(own.headers().firstValue("Content-Security-Policy")).isEmpty();
        assertThat(Page.get(at("/index.html")).body()).contains("in_cents");
        assertThat(Page.get(at("/api/status")).statusCode()).isEqualTo(404);
        assertThat(Page.get(at("/voice-live/realtime")).statusCode()).isEqualTo(404);
    }

    @Test
    void whoSignedInToTheApplicationIsWhoTalks() {
        JsonNode admitted =
                Page.json(Page.post(at("/talk/api/conversations"), "{}", "X-User", "ann"));
        String resume = at("/talk/api/conversations/" + admitted.get("id").asString() + "/resume");
        String body = "{\"resumeToken\":\"" + admitted.get("resumeToken").asString() + "\"}";

        assertThat(Page.post(resume, body, "X-User", "bob").statusCode()).isEqualTo(404);
        assertThat(Page.post(resume, body).statusCode()).isEqualTo(404);
        assertThat(Page.post(resume, body, "X-User", "ann").statusCode()).isEqualTo(201);
    }

    @Test
    void everyBeanOfOursHasANameOfOurs() {
        assertThat(Arrays.stream(context.getBeanDefinitionNames()))
                .filteredOn(name -> {
                    String factory =
                            String.valueOf(
                                    context.getBeanFactory()
                                            .getBeanDefinition(name)
                                            .getFactoryBeanName());
                    return factory.startsWith("dev.charla.boot.")
                            && !factory.contains(WebFluxHostTest.class.getSimpleName());
                })
                .isNotEmpty()
                .allMatch(name -> name.startsWith("charla"));
    }

    @Test
    void healthTellsOfTheService() {
        var health = Objects.requireNonNull(charlaHealthIndicator.health());

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsAllEntriesOf(Map.of("service", "offline"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"talk", "/talk/", "/", "", "/a b", "/{x}", "/**"})
    void aPathThatCannotBeServedIsTold(String path) {
        assertThatThrownBy(() -> new PageProperties(path))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("charla.page.path");
    }
}
