package dev.charla.bench.relay;

import dev.charla.bench.Options;
import dev.charla.bench.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the relay is to be measured with.
 *
 * @param talks how many at once, one run for each
 * @param seconds how long each run is measured, its first two seconds not counted
 * @param frameMs audio in each frame, both ways
 * @param jar the application
 * @param java the options of its JVM
 */
record RelayOptions(List<Integer> talks, int seconds, int frameMs, Path jar, List<String> java) {
    private static final Set<String> VALUED = Set.of("talks", "seconds", "frame", "jar", "java");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final int MOST_TALKS = 5_000;

    static RelayOptions parse(List<String> arguments) throws UsageException {
        var options = Options.parse(arguments, VALUED, Set.of());
        Path jar = Path.of(options.value("jar").orElse("app/target/charla.jar"));
        if (!Files.isRegularFile(jar)) {
            throw new UsageException(
                    jar
                            + " is not there. Run ./charla run once, or name the application with --jar.");
        }
        return new RelayOptions(
                talks(options.value("talks").orElse("20")),
                options.number("seconds", 20, 3, 86_400),
                options.number("frame", 20, 10, 100),
                jar,
                List.of(
                        SPACES.split(
                                options.value("java")
                                        .orElse("-Xmx512m -XX:+UseSerialGC -Xss512k"))));
    }

    private static List<Integer> talks(String text) throws UsageException {
        try {
            List<Integer> numbers = COMMA.splitAsStream(text).map(Integer::valueOf).toList();
            if (!numbers.isEmpty() && numbers.stream().allMatch(n -> n >= 1 && n <= MOST_TALKS)) {
                return numbers;
            }
        } catch (NumberFormatException _) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static UsageException wrong(String text) {
        return new UsageException(
                "--talks is \"%s\". Give a number from 1 to %d, or several with commas between."
                        .formatted(text, MOST_TALKS));
    }

    Duration frame() {
        return Duration.ofMillis(frameMs);
    }

    /** Of PCM16 at 24 kHz. */
    int frameBytes() {
        return frameMs * 48;
    }
}
