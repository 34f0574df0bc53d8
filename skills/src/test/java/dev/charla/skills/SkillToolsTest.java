package dev.charla.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplyModel.Dialogue;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplyRequest.Call;
import dev.charla.engine.reply.ReplyRequest.Entry;
import dev.charla.engine.reply.ReplyRequest.Line;
import dev.charla.engine.reply.ReplyRequest.Party;
import dev.charla.engine.reply.ReplyRequest.Result;
import dev.charla.engine.reply.ReplySink;
import dev.charla.engine.reply.ReplyTools;
import dev.charla.engine.yaml.YamlSource;
import dev.charla.skills.language.Language;
import dev.charla.skills.set.SkillException;
import dev.charla.skills.set.SkillSet;
import dev.charla.skills.set.Timers;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Skills that call a tool of the session's client, on a Wednesday in November. */
class SkillToolsTest {
    private static final String DENTIST =
            """
            slots:
              time:
                "09:00": [nine]
                "10:30": [ten thirty]
            skills:
              - skill: dentist
                handler: tool
                intents:
                  free:
                    tool: freeTimes
                    phrases:
                      - when is the dentist free [on {day:weekday}]
                    confirm: Do you want the free times on {day}?
                    asks:
                      day: On which day?
                    says:
                      - "On {day} the dentist is free at {result}."
                    nothing: Nothing is free then.
                    without: I have no calendar here.
                  book:
                    tool: book
                    phrases:
                      - book [{day:weekday}] [at {time}]
                    arguments:
                      note: "{day} at {time}"
                      kind: check-up
                    asks:
                      day: On which day?
                      time: At what time?
                    failed: "I could not book it: {error}."
                    says:
                      - "Booked: {result.day} at {result.time} with {result.by.name}."
                  bills:
                    tool: bills
                    phrases:
                      - what do i owe
                    item: "{amount} for {what}"
                    says:
                      - "{count} bills: {result}."
            """;

    private static final ReplyTools.Tool FREE =
            tool(
                    "freeTimes",
                    """
                    {"type":"object","required":["day"],
                     "properties":{"day":{"type":"string","format":"date"}}}\
                    """);
    private static final ReplyTools.Tool BOOK =
            tool(
                    "book",
                    """
                    {"type":"object","required":["day","time","note","kind"],"properties":{
                     "day":{"enum":["MONDAY","FRIDAY"]},"time":{"type":"string"},
                     "note":{"type":"string","maxLength":20},"kind":{"type":"string"}}}\
                    """);
    private static final ReplyTools.Tool BILLS = tool("bills", "{\"type\":\"object\"}");

    private static ReplyTools.Tool tool(String name, String schema) {
        return new ReplyTools.Tool(name, "", schema);
    }

    private final Talk caller = new Talk(DENTIST, Language.ENGLISH);

    @Test
    void aToolIsCalledAndItsResultIsSaid() {
        assertThat(caller.says("When is the dentist free on Friday?")).isEmpty();
        assertThat(caller.calls).containsExactly("freeTimes {\"day\":\"2026-11-27\"}");

        assertThat(caller.result("[\"09:00\",\"10:30\"]"))
                .isEqualTo("On Friday the dentist is free at 9:00 AM, and 10:30 AM.");
    }

    @Test
    void whatIsMissingIsAskedForOneAfterTheOther() {
        assertThat(caller.says("Book at ten thirty.")).isEqualTo("On which day?");
        assertThat(caller.says("Friday.")).isEmpty();
        assertThat(caller.calls)
                .containsExactly(
                        "book {\"day\":\"FRIDAY\",\"time\":\"10:30\",\"note\":\"friday at 10:30\",\"kind\":\"check-up\"}");

        assertThat(
                        caller.result(
                                "{\"day\":\"Friday\",\"time\":\"10:30\",\"by\":{\"name\":\"Ana\"}}"))
                .isEqualTo("Booked: Friday at 10:30 AM with Ana.");
    }

    @Test
    void aValueThatTheSchemaDoesNotTakeIsAskedForAgain() {
        assertThat(caller.says("Book Tuesday at nine.")).isEqualTo("On which day?");
        assertThat(caller.says("Monday.")).isEmpty();
        assertThat(caller.calls).singleElement().asString().contains("\"MONDAY\"", "\"09:00\"");
    }

