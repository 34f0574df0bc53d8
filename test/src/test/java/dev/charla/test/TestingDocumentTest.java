package dev.charla.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/testing.md shows is part of tests that are compiled and run here. */
class TestingDocumentTest {
    private static final Pattern BLOCK =
            Pattern.compile("```(java|yaml)\n(.*?)```", Pattern.DOTALL);

    @Test
    void eachSnippetIsPartOfATest() throws IOException {
        var document = Files.readString(Path.of("..", "docs", "testing.md"));
        var sources = plain(sources());
        List<String> snippets = new ArrayList<>();
        BLOCK.matcher(document).results().forEach(found -> snippets.add(plain(found.group(2))));

        assertThat(snippets).hasSizeGreaterThan(2);
        assertThat(snippets).allSatisfy(snippet -> assertThat(sources).contains(snippet));
    }

    private static String sources() throws IOException {
        var all = new StringBuilder();
        for (var module : List.of(".", "../spring-boot-starter-test")) {
            try (var files = Files.walk(Path.of(module, "src", "test"))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    all.append(Files.readString(file)).append('\n');
                }
            }
        }
        return all.toString();
    }

    private static String plain(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }
}
