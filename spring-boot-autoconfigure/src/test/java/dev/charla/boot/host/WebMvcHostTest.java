package dev.charla.boot.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.boot.agent.AgentAccess;
import dev.charla.boot.event.ConversationEnded;
import dev.charla.boot.event.ConversationStarted;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** An application on Spring MVC and Tomcat, whose people sign in. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.main.web-application-type=servlet",
            "server.servlet.context-path=/shop",
            "spring.jackson.property-naming-strategy=SNAKE_CASE",
            "charla.agents.staff.instructions=Talk with staff."
        })
class WebMvcHostTest {
    private static final String[] ANN = {"Authorization", basic("ann")};
    private static final String[] BOB = {"Authorization", basic("bob")};

    @LocalServerPort int port;
    @Autowired Heard heard;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableWebSecurity
    static class Host {
        @Bean
        Shop shop() {
            return new Shop();
        }

        @Bean
        Heard heard() {
            return new Heard();
        }

        /** The staff's agent is for Ann, who is on the staff. */
        @Bean
        AgentAccess access() {
            return (agent, caller) ->
                    !agent.equals("staff")
                            || (caller instanceof Authentication known
                                    && known.getAuthorities().stream()
                                            .anyMatch(role ->
                                                    "ROLE_STAFF".equals(role.getAuthority())));
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("ann")
                            .password("{noop}secret")
                            .roles("CALLER", "STAFF")
                            .build(),
                    User.withUsername("bob").password("{noop}secret").roles("CALLER").build(),
                    User.withUsername("eve").password("{noop}secret").roles("READER").build());
        }

