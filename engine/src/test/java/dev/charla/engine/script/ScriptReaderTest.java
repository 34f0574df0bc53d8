package dev.charla.engine.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptReaderTest {
    @Test
    void anEmptyScriptIsAScript() {
        Script script = ScriptRig.parse("");

        assertThat(script.turns()).isEmpty();
        assertThat(script.atTheEnd()).isEqualTo(Script.AtTheEnd.FAIL);
        assertThat(script.voice()).isEqualTo(Script.VoiceKind.TONE);
    }

    @Test
    void delaysOfATurnComeBeforeThoseOfAll() {
        Script script =
                ScriptRig.parse(
                        """
                        clock: 2030-05-05T00:00:00Z
                        delays: {answer: 1s, transcript: 100ms}
                        turns:
                          - heard: one
                            says: first
                          - heard: two
                            delays: {answer: 20ms}
                            replies:
                              - says: second
                              - says: third
                                delays: {answer: 0ms}
                        """);

        assertThat(script.clock()).isEqualTo(Instant.parse("2030-05-05T00:00:00Z"));
        assertThat(script.turns())
                .flatExtracting(Script.Turn::replies)
                .extracting(reply -> reply.delays().answer())
                .containsExactly(Duration.ofSeconds(1), Duration.ofMillis(20), Duration.ZERO);
        assertThat(script.turns())
                .extracting(Script.Turn::transcriptDelay)
                .containsOnly(Duration.ofMillis(100));
    }

    @Test
    void whatStandsInAMapOfArgumentsKeepsItsKind() {
        Script script =
                ScriptRig.parse(
                        """
                        turns:
                          - calls:
                              - function: book
                                arguments: {seats: 2, window: true, code: "07", notes: null, when: [1.5]}
                        """);

        assertThat(script.turns().getFirst().replies().getFirst().calls().getFirst().arguments())
                .isEqualTo(
                        "{\"seats\":2,\"window\":true,\"code\":\"07\",\"notes\":null,\"when\":[1.5]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    turnz: []                                 | line 1: 'turnz' is unknown here; did you mean 'turns'?
                    voice: loud                               | line 1: 'voice' is 'loud'; expected one of engine, silence, tone
                    seed: many                                | line 1: 'seed' is 'many'; a whole number from 0 to
                    delays: {answer: soon}                    | line 1: 'answer' is 'soon'; a time such as 300ms, 2s or 1m was expected
                    clock: noon                               | line 1: 'clock' is 'noon'; a moment such as
                    handshakes: [{refuse: 200}]               | line 1: 'refuse' is '200'; a whole number from 400 to 599
                    handshakes: [{wait: 1s}]                  | line 1: a handshake has one of 'refuse: 429'
                    handshakes: [{hang-up: true, message: x}] | line 1: 'message' goes with 'refuse' only
                    faults: [{after: session.create, drop: true}] | line 1: there is no event 'session.create'; did you mean 'session.created'?
                    faults: [{drop: true}]                    | line 1: a fault has one of 'before' and 'after'
                    faults: [{after: session.created}]        | line 1: a fault does one thing; expected one of again, close,
                    faults: [{after: session.created, late: 1s}] | line 1: 'late' goes with 'before'
                    faults: [{before: session.update, late: 1s}] | line 1: 'late' goes with events of the service
                    faults: [{after: session.created, send: {a: b}}] | line 1: 'send' is an event, which has a 'type'
                    faults: [{after: session.created, drop: false}] | line 1: write 'drop: true', or leave the fault out
                    turns: [{heard: a, hearing-fails: b}]     | line 1: a turn is 'heard' or its hearing fails, not both
                    turns: [{says: a, replies: [{says: b}]}]  | line 1: 'says' stands beside 'replies'
                    turns: [{calls: [{name: f}]}]             | line 1: 'name' is unknown here
                    turns: [{fails: {code: x}}]               | line 1: 'message' is missing
                    {hearing: engine, noises: [{at: 1s, for: 1s}]} | line 1: 'noises' has no meaning beside 'hearing: engine'
                    {answers: engine, turns: [{says: x}]}     | line 1: 'says' has no meaning beside 'answers: engine'
                    turns: [                                  | line 1
                    - a                                       | line 1: a map of keys was expected
                    """)
    void whatIsWrongIsNamedWithItsLineAndWhatIsExpected(String text, String expected) {
        ScriptException refused =
                catchThrowableOfType(
                        ScriptException.class, () -> ScriptReader.parse("my.yaml", text));

        assertThat(refused).as(text).isNotNull();
        assertThat(refused.problems().getFirst()).startsWith("my.yaml, ").contains(expected);
    }

    @Test
    void everyProblemIsToldAtOnce() {
        ScriptException refused =
                catchThrowableOfType(
                        ScriptException.class,
                        () ->
                                ScriptReader.parse(
                                        "my.yaml",
                                        """
                                        seed: x
                                        turns:
                                          - herd: hello
                                          - says: hi
                                            lasts: long
                                        """));

        assertThat(refused.problems())
                .extracting(problem -> problem.substring(0, "my.yaml, line 1".length()))
                .isEqualTo(List.of("my.yaml, line 1", "my.yaml, line 3", "my.yaml, line 5"));
    }

    @Test
    void aFileThatIsNotUtf8IsSaidToBe(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', (byte) 0xE9});

        ScriptException refused =
                catchThrowableOfType(ScriptException.class, () -> ScriptReader.read(file));

        assertThat(refused).hasMessage("latin.yaml: the file is not UTF-8");
    }
}
