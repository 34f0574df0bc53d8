package dev.charla.skills.understanding;

import dev.charla.skills.language.Language;
import dev.charla.skills.language.Sum;
import dev.charla.skills.language.Unit;
import dev.charla.skills.meaning.NearestExamples;
import dev.charla.skills.meaning.NearestExamples.Example;
import dev.charla.skills.meaning.NearestExamples.Near;
import dev.charla.skills.meaning.SentenceModel;
import dev.charla.skills.phrase.Expansions;
import dev.charla.skills.phrase.Intent;
import dev.charla.skills.phrase.Slots;
import dev.charla.skills.set.Match;
import dev.charla.skills.set.Skill;
import dev.charla.skills.set.SkillSet;
import dev.charla.skills.words.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a sentence means that fits no phrase, by the nearest example. Immutable; any thread. */
public final class Meanings {
    /**
     * Cosines. Chosen on one half of sentences that were written before any was tried, and of the
     * foreign ones; docs/skills.md has what they do on the other half.
     */
    static final double TAKEN = 0.62;

    static final double ASKED = 0.58;

    /** The second best meaning must be so much farther away. */
    static final double MARGIN = 0.03;

    /** With fewer words a sentence model guesses. */
    static final int FEWEST_WORDS = 3;

    /**
     * A sum, or two units of measurement, in a sentence is evidence of its own: no other skill is
     * asked with one.
     */
    private static final double VALUE_TELLS = 0.15;

    private static final int NEAREST = 4;
    private static final int EXAMPLES_OF_A_PHRASE = 6;
    private static final Set<String> NEGATIONS = Set.of("not", "never", "no", "nunca");

    private final NearestExamples<Meant> examples;

    /** Takes the model's time for every example. */
    Meanings(SkillSet skills, SentenceModel model) {
        List<Example<Meant>> all = new ArrayList<>();
        for (Skill skill : skills.skills()) {
            for (Intent intent : skill.intents()) {
                Meant meant = new Meant(skill, intent);
                examples(intent, skills.language())
                        .forEach(sentence -> all.add(new Example<>(sentence, meant)));
            }
        }
        examples = NearestExamples.of(model, all);
    }

    private static Set<String> examples(Intent intent, Language language) {
        Set<String> sentences = new LinkedHashSet<>();
        intent.guide().examples().forEach(text -> sentences.add(words(language.words(text))));
        Stream.concat(intent.phrases().stream(), intent.typed().stream())
                .flatMap(phrase -> Expansions.of(phrase, EXAMPLES_OF_A_PHRASE).stream())
                .filter(sentence -> sentence.indexOf(' ') > 0)
                .forEach(sentences::add);
        return sentences;
    }

    private static String words(List<Token> tokens) {
        return tokens.stream().map(Token::word).collect(Collectors.joining(" "));
    }

    int size() {
        return examples.size();
    }

    /** What the words mean. */
    Guess guess(List<Token> tokens) {
        if (tokens.size() < FEWEST_WORDS) {
            return Guess.NOTHING;
        }
        List<Near<Meant>> near = examples.nearest(words(tokens), NEAREST * 3);
        List<Candidate> candidates = new ArrayList<>();
        for (Near<Meant> each : near) {
            if (each.similarity() >= ASKED - VALUE_TELLS && candidates.size() < NEAREST * 2) {
                candidate(each, tokens, candidates);
            }
        }
        candidates.removeIf(candidate -> candidate.similarity() < ASKED);
        candidates.sort(Comparator.comparingDouble(Candidate::similarity).reversed());
        if (candidates.isEmpty()) {
            return Guess.NOTHING;
        }
        Candidate best = candidates.getFirst();
        boolean close =
                candidates.stream()
                        .skip(1)
                        .anyMatch(other ->
                                best.similarity() - other.similarity() < MARGIN
                                        && !best.match().sameAs(other.match()));
        Sureness sureness =
                best.similarity() >= TAKEN && !close && best.negated() == 0
                        ? Sureness.SURE
                        : Sureness.UNSURE;
        return new Guess(sureness, best.match(), best.missing(), best.similarity());
    }

    private void candidate(Near<Meant> near, List<Token> tokens, List<Candidate> candidates) {
        Meant meant = near.example().meaning();
        Intent intent = meant.intent;
        if (!hasOneOf(intent.guide().needs(), tokens)) {
            return;
        }
        Map<String, Object> values = new HashMap<>(intent.fixed());
        values.putAll(meant.slots.read(tokens));
        List<String> missing =
                meant.slots.required().stream().filter(name -> !values.containsKey(name)).toList();
        boolean askable =
                missing.isEmpty()
                        || (missing.size() == 1
                                && intent.guide().asks().containsKey(missing.getFirst()));
        if (askable) {
            Match match = new Match(meant.skill, intent, values, 0, 0, false);
            candidates.add(
                    new Candidate(
                            match,
                            missing.isEmpty() ? "" : missing.getFirst(),
                            near.similarity() + (tells(values) ? VALUE_TELLS : 0),
                            negations(tokens) - negationsIn(near.example().sentence())));
        }
    }

    private static boolean tells(Map<String, Object> values) {
        return values.values().stream().anyMatch(Sum.class::isInstance)
                || values.values().stream().filter(Unit.class::isInstance).count() > 1;
    }

    static boolean hasOneOf(List<List<String>> runs, List<Token> tokens) {
        List<String> words = tokens.stream().map(Token::word).toList();
        return runs.isEmpty()
                || runs.stream().anyMatch(run -> Collections.indexOfSubList(words, run) >= 0);
    }

    private static int negations(List<Token> tokens) {
        return tokens.stream().anyMatch(token -> NEGATIONS.contains(token.word())) ? 1 : 0;
    }

    static boolean isNegated(List<Token> tokens) {
        return negations(tokens) > 0;
    }

    private static int negationsIn(String sentence) {
        return Stream.of(sentence.split(" ")).anyMatch(NEGATIONS::contains) ? 1 : 0;
    }

    /** How it is to be dealt with. */
    public enum Sureness {
        /** Answered. */
        SURE,
        /** Asked back. */
        UNSURE,
        /** Outside of what the skills can do. */
        NONE
    }

    /**
     * What a sentence seems to mean.
     *
     * @param match what would be answered; null for nothing
     * @param missing the slot that has no value yet, empty when all have
     */
    public record Guess(
            Sureness sureness, @Nullable Match match, String missing, double similarity) {
        static final Guess NOTHING = new Guess(Sureness.NONE, null, "", 0);
    }

    /** Compared by identity: topics share their intent's id. */
    private static final class Meant {
        private final Skill skill;
        private final Intent intent;
        private final Slots slots;

        private Meant(Skill skill, Intent intent) {
            this.skill = skill;
            this.intent = intent;
            this.slots = Slots.of(intent);
        }
    }

    /**
     * One way to understand it.
     *
     * @param negated 0 when the sentence is negated as the example is
     */
    private record Candidate(Match match, String missing, double similarity, int negated) {}
}
