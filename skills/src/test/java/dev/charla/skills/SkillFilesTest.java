package dev.charla.skills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.engine.yaml.YamlSource;
import dev.charla.skills.set.SkillException;
import dev.charla.skills.set.SkillSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkillFilesTest {
    @Test
    void aFolderAddsSkillsAndTopics(@TempDir Path folder) throws IOException, SkillException {
        Files.writeString(folder.resolve("notes.txt"), "no skill");
        Files.writeString(
                folder.resolve("museum.yaml"),
                """
                skills:
                  - skill: museum
                    handler: answer
                    help: tell you when the museum opens
                    suggestions: [When does the museum open?]
                    intents:
                      hours:
                        phrases:
                          - when does the (museum|gallery) open [{weekday}]
                        says: [It opens at ten.]
                topics:
                  - topic: vikings
                    names: [the vikings]
                    answer: The Vikings were seafarers from Scandinavia.
                """);

        SkillSet skills = SkillFiles.withFolder(folder);

        try (var rig = new SkillRig(skills, 1)) {
            assertThat(rig.says("When does the museum open?")).isEqualTo("It opens at ten.");
            assertThat(rig.says("tell me about the vikings")).contains("Scandinavia");
            assertThat(rig.says("when was that")).contains("vikings").doesNotContain("Scandinavia");
        }
        assertThat(skills.suggestions()).hasSize(SkillFiles.builtIn().suggestions().size() + 1);
    }

    @Test
    void aFolderThatIsMissingIsAnInputError(@TempDir Path folder) {
        assertThatThrownBy(() -> SkillFiles.withFolder(folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
    }

    private static ListAssert<String> problemsOf(String yaml) {
        try {
            SkillFiles.of(List.of(new YamlSource("mine.yaml", yaml)));
            throw new AssertionError("the file was taken");
        } catch (SkillException e) {
            return assertThat(e.problems());
        }
    }

    @Test
    void everyProblemIsNamedWithFileAndLine() {
        problemsOf(
                        """
                        skills:
                          - skill: one
                            handler: wizard
                            intents:
                              a:
                                phrases:
                                  - (open
                                  - what is {thing}
                                  - "[maybe]"
                                  - hello, you
                                says: [Yes.]
                          - handler: answer
                            colour: red
                            intents:
                              b:
                                phrases: [go]
                        """)
                .satisfiesExactlyInAnyOrder(
                        p ->
                                assertThat(p)
                                        .startsWith(
                                                "mine.yaml, line 3: there is no handler 'wizard'; expected one of answer, "),
                        p ->
                                assertThat(p)
                                        .startsWith(
                                                "mine.yaml, line 7: in the phrase \"(open\", character 1: '(' is not closed"),
                        p ->
                                assertThat(p)
                                        .startsWith("mine.yaml, line 8:")
                                        .contains(
                                                "no slot type 'thing'; there are date, duration, "),
                        p ->
                                assertThat(p)
                                        .startsWith("mine.yaml, line 9:")
                                        .contains("may not be empty"),
                        p ->
                                assertThat(p)
                                        .startsWith("mine.yaml, line 10:")
                                        .contains("leave punctuation out"),
                        p -> assertThat(p).startsWith("mine.yaml, line 12: 'skill' is missing"),
                        p ->
                                assertThat(p)
                                        .startsWith(
                                                "mine.yaml, line 13: 'colour' is unknown here; expected one of handler, "),
                        p -> assertThat(p).startsWith("mine.yaml, line 16: 'says' is missing"));
    }

    @Test
    void whatIsWrongWithASkillsToolIsNamedWithTheRemedy() {
        problemsOf(
                        """
                        slots:
                          weekday: [monday, friday]
                        skills:
                          - skill: one
                            handler: tool
                            intents:
                              a:
                                phrases: ["free on {weekday}"]
                                tool: free times
                                arguments:
                                  day: "{day}"
                                confirm: Really on {when}?
                                failed: "No: {why}."
                                says: ["On {weekday}, {day} at {result.time} and {hour}."]
                              b:
                                phrases: [go]
                          - skill: two
                            handler: answer
                            intents:
                              c:
                                phrases: [stop]
                                tool: stop
                                says: [Yes.]
                        """)
                .satisfiesExactlyInAnyOrder(
                        p ->
                                assertThat(p)
                                        .startsWith(
                                                "mine.yaml, line 9: 'free times' cannot be the name of a tool"),
                        p ->
                                assertThat(p)
                                        .isEqualTo(
                                                "mine.yaml, line 11: nothing is called '{day}' here; slots of its phrases: weekday"),
                        p -> assertThat(p).startsWith("mine.yaml, line 12: nothing is called"),
                        p ->
                                assertThat(p)
                                        .isEqualTo(
                                                "mine.yaml, line 13: nothing is called '{why}' here; values: error"),
                        p ->
                                assertThat(p)
                                        .startsWith(
                                                "mine.yaml, line 14: nothing is called '{hour}' here; values: count, day, result, weekday"),
                        p -> assertThat(p).startsWith("mine.yaml, line 16: 'tool' is missing"),
                        p -> assertThat(p).startsWith("mine.yaml, line 16: 'says' is missing"),
                        p ->
                                assertThat(p)
                                        .isEqualTo(
                                                "mine.yaml, line 22: 'tool' is for skills that call a tool; write 'handler: tool' for that"));
    }

    @Test
    void anIntentTheHandlerDoesNotKnowIsAProblem() {
        problemsOf(
                        """
                        skills:
                          - skill: mine
                            handler: timer
                            intents:
                              explode:
                                phrases: [boom]
                        """)
                .containsExactly(
                        "mine.yaml, line 5: the handler knows no intent 'explode'; expected one of"
                                + " cancel, left, set");
    }

    @Test
    void textThatIsNoYamlIsAProblem() {
        problemsOf("skills:\n  - skill: a\n handler: [\n")
                .singleElement()
                .asString()
                .startsWith("mine.yaml, line ");
    }

    @Test
    void wrongShapesAreProblems() {
        problemsOf("- a\n").containsExactly("mine.yaml, line 1: a map of keys was expected");
        problemsOf("skills: none\n").containsExactly("mine.yaml, line 1: 'skills' must be a list");
        problemsOf("lead: [hello, [a]]\n")
                .containsExactly(
                        "mine.yaml, line 1: in the list 'lead' every entry must be a text");
        problemsOf("tail: [a]\ntail: [b]\n")
                .singleElement()
                .asString()
                .startsWith("mine.yaml, line 2:");
    }

    @Test
    void pronunciationsAreNoLongerNeededAndOnlyWarnedOf() throws SkillException {
        SkillSet skills =
                SkillFiles.of(
                        List.of(
                                new YamlSource(
                                        "mine.yaml",
                                        """
                                        skills:
                                          - skill: zoo
                                            handler: answer
                                            intents:
                                              hours:
                                                phrases: [when does the zebu house open]
                                                says: [At ten.]
                                        pronounce:
                                          zebu: Z IY QQ UW
                                        """)));

        assertThat(skills.match("when does the zebu house open", SkillSet.Strictness.EXACT))
                .isPresent();
    }

    @Test
    void unknownNeighboursAreProblems() {
        problemsOf(
                        """
                        topics:
                          - topic: a
                            names: [a thing]
                            answer: It is.
                            next: b
                            asks:
                              when: [when was a thing]
                        """)
                .satisfiesExactlyInAnyOrder(
                        p -> assertThat(p).isEqualTo("mine.yaml, line 5: there is no topic 'b'"),
                        p ->
                                assertThat(p)
                                        .isEqualTo(
                                                "mine.yaml, line 7: 'when' is asked but not answered"));
    }
}
