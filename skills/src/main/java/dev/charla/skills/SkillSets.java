package dev.charla.skills;

import dev.charla.engine.yaml.YamlSource;
import dev.charla.skills.language.Language;
import dev.charla.skills.set.SkillException;
import dev.charla.skills.set.SkillSet;
import java.util.ArrayList;
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
     * The skills that come with Charla and those of further files.
     *
     * @param own files in any of the languages; empty for the built-in ones alone
     * @param only the one language to answer in, as a BCP 47 tag; null for all there are
     * @throws SkillException when a file says something that cannot be used
     */
    public static SkillSets of(List<YamlSource> own, @Nullable String only) throws SkillException {
        List<SkillSet> sets = new ArrayList<>();
        for (Language language : Language.ALL) {
            SkillSet set = SkillFiles.with(own, language);
            if (only == null || set.tag().equals(only)) {
                sets.add(set);
            }
        }
        return new SkillSets(sets);
    }
}
