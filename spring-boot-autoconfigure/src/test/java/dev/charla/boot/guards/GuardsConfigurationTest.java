package dev.charla.boot.guards;

import static dev.charla.conversation.guard.Guarded.AGENT_SPEECH;
import static dev.charla.conversation.guard.Guarded.CALLER_WORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.charla.boot.service.AgentCatalogue;
import dev.charla.boot.service.AgentProperties;
import dev.charla.boot.service.AgentsProperties;
import dev.charla.boot.service.ServiceProperties;
import dev.charla.boot.settings.SettingException;
import dev.charla.boot.tools.AgentTools;
import dev.charla.conversation.annotation.Guard;
import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.guard.GuardManner;
import dev.charla.conversation.guard.Guarded;
import dev.charla.conversation.guard.Guards;
import dev.charla.conversation.guard.SoFar;
import dev.charla.conversation.guard.Verdict;
import dev.charla.conversation.guard.WordGuard;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Which guards of the application an agent gets, by what it names. */
class GuardsConfigurationTest {
    private static final String PLACE = "charla.agents.desk.guards";

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(GuardsConfiguration.class);

    static class Rules {
        @Guard(AGENT_SPEECH)
        Verdict noDiagnosis(String soFar) {
            return soFar.contains("flu") ? Verdict.stop("No diagnoses.") : Verdict.pass();
        }

        @Guard(AGENT_SPEECH)
        Verdict withConversation(String soFar, Conversation conversation) {
            return Verdict.stop(soFar + " of " + conversation);
        }

        @Guard(value = CALLER_WORDS, name = "known-caller")
        Verdict known(SoFar words) throws IOException {
            if (words.caller() == null) {
                throw new IOException("nobody");
            }
            return Verdict.pass();
        }
    }

    static class TakesTwo {
        @Guard(AGENT_SPEECH)
        Verdict odd(String soFar, int more) {
            return Verdict.pass();
        }
    }

    static class AnswersYes {
        @Guard(AGENT_SPEECH)
        boolean odd(String soFar) {
            return true;
        }
    }

    private record Plain(String name) implements WordGuard {
        @Override
        public Guarded on() {
            return AGENT_SPEECH;
        }

        @Override
        public Verdict check(SoFar words) {
            return Verdict.pass();
        }
    }

    @Test
    void methodsOfBeansAreGuards() {
        application
                .withBean(Rules.class)
                .run(context -> {
                    var guards = named(context.getBean(AgentGuards.class), "noDiagnosis");

                    assertThat(guards.guards())
                            .singleElement()
                            .satisfies(guard -> {
                                assertThat(guard.on()).isEqualTo(AGENT_SPEECH);
                                assertThat(guard.manner()).isEqualTo(GuardManner.DEFAULT);
                                assertThat(guard.check(new SoFar("the flu", false, null)))
                                        .isEqualTo(Verdict.stop("No diagnoses."));
                            });
                });
    }

    @Test
    void aMethodIsGivenAllThatIsKnownWhenItAsksAndThrowsItsOwnException() {
        application
                .withBean(Rules.class)
                .run(context -> {
                    var guard =
                            named(context.getBean(AgentGuards.class), "known-caller")
                                    .guards()
                                    .getFirst();

                    assertThat(guard.check(new SoFar("Hi", true, "ana"))).isEqualTo(Verdict.pass());
                    assertThatThrownBy(() -> guard.check(new SoFar("Hi", true, null)))
                            .isInstanceOf(IOException.class);
                });
    }

    @Test
    void aMethodMayTakeTheConversation() {
        application
                .withBean(Rules.class)
                .run(context ->
                        assertThat(
                                        named(
                                                        context.getBean(AgentGuards.class),
                                                        "withConversation")
                                                .guards()
                                                .getFirst()
                                                .check(new SoFar("Hi", true, null)))
                                .isEqualTo(Verdict.stop("Hi of null")));
    }

    @Test
    void allThereAreComeInTheOrderOfSettingsBeansAndMethods() {
        application
                .withBean(Rules.class)
                .withBean(WordGuard.class, () -> new Plain("plain"))
                .withPropertyValues("charla.guards.words.pattern=secret")
                .run(context ->
                        assertThat(named(context.getBean(AgentGuards.class), "*").guards())
                                .extracting(WordGuard::name)
                                .containsExactly(
                                        "words",
                                        "plain",
                                        "known-caller",
                                        "noDiagnosis",
                                        "withConversation"));
    }

    @Test
    void aPatternNeedsNoCode() {
        application
                .withPropertyValues(
                        "charla.guards.card.pattern=\\b4\\d{3}\\b",
                        "charla.guards.card.on=caller-words",
                        "charla.guards.card.verdict=replace",
                        "charla.guards.card.say=my card",
                        "charla.guards.card.deadline=50ms",
                        "charla.guards.card.failing=open")
                .run(context -> {
                    var guards = named(context.getBean(AgentGuards.class), "card");
                    var guard = guards.guards().getFirst();

                    assertThat(guards.on(CALLER_WORDS)).containsExactly(guard);
                    assertThat(guard.check(new SoFar("it is 4111.", true, null)))
                            .isEqualTo(Verdict.replace("my card"));
                    assertThat(guard.manner())
                            .isEqualTo(new GuardManner(Duration.ofMillis(50), true));
                });
    }

