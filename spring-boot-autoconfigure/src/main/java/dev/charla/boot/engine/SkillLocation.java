package dev.charla.boot.engine;

import dev.charla.engine.yaml.YamlSource;
import dev.charla.skills.SkillFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Where an application keeps its own skills: a folder or one YAML file, on the class path or in the
 * file system. Stateless.
 */
final class SkillLocation {
    private static final String CLASS_PATH = "classpath:";
    private static final String FILE = "file:";

    private SkillLocation() {}

    /**
     * Reads them, those of a folder in the order of their names. Blocks.
     *
     * @param location such as {@code my-skills} or {@code classpath:skills/}; null for none
     * @throws NoSuchFileException when nothing is there
     */
    static List<YamlSource> read(@Nullable String location) throws IOException {
        if (location == null || location.isBlank()) {
            return List.of();
        }
        return location.startsWith(CLASS_PATH)
                ? fromClassPath(location)
                : SkillFiles.sources(
                        Path.of(
                                location.startsWith(FILE)
                                        ? location.substring(FILE.length())
                                        : location));
    }

    private static List<YamlSource> fromClassPath(String location) throws IOException {
        String path = location.substring(CLASS_PATH.length()).replaceAll("^/+|/+$", "");
        // In all jars and folders of the class path, whose skills add up.
        String all = "classpath*:" + path;
        Resource[] found =
                new PathMatchingResourcePatternResolver()
                        .getResources(path.matches(".*\\.ya?ml") ? all : all + "/*.y*ml");
        List<YamlSource> sources = new ArrayList<>();
        for (Resource file :
                Arrays.stream(found)
                        .sorted(Comparator.comparing(file -> String.valueOf(file.getFilename())))
                        .toList()) {
            sources.add(
                    new YamlSource(
                            String.valueOf(file.getFilename()),
                            file.getContentAsString(StandardCharsets.UTF_8)));
        }
        if (sources.isEmpty()) {
            throw new NoSuchFileException(location + " (a folder with YAML files, or one)");
        }
        return sources;
    }
}
