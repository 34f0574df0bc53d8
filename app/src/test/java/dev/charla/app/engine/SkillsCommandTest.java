package dev.charla.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkillsCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return SkillsCommand.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFileWhoseSentencesAreItsOwnIsGood(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("canteen.yaml");
        Files.writeString(
                file,
                """
                skills:
                  - skill: canteen
                    handler: answer
                    intents:
                      lunch:
                        phrases: [what is for lunch]
                        examples: [what does the kitchen have for us today]
                        needs: lunch, kitchen
                        says: [Paella.]
                """);

        assertThat(run("test", file.toString())).as(said()).isEqualTo(SkillsCommand.GOOD);
        assertThat(said())
                .contains("ok        what does the kitchen have for us today -> canteen.lunch")
                .contains("0 of 2 sentences collide; 0 of 60 foreign sentences are taken.");
    }

    @Test
    void aSentenceThatAnotherSkillTakesAndAForeignOneAreNamed(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("bad.yaml");
        Files.writeString(
                file,
                """
                skills:
                  - skill: bad
                    handler: answer
                    intents:
                      one:
                        phrases: [what time is it, lock the front door]
                        says: [Yes.]
                """);

        assertThat(run("test", file.toString())).isEqualTo(SkillsCommand.COLLISION);
        assertThat(said())
                .contains("COLLIDES  what time is it -> time.time")
                .contains("should be bad.one")
                .contains("FOREIGN   lock the front door -> bad.one");
    }

    @Test
    void aWrongFileOrCommandSaysWhatIsWrong(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("wrong.yaml");
        Files.writeString(file, "skills:\n  - skill: x\n    handler: wizard\n");

        assertThat(run("test", file.toString())).isEqualTo(SkillsCommand.USAGE);
        assertThat(said()).contains("wrong.yaml, line 3");
        assertThat(run("test", folder.resolve("none.yaml").toString()))
                .isEqualTo(SkillsCommand.USAGE);
        assertThat(run("try")).isEqualTo(SkillsCommand.USAGE);
    }
}
