package dev.charla.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotEnvTest {
    @TempDir Path folder;

    @Test
    void readsTheFormsInWhichPeopleWriteThem() throws IOException {
        Path file = folder.resolve(".env");
        Files.writeString(
                file,
                """
                # the lab's names
                AZURE_VOICE_LIVE_ENDPOINT="https://example.services.ai.azure.com"
                export VOICE_LIVE_MODEL=gpt-realtime   # with a comment

                VOICE_LIVE_INSTRUCTIONS='You like "history" # and puns'
                QUOTED="a \\"word\\" in it"
                EMPTY=
                """);

        assertThat(DotEnv.read(file))
                .containsExactly(
                        entry("AZURE_VOICE_LIVE_ENDPOINT", "https://example.services.ai.azure.com"),
                        entry("VOICE_LIVE_MODEL", "gpt-realtime"),
                        entry("VOICE_LIVE_INSTRUCTIONS", "You like \"history\" # and puns"),
                        entry("QUOTED", "a \"word\" in it"),
                        entry("EMPTY", ""));
    }

    @Test
    void aFileThatIsNotThereSetsNothing() {
        assertThat(DotEnv.read(folder.resolve("none"))).isEmpty();
    }

    @Test
    void aLineThatIsNotUnderstoodIsNamedWithoutItsContent() throws IOException {
        Path file = folder.resolve(".env");
        Files.writeString(file, "A=1\nsecret words\n");

        assertThatThrownBy(() -> DotEnv.read(file))
                .hasMessageContaining("line 2")
                .hasMessageNotContainingAny("secret", "words");
    }
}
