package dev.charla.bench.relay;

import dev.charla.bench.Options;
import dev.charla.bench.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What relays are to be measured with.
 *
 * @param conversations how many at once, one step after the other in one process
 * @param seconds how long each step is measured
 * @param settleSeconds how long each step runs before that
 * @param frames milliseconds of audio in each frame, both ways, one run for each
 * @param against what is measured, in this order
 * @param pinned whether what is measured has a processor for itself
 * @param processor which one that is, counted from 0
 * @param storm conversations that begin within one second after the last step; 0 for none
 * @param soak how long conversations come and go instead of all that; zero for not at all
 * @param jar the application
 * @param node where the relay for Node.js is
 * @param java the options of all JVMs that are measured
 * @param json file for the figures; empty for none
 * @param picture file for a picture of them; empty for none
 */
record RelayOptions(
        List<Integer> conversations,
        int seconds,
        int settleSeconds,
        List<Integer> frames,
        List<Contender> against,
        boolean pinned,
        int processor,
        int storm,
        Duration soak,
        Path jar,
        Path node,
        List<String> java,
        Optional<Path> json,
        Optional<Path> picture) {
    /** As ./charla run gives it. */
    static final String USUAL_JAVA =
            "--enable-native-access=ALL-UNNAMED -Xms96m -Xmn48m -Xmx1g -XX:SurvivorRatio=6"
                    + " -XX:+UseSerialGC -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -Xss512k";

    private static final Set<String> VALUED =
            Set.of(
                    "conversations",
                    "seconds",
                    "settle",
                    "frame",
                    "against",
                    "processor",
                    "storm",
                    "soak",
                    "jar",
                    "node",
                    "java",
                    "json",
                    "svg");
    private static final Set<String> BARE = Set.of("unpinned");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,4})([smh])");
    private static final int MOST_CONVERSATIONS = 5_000;

    static RelayOptions parse(List<String> arguments) throws UsageException {
        var options = Options.parse(arguments, VALUED, BARE);
        Path jar = Path.of(options.value("jar").orElse("app/target/charla.jar"));
        var against = contenders(options.value("against").orElse("charla"));
        if (against.contains(Contender.CHARLA) && !Files.isRegularFile(jar)) {
            throw new UsageException(
                    jar
                            + " is not there. Run ./charla run once, or name the application with --jar.");
        }
        return new RelayOptions(
                options.numbers("conversations", "20", 1, MOST_CONVERSATIONS),
                options.number("seconds", 15, 1, 86_400),
                options.number("settle", 8, 0, 600),
                options.numbers("frame", "20", 10, 100),
                against,
                !options.has("unpinned"),
                options.number("processor", 0, 0, Runtime.getRuntime().availableProcessors() - 1),
                options.number("storm", 0, 0, MOST_CONVERSATIONS),
                time(options.value("soak").orElse("")),
                jar,
                Path.of(options.value("node").orElse("bench/node")),
                List.of(SPACES.split(options.value("java").orElse(USUAL_JAVA))),
                options.value("json").map(Path::of),
                options.value("svg").map(Path::of));
    }

    private static List<Contender> contenders(String text) throws UsageException {
        try {
            return COMMA.splitAsStream(text).map(Contender::of).toList();
        } catch (IllegalArgumentException unknown) {
            throw new UsageException(
                    "--against is \"%s\". Give one or several of charla, reactor-netty, node-ws, nginx and nothing, with commas between."
                            .formatted(text));
        }
    }

    private static Duration time(String text) throws UsageException {
        if (text.isEmpty()) {
            return Duration.ZERO;
        }
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new UsageException(
                    "--soak is \"%s\". Give a time such as 90s, 10m or 1h.".formatted(text));
        }
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