    @Test
    void aFollowUpCallsAgainWithTheNewValue() {
        caller.says("When is the dentist free on Friday?");
        caller.result("[\"09:00\"]");
        caller.says("And Monday?");

        assertThat(caller.calls).last().isEqualTo("freeTimes {\"day\":\"2026-11-30\"}");
        assertThat(caller.result("[]")).isEqualTo("Nothing is free then.");
    }

    @Test
    void whatWasHeardWithoutConfidenceIsConfirmedWithItsValues() {
        assertThat(caller.mumbles("when is the dentist free on friday"))
                .isEqualTo("Do you want the free times on Friday?");
        assertThat(caller.calls).isEmpty();
        assertThat(caller.says("Yes.")).isEmpty();
        assertThat(caller.calls).hasSize(1);
    }

    @Test
    void withoutTheToolTheSkillSaysSo() {
        caller.tools = ReplyTools.NONE;

        assertThat(caller.says("When is the dentist free on Friday?"))
                .isEqualTo("I have no calendar here.");
        assertThat(caller.says("What do I owe?"))
                .isEqualTo("I am sorry, I cannot do that at the moment.");
        assertThat(caller.calls).isEmpty();
    }

    @Test
    void aToolThatMayNotBeCalledIsNotCalled() {
        caller.tools = new ReplyTools(List.of(FREE), new ReplyTools.Choice.Never(), true);

        assertThat(caller.says("When is the dentist free on Friday?"))
                .isEqualTo("I have no calendar here.");
        assertThat(caller.calls).isEmpty();
    }

