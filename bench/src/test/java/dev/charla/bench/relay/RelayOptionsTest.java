package dev.charla.bench.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.bench.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayOptionsTest {
    private static final Path REPOSITORY = Path.of("..");

    @ParameterizedTest
    @ValueSource(strings = {"scripts/launcher/run.sh", "docs/configuration.md"})
    void theJvmIsMeasuredAsItIsStartedAndDocumented(String file) throws IOException {
        assertThat(Files.readString(REPOSITORY.resolve(file))).contains(RelayOptions.USUAL_JAVA);
    }

    @Test
    void aSoakIsATimeWithItsUnit() throws UsageException {
        assertThat(soak("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(soak("10m")).isEqualTo(Duration.ofMinutes(10));
        assertThat(soak("1h")).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({
        "--soak=1, a time such as 90s",
        "--soak=0s, a time such as 90s",
        "--soak=1d, a time such as 90s",
        "--processor=9999, a whole number from 0 to",
        "--conversations=0, 'a number from 1 to 5000'",
        "--against=apache, one or several of charla",
        "--jar=nowhere.jar, name the application",
    })
    void whatCannotBeMeasuredIsRefusedWithWhatCan(String wrong, String what) {
        assertThatThrownBy(() -> RelayOptions.parse(arguments(wrong)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(what);
    }

    private static Duration soak(String time) throws UsageException {
        return RelayOptions.parse(List.of("--against", "nginx", "--soak", time)).soak();
    }

    /** All but what is wrong can be measured, whatever is built. */
    private static List<String> arguments(String wrong) {
        boolean names = wrong.startsWith("--against") || wrong.startsWith("--jar");
        return names ? List.of(wrong) : List.of("--against=nginx", wrong);
    }
}
