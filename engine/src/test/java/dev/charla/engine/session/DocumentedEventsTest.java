package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.protocol.event.ErrorEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What {@code docs/protocol.md} says of each event of the client is what a session does: those
 * refused are refused, the others are not called unsupported.
 */
class DocumentedEventsTest {
    private static final Path DOCUMENT = Path.of("../docs/protocol.md");
    private static final Path EVENTS = Path.of("../protocol/src/test/resources/golden/client");
    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z_.]+)` \\| [^|]*\\| (done|different|refused) \\|.*");

    @TestFactory
    Stream<DynamicTest> everyEventIsTakenOrRefusedAsTheDocumentSays() throws IOException {
        Map<String, String> verdicts = verdicts();
        assertThat(verdicts).hasSizeGreaterThan(15);
        return verdicts.entrySet().stream()
                .map(event ->
                        DynamicTest.dynamicTest(
                                event.getKey(), () -> check(event.getKey(), event.getValue())));
    }

    private static void check(String type, String verdict) throws IOException {
        Path file =
                Stream.of(type + ".json", type + "-message-system.json", type + "-empty.json")
                        .map(EVENTS::resolve)
                        .filter(Files::exists)
                        .findFirst()
                        .orElseThrow();
        SessionBench bench = new SessionBench();
        try {
            bench.read(Files.readString(file));

            String told =
                    bench.of(ErrorEvent.class).isEmpty()
                            ? ""
                            : bench.only(ErrorEvent.class).error().message();
            if (verdict.equals("refused")) {
                assertThat(told).startsWith("The offline service does not support");
            } else if (!type.equals("session.update")) {
                assertThat(told).doesNotContain("does not support");
            }
        } finally {
            bench.close();
        }
    }

    private static Map<String, String> verdicts() throws IOException {
        Map<String, String> verdicts = new HashMap<>();
        boolean within = false;
        for (String line : Files.readAllLines(DOCUMENT)) {
            if (line.startsWith("## ")) {
                within = line.equals("## Events of the client");
            }
            Matcher row = ROW.matcher(line);
            if (within && row.matches()) {
                verdicts.put(row.group(1), row.group(2));
            }
        }
        return verdicts;
    }
}