    @Test
    void aParameterThatNothingFillsIsNoCall() {
        caller.tools =
                new ReplyTools(
                        List.of(
                                tool(
                                        "bills",
                                        "{\"required\":[\"year\"],\"properties\":{\"year\":{\"type\":\"integer\"}}}")),
                        new ReplyTools.Choice.Free(),
                        true);

        assertThat(caller.says("What do I owe?"))
                .isEqualTo("I am sorry, I cannot do it with that.");
        assertThat(caller.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    The tool failed: The practice is closed  | I could not book it: The practice is closed.
                    The tool failed: Nobody is there.        | I could not book it: Nobody is there.
                    {"error":"It is taken"}                  | I could not book it: It is taken.
                    {"error":{"message":"It is taken."}}     | I could not book it: It is taken.
                    The tool failed (NullPointerException).  | I am sorry, that did not work.
                    The tool did not answer within 30 seconds and was stopped. | I am sorry, that did not work.
                    The caller did not allow it.             | All right, I have left it.
                    """)
    void aFailureIsToldAsOne(String output, String told) {
        caller.says("Book Friday at nine.");

        assertThat(caller.result(output)).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [{"amount":40,"what":"a filling"},{"amount":12.5,"what":"x-rays"}] | 2 bills: 40 for a filling, and 12.5 for x-rays.
                    """)
    void aListIsReadByTheWordingOfItsEntries(String output, String told) {
        caller.says("What do I owe?");

        assertThat(caller.result(output)).isEqualTo(told);
    }

    @Test
    void twoRequestsInOneBreathAreTwoCallsAndTwoResults() {
        assertThat(caller.says("When is the dentist free on Friday and what do I owe?")).isEmpty();
        assertThat(caller.calls).hasSize(2);

        assertThat(caller.results("[\"09:00\"]", "[{\"amount\":4,\"what\":\"tea\"}]"))
                .isEqualTo("On Friday the dentist is free at 9:00 AM. 1 bills: 4 for tea.");
    }

    @Test
    void oneAtATimeTheSecondIsCalledWithTheFirstOnesResult() {
        caller.tools =
                new ReplyTools(
                        List.of(FREE, BILLS), new ReplyTools.Choice.Free(), /* parallel= */ false);
        caller.says("When is the dentist free on Friday and what do I owe?");
        assertThat(caller.calls).hasSize(1);

        assertThat(caller.result("[\"09:00\"]")).contains("9:00 AM");
        assertThat(caller.calls).last().isEqualTo("bills {}");
        assertThat(caller.result("[{\"amount\":4,\"what\":\"tea\"}]")).contains("4 for tea");
    }

    @Test
    void aRequestBesideACallIsAnsweredAtOnce() {
        assertThat(caller.says("What do I owe and what is two plus two?")).contains("4");
        assertThat(caller.calls).containsExactly("bills {}");
    }

    @Test
    void whatIsAskedMeanwhileIsAnsweredAndTheResultFollows() {
        caller.says("What do I owe?");
        assertThat(caller.says("What is two plus two?")).contains("4");

        assertThat(caller.result("[{\"amount\":4,\"what\":\"tea\"}]"))
                .isEqualTo("1 bills: 4 for tea.");
    }

    @Test
    void wordsAndResultThatCameTogetherAreBothAnswered() {
        caller.says("What do I owe?");
        caller.history.add(new Line(Party.CALLER, "What is two plus two?"));

        assertThat(caller.result("[{\"amount\":7,\"what\":\"tea\"}]"))
                .contains("4")
                .endsWith("1 bills: 7 for tea.");
    }

    @Test
    void aYesToTheClientsOwnQuestionIsNoRequest() {
        caller.says("Book Friday at nine.");
        caller.history.add(new Line(Party.AGENT, "Shall I book it?"));

        assertThat(caller.says("Yes, please.")).isEqualTo("One moment, please.");
        assertThat(caller.says("go ahead then")).isEqualTo("One moment, please.");
    }

    @Test
    void aYesAndItsResultTogetherAreAnsweredByTheResult() {
        caller.says("Book Friday at nine.");
        caller.history.add(new Line(Party.AGENT, "Shall I book it?"));
        caller.history.add(new Line(Party.CALLER, "Yes."));

        assertThat(
                        caller.result(
                                "{\"day\":\"Friday\",\"time\":\"09:00\",\"by\":{\"name\":\"Ana\"}}"))
                .isEqualTo("Booked: Friday at 9:00 AM with Ana.");
    }

    @Test
    void aResultThatAGreetingTookThePlaceOfIsNotToldAtTheNextQuestion() {
        caller.says("What do I owe?");
        caller.history.add(new Result(caller.open.removeFirst(), "[{\"amount\":7}]"));
        caller.history.add(new Line(Party.AGENT, "Billing, good morning."));

        assertThat(caller.says("What is two plus two?")).contains("4").doesNotContain("bills");
    }

    @Test
    void aResultThatNothingWasSaidAfterIsToldAtTheNextQuestion() {
        caller.says("What do I owe?");
        caller.history.add(
                new Result(caller.open.removeFirst(), "[{\"amount\":7,\"what\":\"tea\"}]"));

        assertThat(caller.says("What is two plus two?")).contains("4", "1 bills: 7 for tea.");
    }

    @Test
    void aResultThatNobodyHeardIsSaidOnceMore() {
        caller.says("What do I owe?");
        caller.heard = false;
        caller.result("[{\"amount\":7,\"what\":\"tea\"}]");
        caller.heard = true;

        assertThat(caller.says("What is two plus two?")).contains("4").contains("7 for tea");
        assertThat(caller.says("What is two plus three?")).contains("5").doesNotContain("tea");
    }

    @Test
    void aNewSessionSaysTheResultOfTheOneBeforeAndNothingTwice() {
        caller.history.addAll(
                List.of(
                        new Line(Party.CALLER, "What do I owe?"),
                        new Call("a", "bills", "{}"),
                        new Result("a", "[{\"amount\":1,\"what\":\"tea\"}]"),
                        new Line(Party.AGENT, "1 bills: 1 for tea."),
                        new Line(Party.CALLER, "When is the dentist free on Friday?"),
                        new Call("b", "freeTimes", "{\"day\":\"2026-11-27\"}"),
                        new Result("b", "[\"09:00\"]")));

        assertThat(caller.reply(true))
                .isEqualTo("On Friday, November 27 the dentist is free at 9:00 AM.");
    }

    @Test
    void inSpanishTheDefaultsAreSpanish() {
        Talk spanish =
                new Talk(
                        """
                        language: es
                        skills:
                          - skill: dentista
                            handler: tool
                            intents:
                              libre:
                                tool: freeTimes
                                phrases:
                                  - (cuando|que dia) esta libre el dentista [el {day:weekday}]
                                asks:
                                  day: ¿Qué día?
                                says:
                                  - "El {day} el dentista está libre a las {result}."
                        """,
                        Language.SPANISH);
        assertThat(spanish.says("¿Cuándo está libre el dentista?")).isEqualTo("¿Qué día?");
        assertThat(spanish.says("el viernes")).isEmpty();
        assertThat(spanish.calls).containsExactly("freeTimes {\"day\":\"2026-11-27\"}");
        assertThat(spanish.result("[]")).isEqualTo("No hay nada que contar.");
        assertThat(spanish.says("¿Y el lunes?")).isEmpty();
        assertThat(spanish.result("[\"nueve\"]"))
                .isEqualTo("El lunes el dentista está libre a las nueve.");

        spanish.tools = ReplyTools.NONE;
        assertThat(spanish.says("¿Cuándo está libre el dentista el lunes?"))
                .isEqualTo("Lo siento, ahora mismo no puedo hacerlo.");
    }

    @Test
    void onlyAModelWithSuchASkillCallsTools() throws SkillException {
        try (var plain =
                        new SkillsReplyModel(
                                SkillFiles.builtIn(),
                                () -> Instant.EPOCH,
                                ZoneId.of("UTC"),
                                1,
                                new SkillRig.FakeTimers());
                var calling =
                        new SkillsReplyModel(
                                set(DENTIST, Language.ENGLISH),
                                () -> Instant.EPOCH,
                                ZoneId.of("UTC"),
                                1,
                                new SkillRig.FakeTimers())) {
            assertThat(plain.callsTools()).isFalse();
            assertThat(calling.callsTools()).isTrue();
            assertThat(calling.heedsToolChoice()).isFalse();
        }
    }

    private static SkillSet set(String yaml, Language language) throws SkillException {
        List<YamlSource> sources = new ArrayList<>(SkillFiles.builtInSources(language));
        sources.add(new YamlSource("mine.yaml", yaml));
        return SkillFiles.of(sources, language);
    }

    /** A conversation whose client answers calls when the test says so. */
    private static final class Talk {
        final List<Entry> history = new ArrayList<>();
        final List<String> calls = new ArrayList<>();
        private final List<String> open = new ArrayList<>();
        private final Dialogue dialogue;
        ReplyTools tools =
                new ReplyTools(List.of(FREE, BOOK, BILLS), new ReplyTools.Choice.Free(), true);
        boolean heard = true;

        Talk(String yaml, Language language) {
            try {
                Timers timers = new SkillRig.FakeTimers();
                dialogue =
                        new SkillsReplyModel(
                                        set(yaml, language),
                                        () -> Instant.parse("2026-11-25T14:05:00Z"),
                                        ZoneId.of("UTC"),
                                        1,
                                        timers)
                                .open(_ -> {});
            } catch (SkillException e) {
                throw new AssertionError(e.problems().toString(), e);
            }
        }

        String says(String text) {
            history.add(new Line(Party.CALLER, text));
            return reply(true);
        }

        String mumbles(String text) {
            history.add(new Line(Party.CALLER, text));
            return reply(false);
        }

        String result(String output) {
            return results(output);
        }

        String results(String... outputs) {
            for (String output : outputs) {
                history.add(new Result(open.removeFirst(), output));
            }
            return reply(true);
        }

        String reply(boolean understood) {
            StringBuilder said = new StringBuilder();
            List<Entry> made = new ArrayList<>();
            try {
                dialogue.reply(
                        new ReplyRequest("", history, understood, tools),
                        new ReplySink() {
                            @Override
                            public void text(String delta) {
                                said.append(delta);
                            }

                            @Override
                            public void call(String name, String arguments) {
                                calls.add(name + " " + arguments);
                                String id = "call" + calls.size();
                                open.add(id);
                                made.add(new Call(id, name, arguments));
                            }

                            @Override
                            public void manner(double rate, double gain) {}
                        });
            } catch (InterruptedException | ReplyException e) {
                throw new AssertionError(e);
            }
            if (heard && !said.isEmpty()) {
                history.add(new Line(Party.AGENT, said.toString()));
            }
            history.addAll(made);
            return said.toString();
        }
    }
}
