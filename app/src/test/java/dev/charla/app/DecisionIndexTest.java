package dev.charla.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/decisions/README.md lists each decision once, with a status. */
class DecisionIndexTest {
    private static final Path FOLDER = Repository.file("docs/decisions");
    private static final Pattern FILE = Pattern.compile("([0-9]{4})-[a-z0-9-]+\\.md");
    private static final Pattern TITLE = Pattern.compile("# ([0-9]+)\\. (.+)");
    private static final Pattern LINE =
            Pattern.compile("\\| \\[([0-9]+)]\\(([^)]+)\\) \\| (.+) \\| (.+) \\|");
    private static final Pattern STATUS =
            Pattern.compile("(proposed|accepted|superseded by)(?:[; ].*)?");

    @Test
    void everyDecisionHasItsLineInTheIndexWithItsTitleAndAStatus() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("README.md"))) {
            var entry = LINE.matcher(line);
            if (!entry.matches()) {
                continue;
            }
            if (!STATUS.matcher(entry.group(4)).matches()) {
                problems.add(
                        entry.group(2)
                                + ": its status must begin with proposed, accepted or superseded by");
            }
            if (listed.put(entry.group(2), entry.group(1) + ". " + entry.group(3)) != null) {
                problems.add(entry.group(2) + " is listed twice");
            }
        }
        for (String file : files()) {
            String heading = Files.readAllLines(FOLDER.resolve(file)).getFirst();
            var title = TITLE.matcher(heading);
            var number = FILE.matcher(file);
            if (!number.matches() || !title.matches()) {
                problems.add(
                        file + ": name it NNNN-in-a-few-words.md, and begin it with # N. Title");
                continue;
            }
            String expected = title.group(1) + ". " + title.group(2);
            if (Integer.parseInt(number.group(1)) != Integer.parseInt(title.group(1))) {
                problems.add(file + ": its heading has another number");
            }
            String found = listed.remove(file);
            if (!expected.equals(found)) {
                problems.add(
                        "add to docs/decisions/README.md: | [%s](%s) | %s | accepted |"
                                .formatted(title.group(1), file, title.group(2)));
            }
        }
        listed.keySet().forEach(file -> problems.add(file + " is listed, and is not there"));

        assertThat(problems).isEmpty();
    }

    @Test
    void noNumberIsGivenTwice() throws IOException {
        var numbers = files().stream().map(file -> file.substring(0, 4)).toList();

        assertThat(numbers).doesNotHaveDuplicates();
    }

    private static List<String> files() throws IOException {
        try (var all = Files.list(FOLDER)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
