package dev.charla.test;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the reports of rehearsals go. */
final class Reports {
    private Reports() {}

    static Path folder() {
        var set = System.getProperty("charla.test.reports");
        if (set != null && !set.isBlank()) {
            return Path.of(set);
        }
        return Path.of(Files.exists(Path.of("pom.xml")) ? "target" : "build", "charla-test");
    }
}
