package dev.charla.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * docs/configuration.md lists the settings as their metadata has them, which Spring Boot's
 * processor makes of the records and their {@code @param} lines. After a change of these,
 *
 * <pre>mvn -pl app -am test -Dtest=SettingsDocumentedTest -Dcharla.docs=write \\
 *     -Dsurefire.failIfNoSpecifiedTests=false</pre>
 *
 * <p>writes the list anew.
 */
class SettingsDocumentedTest {
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final Path PAGE = Repository.file("docs/configuration.md");
    private static final String BEGIN =
            "<!-- all settings: written by SettingsDocumentedTest -->\n";
    private static final String END = "<!-- end of all settings -->";
    private static final Pattern CODE = Pattern.compile("\\{@(?:code|link)\\s+([^}]*)}");

    /** A row of the tables written by hand that is about one setting alone. */
    private static final Pattern ROW =
            Pattern.compile("\\| `(charla\\.[a-z.-]+)` \\| .* \\| ([^|]+) \\|");

    private static final Pattern NAMED = Pattern.compile("`(charla\\.[A-Za-z.-]+)`");

    private final List<Setting> settings = settings();

    /**
     * One of the application's settings.
     *
     * @param standard its default; empty for none
     */
    private record Setting(String name, String type, String standard, String description) {
        String row() {
            return "| `%s` | %s | %s |\n"
                    .formatted(name, standard.isEmpty() ? "" : "`" + standard + "`", description);
        }
    }

    @Test
    void thePageListsEverySettingWithItsDefaultAndItsMeaning() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN);
        int to = page.indexOf(END);
        assertThat(from).as("the place for the list in " + PAGE).isPositive().isLessThan(to);
        String list =
                settings.stream()
                        .map(Setting::row)
                        .collect(
                                Collectors.joining(
                                        "",
                                        "\n| Property | Default | Meaning |\n|---|---|---|\n",
                                        "\n"));
        if ("write".equals(System.getProperty("charla.docs"))) {
            Files.writeString(PAGE, page.substring(0, from) + BEGIN + list + page.substring(to));
        }

        assertThat(Files.readString(PAGE))
                .as("the list of all settings; -Dcharla.docs=write with this test writes it anew")
                .contains(BEGIN + list + END);
    }

    @Test
    void everySettingIsDescribed() {
        assertThat(settings).allSatisfy(setting -> assertThat(setting.description()).isNotBlank());
        assertThat(settings).hasSizeGreaterThan(50);
    }

    @Test
    void theTablesWrittenByHandHaveTheSameDefaults() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (!row.matches()) {
                continue;
            }
            for (Setting setting : settings) {
                String told = row.group(2).replace("`", "");
                if (setting.name().equals(row.group(1))
                        && !setting.standard().isEmpty()
                        && !line.equals(setting.row().strip())
                        && !told.startsWith(setting.standard())) {
                    wrong.add(setting.name() + " is " + setting.standard() + ", not " + told);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void noPageNamesASettingThatDoesNotExist() throws IOException {
        var unknown = new TreeSet<String>();
        try (var pages = Files.list(Repository.file("docs"))) {
            for (Path page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
                Matcher named = NAMED.matcher(Files.readString(page));
                while (named.find()) {
                    if (!exists(named.group(1))) {
                        unknown.add(page.getFileName() + ": " + named.group(1));
                    }
                }
            }
        }

        assertThat(unknown).isEmpty();
    }

    /** Itself, a group of settings, an entry of a map, or a meter, which is named alike. */
    private boolean exists(String name) {
        String asked = name.replaceAll("\\.+$", "");
        return settings.stream()
                        .anyMatch(setting ->
                                setting.name().equals(asked)
                                        || setting.name().startsWith(asked + ".")
                                        || (setting.type().startsWith("java.util.Map")
                                                && asked.startsWith(setting.name() + ".")))
                || NOT_SETTINGS.stream().anyMatch(asked::startsWith);
    }

    /** Sub-protocols of the page's socket, a meter, and a system property of the kit for tests. */
    private static final List<String> NOT_SETTINGS =
            List.of("charla.v1", "charla.ticket", "charla.flow.steps", "charla.test.reports");

    private static List<Setting> settings() {
        List<Setting> found = new ArrayList<>();
        try {
            for (URL file :
                    Collections.list(
                            SettingsDocumentedTest.class.getClassLoader().getResources(METADATA))) {
                try (InputStream in = file.openStream()) {
                    add(new JsonMapper().readTree(in), found);
                }
            }
            found.sort((one, other) -> one.name().compareTo(other.name()));
            return found;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void add(JsonNode metadata, List<Setting> found) {
        for (JsonNode each : metadata.path("properties")) {
            String name = each.path("name").stringValue();
            if (name.startsWith("charla.")) {
                found.add(
                        new Setting(
                                name,
                                each.path("type").stringValue(""),
                                standard(each.path("defaultValue")),
                                plain(each.path("description").stringValue(""))));
            }
        }
    }

    private static String standard(JsonNode value) {
        if (value.isArray()) {
            List<String> all = new ArrayList<>();
            value.forEach(each -> all.add(each.asString()));
            return String.join(", ", all);
        }
        return value.isMissingNode() || value.isNull() ? "" : value.asString();
    }

    /** Javadoc as Markdown, in one line. */
    private static String plain(String description) {
        return CODE.matcher(description.replaceAll("\\s+", " "))
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                "`"
                                        + found.group(1).replaceFirst("^#", "").replace('#', '.')
                                        + "`"))
                .replace("|", "\\\\|")
                .strip();
    }
}
