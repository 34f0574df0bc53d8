package dev.charla.skills;

import dev.charla.skills.set.SkillException;
import dev.charla.skills.set.SkillSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Skills in the languages that answers may be in. Immutable.
 *
 * @param languages one set for each, those of the usual language first
 */
public record SkillSets(List<SkillSet> languages) {
    public SkillSets {
        languages = List.copyOf(languages);
    }

    /**
     * The skills that come with Charla and those of a folder. Blocks.
     *
     * @param folder null for the built-in ones alone
     * @param only the one language to answer in, as a BCP 47 tag; null for all there are
     * @throws IOException when the folder or a file cannot be read
     * @throws SkillException when a file says something that cannot be used
     */
    public static SkillSets of(@Nullable Path folder, @Nullable String only)
            throws IOException, SkillException {
        List<SkillSet> sets =
                folder == null
                        ? SkillFiles.builtInOfAllLanguages()
                        : SkillFiles.ofAllLanguagesWithFolder(folder);
        return new SkillSets(
                sets.stream().filter(set -> only == null || set.tag().equals(only)).toList());
    }
}