        @Bean
        SecurityFilterChain login(HttpSecurity http) {
            return http.authorizeHttpRequests(paths ->
                            paths.requestMatchers("/talk/**")
                                    .hasRole("CALLER")
                                    .anyRequest()
                                    .permitAll())
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/talk/**"))
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    /** What an application listens to. */
    static class Heard {
        private final BlockingQueue<Object> events = new LinkedBlockingQueue<>(100);

        @EventListener
        void started(ConversationStarted event) {
            events.add(event);
        }

        @EventListener
        void ended(ConversationEnded event) {
            events.add(event);
        }

        void forget() {
            events.clear();
        }

        /** The next one of that kind; those of tests before may still come. */
        <T> T await(Class<T> kind, Predicate<T> fits) {
            try {
                while (true) {
                    Object event =
                            Objects.requireNonNull(
                                    events.poll(60, TimeUnit.SECONDS),
                                    "no event came within a minute");
                    if (kind.isInstance(event) && fits.test(kind.cast(event))) {
                        return kind.cast(event);
                    }
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @RestController
    static class Shop {
        record Price(int inCents) {}

        @GetMapping("/{any}")
        Price any() {
            return new Price(5);
        }
    }

    private static String basic(String user) {
        String both = user + ":secret";
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private String at(String path) {
        return "http://127.0.0.1:" + port + "/shop" + path;
    }

    @Test
    void thePageAndItsElementAreServedBelowTalk() {
        HttpResponse<String> page = Page.get(at("/talk/"), ANN);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<voice-agent");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(Page.get(at("/talk/voice-agent/voice-agent.js"), ANN).statusCode())
                .isEqualTo(200);
        assertThat(Page.get(at("/talk"), ANN).headers().firstValue("Location")).hasValue("./talk/");
    }

    @Test
    void whatIsTypedIsAnsweredByTheEngineInside() {
        try (var page = new Page(at("/talk/"), ANN)) {
            assertThat(page.answerTo("What is nine times nine?")).contains("81");
            page.awaitAudio();
        }
    }

    @Test
    void aConversationEndsOnThePagesWordAndTheApplicationHearsOfIt() {
        heard.forget();
        try (var page = new Page(at("/talk/"), ANN)) {
            page.send("{\"type\":\"end\"}");

            assertThat(page.awaitMessage("ended").get("code").asString()).isEqualTo("stopped");
            assertThat(page.awaitClose()).isEqualTo(1000);
            var started = heard.await(ConversationStarted.class, _ -> true);
            assertThat(started.user()).isEqualTo("ann");
            assertThat(started.agent()).isEqualTo("default");
            var ended =
                    heard.await(
                            ConversationEnded.class,
                            event -> event.conversation().equals(started.conversation()));
            assertThat(ended.conversation()).isEqualTo(started.conversation());
            assertThat(ended.code()).isEqualTo("stopped");
            assertThat(ended.failed()).isFalse();
        }
    }

    @Test
    void aTicketThatIsWrongIsToldByTheCloseCode() {
        JsonNode admitted = Page.json(Page.post(at("/talk/api/conversations"), "{}", ANN));
        String stream = at("/talk/") + admitted.get("stream").asString();

        try (var page = new Page(stream, "no-ticket", ANN)) {
            assertThat(page.awaitClose()).isEqualTo(4401);
        }
    }

    @Test
    void aMessageThatIsTooLongEndsTheSocket() {
        try (var page = new Page(at("/talk/"), ANN)) {
            page.send("{\"type\":\"text\",\"text\":\"%s\"}".formatted("a".repeat(300_000)));

            assertThat(page.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    void theApplicationsLoginDecidesWhoMayTalk() {
        assertThat(Page.get(at("/talk/")).statusCode()).isEqualTo(401);
        assertThat(Page.post(at("/talk/api/conversations"), "{}").statusCode()).isEqualTo(401);
        assertThat(
                        Page.post(
                                        at("/talk/api/conversations"),
                                        "{}",
                                        "Authorization",
                                        basic("eve"))
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoSignedInToTheApplicationIsWhoTalks() {
        JsonNode admitted = Page.json(Page.post(at("/talk/api/conversations"), "{}", ANN));
        String resume = at("/talk/api/conversations/" + admitted.get("id").asString() + "/resume");
        String body = "{\"resumeToken\":\"" + admitted.get("resumeToken").asString() + "\"}";

        assertThat(Page.post(resume, body, BOB).statusCode()).isEqualTo(404);
        assertThat(Page.post(resume, body, ANN).statusCode()).isEqualTo(201);
    }

    @Test
    void anAgentThatACallerMayNotTalkWithIsNeitherListedNorGiven() {
        String conversations = at("/talk/api/conversations");
        String wish = "{\"agent\":\"staff\"}";

        assertThat(agents(ANN)).contains("default", "staff");
        assertThat(agents(BOB)).contains("default").doesNotContain("staff");
        assertThat(Page.post(conversations, wish, ANN).statusCode()).isEqualTo(201);
        HttpResponse<String> refused = Page.post(conversations, wish, BOB);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(Page.json(refused).get("code").asString()).isEqualTo("agent_not_allowed");
        assertThat(Page.json(refused).get("message").asString()).contains("Choose another one");
    }

    private List<String> agents(String[] user) {
        return Page.json(Page.get(at("/talk/api/status"), user))
                .path("agents")
                .valueStream()
                .map(agent -> agent.path("name").asString())
                .toList();
    }

    @Test
    void thePagesJsonIsItsOwnWhateverTheApplicationsIs() {
        JsonNode status = Page.json(Page.get(at("/talk/api/status"), ANN));

        assertThat(status.get("service").asString()).isEqualTo("offline");
        assertThat(status.path("limits").has("maxMinutes")).isTrue();
    }

    @Test
    void theApplicationsOwnPathsAreAsTheyWere() {
        HttpResponse<String> own = Page.get(at("/price"));

        assertThat(own.body()).isEqualTo("{\"in_cents\":5}");
        assertThat(own.headers().firstValue("Content-Security-Policy")).isEmpty();
        assertThat(Page.get(at("/index.html")).body()).contains("in_cents");
        assertThat(Page.get(at("/api/status")).statusCode()).isEqualTo(404);
    }
}
