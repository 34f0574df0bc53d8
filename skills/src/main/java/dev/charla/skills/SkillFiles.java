package dev.charla.skills;

import dev.charla.engine.yaml.YamlSource;
import dev.charla.skills.answer.Answerers;
import dev.charla.skills.language.Language;
import dev.charla.skills.reading.SkillReader;
import dev.charla.skills.set.SkillException;
import dev.charla.skills.set.SkillSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads skills: those that come with Charla, and those in files of one's own. */
public final class SkillFiles {
    private static final List<String> BUILT_IN =
            List.of(
                    "common",
                    "smalltalk",
                    "about",
                    "time",
                    "numbers",
                    "timer",
                    "delivery",
                    "play",
                    "history",
                    "antiquity",
                    "middle-ages",
                    "new-worlds",
                    "revolutions",
                    "century");

    private SkillFiles() {}

    /** The skills that come with Charla, in English. */
    public static SkillSet builtIn() {
        return builtIn(Language.ENGLISH);
    }

    /** The skills that come with Charla, one set for each language, English first. */
    public static List<SkillSet> builtInOfAllLanguages() {
        return Language.ALL.stream().map(SkillFiles::builtIn).toList();
    }

    public static SkillSet builtIn(Language language) {
        try {
            return of(builtInSources(language), language);
        } catch (SkillException e) {
            throw new IllegalStateException("the skills that come with Charla are broken", e);
        }
    }

    /**
     * The skills that come with Charla and those in all {@code .yaml} and {@code .yml} files of a
     * folder, read in the order of their names. Blocks.
     *
     * @throws IOException when the folder or a file cannot be read
     * @throws SkillException when a file says something that cannot be used
     */
    public static SkillSet withFolder(Path folder) throws IOException, SkillException {
        return with(sources(folder), Language.ENGLISH);
    }

    /**
     * The skills that come with Charla and those of further files, in the order of these.
     *
     * @throws SkillException when a file says something that cannot be used
     */
    public static SkillSet with(List<YamlSource> own, Language language) throws SkillException {
        List<YamlSource> sources = new ArrayList<>(builtInSources(language));
        sources.addAll(own);
        return of(sources, language);
    }

    /**
     * The texts of a YAML file, or of all {@code .yaml} and {@code .yml} files of a folder, in the
     * order of their names. Blocks.
     *
     * @throws IOException when the folder or a file cannot be read
     */
    public static List<YamlSource> sources(Path folderOrFile) throws IOException {
        List<Path> files = List.of(folderOrFile);
        if (!Files.isRegularFile(folderOrFile)) {
            try (Stream<Path> all = Files.list(folderOrFile)) {
                files = all.filter(SkillFiles::isYaml).sorted().toList();
            }
        }
        List<YamlSource> sources = new ArrayList<>();
        for (Path file : files) {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            sources.add(new YamlSource(String.valueOf(file.getFileName()), text));
        }
        return List.copyOf(sources);
    }

    private static boolean isYaml(Path file) {
        return file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
    }

    static SkillSet of(List<YamlSource> sources) throws SkillException {
        return of(sources, Language.ENGLISH);
    }

    static SkillSet of(List<YamlSource> sources, Language language) throws SkillException {
        return new SkillReader(Answerers.all(), language).read(sources);
    }

    static List<YamlSource> builtInSources(Language language) {
        if (language.equals(Language.ENGLISH)) {
            return BUILT_IN.stream().map(name -> resource(name + ".yaml")).toList();
        }
        return List.of(resource(language.tag() + ".yaml"));
    }

    private static YamlSource resource(String name) {
        try (InputStream in = SkillFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return new YamlSource(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }
}
