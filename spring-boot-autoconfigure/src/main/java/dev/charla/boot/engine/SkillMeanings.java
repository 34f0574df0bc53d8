package dev.charla.boot.engine;

import dev.charla.meaning.MiniLmSentenceModel;
import dev.charla.meaning.ModelLoadException;
import dev.charla.skills.SkillsReplyModel;
import dev.charla.skills.meaning.SentenceModel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the skills understand meanings, where the sentence model's native library loads. */
final class SkillMeanings {
    private static final Logger log = LoggerFactory.getLogger(SkillMeanings.class);

    private SkillMeanings() {}

    /** Blocks for some seconds of a processor; without the model the skills go by their phrases. */
    static void learn(SkillsReplyModel skills) {
        Once.MODEL.ifPresent(skills::learn);
    }

    /** One model for the process, however many contexts there are in it. */
    private static final class Once {
        static final Optional<SentenceModel> MODEL = load();

        private static Optional<SentenceModel> load() {
            try {
                return Optional.of(MiniLmSentenceModel.load());
            } catch (ModelLoadException e) {
                log.warn("the skills are understood by their phrases alone: {}", e.getMessage());
                return Optional.empty();
            }
        }
    }
}
