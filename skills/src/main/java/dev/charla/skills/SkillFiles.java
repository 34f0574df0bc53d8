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

    /**
     * The skills that come with Charla and those of a folder, one set for each language, English
     * first. Blocks.
     *
     * @throws IOException when the folder or a file cannot be read
     * @throws SkillException when a file says something that cannot be used
     */
    public static List<SkillSet> ofAllLanguagesWithFolder(Path folder)
            throws IOException, SkillException {
        List<SkillSet> sets = new ArrayList<>();
        for (Language language : Language.ALL) {
            sets.add(withFolder(folder, language));
        }
        return List.copyOf(sets);
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
        return withFolder(folder, Language.ENGLISH);
    }

    static SkillSet withFolder(Path folder, Language language) throws IOException, SkillException {
        List<YamlSource> sources = new ArrayList<>(builtInSources(language));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(SkillFiles::isYaml).sorted().toList()) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                sources.add(new YamlSource(String.valueOf(file.getFileName()), text));
            }
        }
        return of(sources, language);
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
