package dev.charla.bench.conversation;

import dev.charla.bench.Options;
import dev.charla.bench.UsageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the load generator is to do.
 *
 * @param site where Charla is served, http or https, its path ending in a slash
 * @param conversations how many at once, one number after the other
 * @param turns in each
 * @param text typed at each turn that is not spoken
 * @param wav spoken at each turn; null: turns are typed
 * @param bargeIn whether to speak again while the answer plays
 * @param patience how long to wait for any one thing
 * @param pid the process whose processor time is told; empty: none is
 */
record ConversationOptions(
        URI site,
        List<Integer> conversations,
        int turns,
        String text,
        @Nullable Path wav,
        boolean bargeIn,
        Duration patience,
        OptionalLong pid) {
    private static final Set<String> VALUED =
            Set.of("url", "conversations", "turns", "text", "wav", "patience", "pid");
    private static final Set<String> BARE = Set.of("barge-in");

    /** Above it the generator itself, in one process, would be what is measured. */
    private static final int MOST_CONVERSATIONS = 1_000;

    private static final int MOST_TURNS = 10_000;
    private static final int MOST_PATIENCE_SECONDS = 600;

    /**
     * Reads what follows {@code conversation}.
     *
     * @throws UsageException when it cannot be followed
     */
    static ConversationOptions parse(List<String> arguments) throws UsageException {
        var options = Options.parse(arguments, VALUED, BARE);
        String url = options.value("url").orElse("");
        if (url.isEmpty()) {
            throw new UsageException(
                    "Say where Charla is with --url, such as --url http://127.0.0.1:8080.");
        }
        String text = options.value("text").orElse("What time is it?");
        if (text.isBlank()) {
            throw new UsageException("--text is empty. Give the words to type.");
        }
        boolean bargeIn = options.has("barge-in");
        Path wav = options.value("wav").map(Path::of).orElse(null);
        if (bargeIn && wav == null) {
            throw new UsageException("--barge-in is speech. Give what to say with --wav FILE.");
        }
        return new ConversationOptions(
                site(url),
                options.numbers("conversations", "1", 1, MOST_CONVERSATIONS),
                options.number("turns", 3, 1, MOST_TURNS),
                text,
                wav,
                bargeIn,
                Duration.ofSeconds(options.number("patience", 30, 1, MOST_PATIENCE_SECONDS)),
                pid(options));
    }

    private static OptionalLong pid(Options options) throws UsageException {
        int number = options.number("pid", 0, 1, Integer.MAX_VALUE);
        if (number == 0) {
            return OptionalLong.empty();
        }
        if (cpuOf(number).isEmpty()) {
            throw new UsageException(
                    "--pid is \"%d\", and no process of yours has it. Give Charla's."
                            .formatted(number));
        }
        return OptionalLong.of(number);
    }

    /** Processor time that a process has used; empty when it cannot be seen. */
    static Optional<Duration> cpuOf(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration());
    }

    private static URI site(String url) throws UsageException {
        try {
            var given = new URI(url);
            String scheme =
                    switch (given.getScheme()) {
                        case "http", "ws" -> "http";
                        case "https", "wss" -> "https";
                        case null, default -> throw wrongUrl(url);
                    };
            if (given.getHost() == null || given.getUserInfo() != null) {
                throw wrongUrl(url);
            }
            String path = given.getPath().endsWith("/") ? given.getPath() : given.getPath() + "/";
            return new URI(scheme, null, given.getHost(), given.getPort(), path, null, null);
        } catch (URISyntaxException notAddress) {
            throw wrongUrl(url);
        }
    }

    private static UsageException wrongUrl(String url) {
        return new UsageException(
                "--url is \"" + url + "\". Give an address such as http://127.0.0.1:8080.");
    }
}
