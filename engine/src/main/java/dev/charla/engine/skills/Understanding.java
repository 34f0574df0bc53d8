package dev.charla.engine.skills;

import dev.charla.engine.meaning.SentenceModel;
import dev.charla.engine.skills.Meanings.Guess;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What words mean to the skills of one language: by their phrases and, once a sentence model has
 * been learnt, by the nearest example. Any thread.
 */
final class Understanding {
    private final SkillSet skills;
    private final AtomicReference<Optional<Meanings>> meanings =
            new AtomicReference<>(Optional.empty());

    Understanding(SkillSet skills) {
        this.skills = skills;
    }

    /** Understands meanings from now on, if the model is made for this language. Blocks. */
    void learn(SentenceModel model) {
        if (model.language().equals(skills.language().tag())) {
            meanings.set(Optional.of(new Meanings(skills, model)));
        }
    }

    SkillSet skills() {
        return skills;
    }

    List<Token> words(String text) {
        return skills.language().words(text);
    }

    /** The nearest example's meaning; nothing without a model. */
    Guess guess(List<Token> words) {
        return meanings.get().map(known -> known.guess(words)).orElse(Guess.NOTHING);
    }
}