    @Test
    void aSettingChangesHowAMethodIsAsked() {
        application
                .withBean(Rules.class)
                .withPropertyValues("charla.guards.noDiagnosis.deadline=2s")
                .run(context ->
                        assertThat(
                                        named(context.getBean(AgentGuards.class), "noDiagnosis")
                                                .guards()
                                                .getFirst()
                                                .manner())
                                .isEqualTo(new GuardManner(Duration.ofSeconds(2), false)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    charla.guards.a.pattern=(            | charla.guards.a.pattern is no regular expression
                    charla.guards.a.pattern=             | charla.guards.a.pattern is empty
                    charla.guards.a.deadline=1s          | charla.guards.a names the guard 'a', and there is none
                    charla.guards.noDiagnosis.say=Hello  | charla.guards.noDiagnosis says what a pattern does
                    """)
    void aSettingThatCannotBeIsToldAtTheStart(String setting, String problem) {
        application
                .withBean(Rules.class)
                .withPropertyValues(setting)
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .isInstanceOf(SettingException.class)
                                .hasMessageContaining(problem));
    }

    @Test
    void aReplacementNeedsWords() {
        application
                .withPropertyValues(
                        "charla.guards.a.pattern=secret", "charla.guards.a.verdict=replace")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("nothing is said instead"));
    }

    @Test
    void aMethodThatIsNoGuardIsToldWithItsPlaceAndTheRemedy() {
        for (var type : List.of(TakesTwo.class, AnswersYes.class)) {
            application
                    .withBean(type)
                    .run(context -> {
                        var failure = failure(context.getBean(AgentGuards.class), "odd");

                        assertThat(failure)
                                .hasMessageContaining(
                                        "the method " + type.getSimpleName() + ".odd");
                        assertThat(failure.action()).contains("Verdict odd(String soFar)");
                    });
        }
    }

    @Test
    void aNameThatNoneHasAndOneThatTwoHaveAreTold() {
        application
                .withBean(Rules.class)
                .withBean("one", WordGuard.class, () -> new Plain("plain"))
                .withBean("two", WordGuard.class, () -> new Plain("plain"))
                .run(context -> {
                    var guards = context.getBean(AgentGuards.class);

                    assertThat(failure(guards, "nothing"))
                            .hasMessage(PLACE + " names the guard 'nothing', and there is none.");
                    assertThat(failure(guards, "nothing").action()).contains("noDiagnosis");
                    assertThat(failure(guards, "plain"))
                            .hasMessageContaining("the bean 'one' and the bean 'two'");
                });
    }

    @Test
    void anAgentHasTheGuardsItNamesAndHoldsBackUnlessItIsTold() {
        application
                .withBean(Rules.class)
                .run(context -> {
                    var known = context.getBean(AgentGuards.class);
                    var agents =
                            agents(
                                    known,
                                    Map.of(
                                            "charla.agent.guards", "noDiagnosis",
                                            "charla.agents.quick.hold-unchecked", "false",
                                            "charla.agents.free.guards", ""));

                    assertThat(guards(agents, "default").guards()).hasSize(1);
                    assertThat(guards(agents, "default").holdsBack()).isTrue();
                    assertThat(guards(agents, "quick").guards()).hasSize(1);
                    assertThat(guards(agents, "quick").holdsBack()).isFalse();
                    assertThat(guards(agents, "free").guards()).isEmpty();
                });
    }

    @Test
    void aGuardOfSpokenWordsNeedsAModelThatWritesThemDown() {
        application
                .withBean(Rules.class)
                .run(context -> {
                    var known = context.getBean(AgentGuards.class);
                    var settings =
                            Map.of(
                                    "charla.agent.guards", "known-caller",
                                    "charla.agent.transcription", "none",
                                    "charla.service.endpoint",
                                            "https://x.cognitiveservices.azure.com",
                                    "charla.service.api-key", "k",
                                    "charla.service.model", "gpt-realtime");

                    assertThat(catchThrowable(() -> agents(known, settings)))
                            .isInstanceOf(SettingException.class)
                            .hasMessageContaining("known-caller")
                            .hasMessageContaining("gpt-realtime");
                });
    }

    private static Guards guards(AgentCatalogue agents, String name) {
        return agents.options(name).build().guards();
    }

    private static AgentCatalogue agents(AgentGuards guards, Map<String, String> settings) {
        var binder = new Binder(new MapConfigurationPropertySource(settings));
        return new AgentCatalogue(
                binder.bindOrCreate("charla.agent", AgentProperties.class),
                binder.bindOrCreate("charla", AgentsProperties.class),
                binder.bindOrCreate("charla.service", ServiceProperties.class),
                false,
                AgentTools.UNKNOWN,
                guards);
    }

    private static Guards named(AgentGuards guards, String... names) {
        return guards.named(PLACE, List.of(names));
    }

    private static SettingException failure(AgentGuards guards, String name) {
        return Objects.requireNonNull(
                catchThrowableOfType(SettingException.class, () -> named(guards, name)));
    }
}
