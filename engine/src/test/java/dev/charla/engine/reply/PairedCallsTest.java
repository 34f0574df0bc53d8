package dev.charla.engine.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.reply.ReplyRequest.Call;
import dev.charla.engine.reply.ReplyRequest.Entry;
import dev.charla.engine.reply.ReplyRequest.Line;
import dev.charla.engine.reply.ReplyRequest.Party;
import dev.charla.engine.reply.ReplyRequest.Result;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A history is written as words: "user", "agent", "call-a", "result-a". */
class PairedCallsTest {
    @ParameterizedTest
    @CsvSource({
        "user call-a result-a user, user call-a result-a user",
        "user call-a, user call-a waiting-a",
        "user call-a user, user call-a waiting-a user",
        // A result that came late stands, with its call, where it came.
        "user call-a user agent result-a, user user agent call-a result-a",
        "user call-a user agent result-a user, user user agent call-a result-a user",
        // Of two calls at once, one is answered late or never.
        "user call-a call-b result-b user, user call-a call-b result-b waiting-a user",
        "user call-a call-b result-b user result-a, user call-b result-b user call-a result-a",
        "user call-a call-b result-b result-a, user call-a call-b result-b result-a",
        // One call after another, without words between them.
        "user call-a result-a call-b result-b, user call-a result-a call-b result-b",
        "user call-a result-a call-b, user call-a result-a call-b waiting-b",
        "user call-a call-b result-a call-c result-b result-c, user call-a call-b call-c result-a"
                + " result-b result-c",
        // A client may delete, repeat and misplace what it likes.
        "user result-a user, user user",
        "user result-a call-a user, user call-a result-a user",
        "user call-a result-a result-a, user call-a result-a",
        "user call-a call-a result-a, user call-a result-a",
        "user call-a result-a user call-a, user call-a result-a user",
        // Blank lines stand for nothing.
        "user call-a blank result-a, user call-a result-a",
    })
    void callsAndResultsStandTogether(String history, String told) {
        assertThat(words(PairedCalls.of(entries(history)))).isEqualTo(told);
        assertThat(refusal(PairedCalls.of(entries(history)))).isEmpty();
    }

    @Test
    void anyHistoryIsOneThatStrictServersTake() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<String> words = new ArrayList<>();
            for (int i = random.nextInt(14); i > 0; i--) {
                char id = (char) ('a' + random.nextInt(4));
                words.add(
                        switch (random.nextInt(5)) {
                            case 0, 1 -> "call-" + id;
                            case 2, 3 -> "result-" + id;
                            default -> random.nextBoolean() ? "user" : "blank";
                        });
            }
            String history = String.join(" ", words);

            assertThat(refusal(PairedCalls.of(entries(history))))
                    .as("seed %d: %s", seed, history)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"city\":\"Rome\"}`, `{\"city\":\"Rome\"}`",
                "`{\"city\":\"Ro`, {}",
                "``, {}",
                "[], {}",
                "Rome, {}"
            })
    void argumentsAreAnObjectWhateverWasWritten(String written, String told) {
        List<Entry> paired =
                PairedCalls.of(List.of(new Call("a", "weather", written), new Result("a", "grey")));

        assertThat(paired.getFirst()).isEqualTo(new Call("a", "weather", told));
    }

    private static List<Entry> entries(String history) {
        List<Entry> entries = new ArrayList<>();
        for (String word : history.isEmpty() ? new String[0] : history.split(" ")) {
            entries.add(
                    switch (word.substring(0, Math.min(4, word.length()))) {
                        case "call" -> new Call(word.substring(5), "weather", "{}");
                        case "resu" -> new Result(word.substring(7), "grey");
                        case "blan" -> new Line(Party.AGENT, " ");
                        case "agen" -> new Line(Party.AGENT, "agent");
                        default -> new Line(Party.CALLER, "user");
                    });
        }
        return entries;
    }

    private static String words(List<Entry> entries) {
        List<String> words = new ArrayList<>();
        for (Entry entry : entries) {
            words.add(
                    switch (entry) {
                        case Line line -> line.text();
                        case Call call -> "call-" + call.id();
                        case Result result ->
                                (result.output().equals("grey") ? "result-" : "waiting-")
                                        + result.id();
                    });
        }
        return String.join(" ", words);
    }

    /** As OpenAI's chat completions look at it; empty when they take it. */
    private static String refusal(List<Entry> entries) {
        Set<String> open = new HashSet<>();
        boolean answered = false;
        for (Entry entry : entries) {
            boolean results = answered;
            answered = entry instanceof Result;
            switch (entry) {
                case Line _ when !open.isEmpty() -> {
                    return "words before the result";
                }
                case Line _ -> {
                    // Words may stand anywhere else.
                }
                case Call _ when results && !open.isEmpty() -> {
                    return "a call before the result";
                }
                case Call call -> {
                    if (!open.add(call.id())) {
                        return "a call twice";
                    }
                }
                case Result result -> {
                    if (!open.remove(result.id())) {
                        return "a result without its call";
                    }
                }
            }
        }
        return open.isEmpty() ? "" : "a call without its result";
    }
}
