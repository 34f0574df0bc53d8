package dev.charla.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The BOM, which has no parent, agrees with the modules. */
class PublishedArtefactsTest {
    private static final Set<String> PROGRAMS = Set.of("app", "bench", "icu");

    @Test
    void theBomNamesEveryModuleThatIsNoProgram() throws IOException {
        Set<String> modules = new TreeSet<>();
        for (String module : all("<module>(.+?)</module>", "pom.xml")) {
            if (!PROGRAMS.contains(module) && !module.equals("bom")) {
                modules.add("charla-" + module);
            }
        }
        Set<String> named =
                new TreeSet<>(all("<artifactId>(charla-.+?)</artifactId>", "bom/pom.xml"));
        named.remove("charla-bom");

        assertThat(named).isEqualTo(modules);
    }

    @Test
    void programsAreNotPublished() throws IOException {
        for (String program : PROGRAMS) {
            assertThat(all("<maven.deploy.skip>(.+?)<", program + "/pom.xml"))
                    .as(program)
                    .containsExactly("true");
        }
    }

    @Test
    void theBomHasTheVersionAndTheAddressOfTheRest() throws IOException {
        assertThat(first("  <version>(.+?)</version>", "bom/pom.xml"))
                .isEqualTo(first("  <version>(.+?)</version>", "pom.xml"));
        assertThat(first("<project.build.outputTimestamp>(.+?)<", "bom/pom.xml"))
                .isEqualTo(first("<project.build.outputTimestamp>(.+?)<", "pom.xml"));
        assertThat(first("  <url>(.+?)</url>", "bom/pom.xml"))
                .isEqualTo(first("<public.repository>(.+?)<", "pom.xml"));
    }

    @Test
    void theBomHasTheNettyThatTheRestIsBuiltWith() throws IOException {
        assertThat(first("<netty.version>(.+?)<", "bom/pom.xml"))
                .isEqualTo(
                        requireNonNull(Version.identify().get("netty-common")).artifactVersion());
    }

    private static String first(String pattern, String file) throws IOException {
        return all(pattern, file).getFirst();
    }

    private static List<String> all(String pattern, String file) throws IOException {
        Path path = Repository.file(file);
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(path));
        return matcher.results().map(found -> found.group(1)).collect(Collectors.toList());
    }
}
