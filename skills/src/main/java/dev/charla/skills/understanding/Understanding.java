package dev.charla.skills.understanding;

import dev.charla.skills.language.Language;
import dev.charla.skills.meaning.SentenceModel;
import dev.charla.skills.set.SkillSet;
import dev.charla.skills.understanding.Meanings.Guess;
import dev.charla.skills.understanding.Meanings.Sureness;
import dev.charla.skills.words.Sound;
import dev.charla.skills.words.Token;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What words mean to the skills of one language: by their phrases and, once a sentence model has
 * been learnt, by the nearest example. Any thread.
 */
public final class Understanding {
    private final SkillSet skills;

    /** For English, whose spelling {@link Sound} reads. */
    private final Optional<Soundalikes> soundalikes;

    private final AtomicReference<Optional<Meanings>> meanings =
            new AtomicReference<>(Optional.empty());

    public Understanding(SkillSet skills) {
        this.skills = skills;
        soundalikes =
                skills.language().equals(Language.ENGLISH)
                        ? Optional.of(new Soundalikes(skills))
                        : Optional.empty();
    }

    /** Understands meanings from now on, if the model is made for this language. Blocks. */
    public void learn(SentenceModel model) {
        if (model.language().equals(skills.language().tag())) {
            meanings.set(Optional.of(new Meanings(skills, model)));
        }
    }

    public SkillSet skills() {
        return skills;
    }

    public List<Token> words(String text) {
        return skills.language().words(text);
    }

    /** The nearest example's meaning; nothing without a model. What sounds like one is one. */
    public Guess guess(List<Token> words) {
        return meanings.get().map(known -> guess(known, words)).orElse(Guess.NOTHING);
    }

    private Guess guess(Meanings known, List<Token> words) {
        Guess meant = known.guess(words);
        if (meant.sureness() == Sureness.SURE) {
            return meant;
        }
        Guess sounds = soundalikes.map(all -> all.guess(words)).orElse(Guess.NOTHING);
        return sounds.sureness() == Sureness.SURE ? sounds : meant;
    }
}
