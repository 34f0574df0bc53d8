package dev.charla.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplyRequest.Line;
import dev.charla.engine.reply.ReplyRequest.Party;
import dev.charla.engine.reply.ReplySink;
import dev.charla.skills.SkillCheck;
import dev.charla.skills.SkillCheck.Taken;
import dev.charla.skills.SkillCheck.Way;
import dev.charla.skills.SkillFiles;
import dev.charla.skills.SkillsReplyModel;
import dev.charla.skills.set.Timers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The built-in skills with the sentence model, at the level of text. */
class SkillsByMeaningTest {
    private static MiniLmSentenceModel model;
    private static SkillsReplyModel skills;
    private static SkillCheck check;
    private static final AtomicInteger timersRunning = new AtomicInteger();

    @BeforeAll
    static void learn() throws ModelLoadException {
        model = MiniLmSentenceModel.load();
        skills =
                new SkillsReplyModel(
                        SkillFiles.builtIn(),
                        () -> Instant.parse("2026-11-25T14:05:00Z"),
                        ZoneId.of("UTC"),
                        1,
                        new CountedTimers());
        skills.learn(model);
        check = new SkillCheck(SkillFiles.builtIn(), model);
    }

    @AfterAll
    static void close() {
        skills.close();
        model.close();
    }

    private static final class CountedTimers implements Timers {
        @Override
        public Cancellable after(Duration delay, Runnable task) {
            timersRunning.incrementAndGet();
            return timersRunning::decrementAndGet;
        }

        @Override
        public void close() {}
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = SkillsByMeaningTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    private static boolean isTaken(Taken taken) {
        return taken.way() == Way.PHRASE || taken.way() == Way.MEANING;
    }

    /** Written down before the phrases were looked at. */
    @Test
    void whatANewcomerSaysIsTaken() throws IOException {
        assertThat(lines("newcomer.txt")).hasSize(30).allMatch(said -> isTaken(check.taken(said)));
    }

    @Test
    void paraphrasesAreTakenForWhatTheyMeanAndNoneForAnotherThing() throws IOException {
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (String line : lines("paraphrases.tsv")) {
            String[] parts = line.split("\t");
            Taken taken = check.taken(parts[0]);
            if (isTaken(taken) && taken.intent().startsWith(parts[1])) {
                right++;
            } else if (isTaken(taken)) {
                wrong.add(parts[0] + " -> " + taken.intent());
            }
        }

        assertThat(wrong).hasSizeLessThanOrEqualTo(1);
        assertThat(right).isGreaterThanOrEqualTo(72);
    }

    @Test
    void noForeignSentenceIsTaken() throws IOException {
        assertThat(lines("foreign.txt")).hasSize(60).noneMatch(said -> isTaken(check.taken(said)));
    }

    @ParameterizedTest
    @CsvSource({
        "you talk much too quickly for me, delivery.slower",
        "please do not speak so fast, delivery.slower",
        "you are speaking too slowly, delivery.faster",
        "could you go a bit quicker, delivery.faster",
        "you are way too loud, delivery.softer",
        "your voice is too quiet, delivery.louder"
    })
    void oppositesAreNotMixedUp(String said, String intent) {
        assertThat(check.taken(said).intent()).isIn(intent, "");
    }

    @Test
    void whatIsForbiddenIsNotDone() throws Exception {
        try (var dialogue = skills.open(_ -> {})) {
            answer(dialogue, "please do not set a timer for ten minutes");

            assertThat(timersRunning).hasValue(0);
        }
    }

    @Test
    void aMissingValueIsAskedFor() throws Exception {
        try (var dialogue = skills.open(_ -> {})) {
            assertThat(answer(dialogue, "could you set a timer for me")).isEqualTo("For how long?");
            assertThat(answer(dialogue, "ten minutes, please")).contains("10 minutes");
        }
    }

    @Test
    void valuesAreReadFromTheWords() throws Exception {
        try (var dialogue = skills.open(_ -> {})) {
            assertThat(answer(dialogue, "wake me up in twenty minutes will you"))
                    .contains("20 minutes");
            assertThat(answer(dialogue, "how much do you get when you add seven and eight"))
                    .contains("15");
            assertThat(answer(dialogue, "what is the answer if I take eight away from thirty"))
                    .contains("22");
            assertThat(answer(dialogue, "what would thirty degrees celsius be in fahrenheit"))
                    .contains("86");
            assertThat(answer(dialogue, "people call me Peter")).contains("Peter");
        }
    }

    private static String answer(ReplyModel.Dialogue dialogue, String said) throws Exception {
        var text = new StringBuilder();
        dialogue.reply(
                new ReplyRequest("", List.of(new Line(Party.CALLER, said)), true),
                new ReplySink() {
                    @Override
                    public void text(String delta) {
                        text.append(delta);
                    }

                    @Override
                    public void call(String name, String arguments) {
                        throw new AssertionError("a function is called: " + name);
                    }

                    @Override
                    public void manner(double rate, double gain) {}
                });
        return text.toString();
    }
}
