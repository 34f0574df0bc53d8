package dev.charla.skills.set;

import dev.charla.skills.language.Language;
import dev.charla.skills.phrase.Intent;
import dev.charla.skills.phrase.Phrase;
import dev.charla.skills.phrase.PhraseMatcher;
import dev.charla.skills.phrase.Topic;
import dev.charla.skills.words.Heard;
import dev.charla.skills.words.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything the agent without a language model can do. Immutable; any thread. */
public final class SkillSet {
    /** "Okay, please tell me" are three. */
    private static final int MOST_LEADS = 3;

    private final Language language;
    private final Repairs repairs;
    private final Map<String, List<String>> lines;
    private final List<Skill> skills;
    private final Map<String, Topic> topics;
    private final List<Phrase> leads;
    private final List<Phrase> tails;

    public SkillSet(
            Language language,
            List<Skill> skills,
            Map<String, Topic> topics,
            List<Phrase> leads,
            List<Phrase> tails,
            Repairs repairs,
            Map<String, List<String>> lines) {
        this.language = language;
        this.repairs = repairs;
        this.lines = Map.copyOf(lines);
        this.skills = List.copyOf(skills);
        this.topics = Map.copyOf(topics);
        this.leads = List.copyOf(leads);
        this.tails = List.copyOf(tails);
    }

    /** The language of the texts, as a BCP 47 tag without a region. */
    public String tag() {
        return language.tag();
    }

    /** What the page may suggest to say, in the order of the files. */
    public List<Suggestion> suggestions() {
        return skills.stream()
                .flatMap(skill ->
                        skill.suggestions().stream().map(text -> new Suggestion(text, skill.id())))
                .toList();
    }

    public Language language() {
        return language;
    }

    /** How what was said before is mended or gone on with. */
    public Repairs repairs() {
        return repairs;
    }

    /** Wordings of what no skill answers. */
    public List<String> lines(String key) {
        List<String> variants = lines.get(key);
        if (variants == null) {
            throw new IllegalStateException("no wording for " + key);
        }
        return variants;
    }

    public List<Skill> skills() {
        return skills;
    }

    List<Phrase> leads() {
        return leads;
    }

    List<Phrase> tails() {
        return tails;
    }

    public Map<String, Topic> topics() {
        return topics;
    }

    public Optional<Topic> topic(String id) {
        return Optional.ofNullable(topics.get(id));
    }

    /** What the words mean; empty when no skill, or more than one, can be meant. */
    public Optional<Match> match(String text, Strictness strictness) {
        return match(language.words(text), strictness);
    }

    public Optional<Match> match(List<Token> tokens, Strictness strictness) {
        Match exact = best(new Heard(tokens, false), strictness);
        if (exact != null || strictness != Strictness.FORGIVING) {
            return Optional.ofNullable(exact);
        }
        return Optional.ofNullable(best(new Heard(tokens, true), strictness));
    }

    private @Nullable Match best(Heard heard, Strictness strictness) {
        Match best = null;
        boolean ambiguous = false;
        for (Match match : matches(heard, strictness)) {
            int order = best == null ? 1 : order(match, best);
            if (order > 0) {
                best = match;
                ambiguous = false;
            } else if (order == 0 && best != null && !match.sameAs(best)) {
                ambiguous = true;
            }
        }
        // Of two readings of the very same words the first file's wins; a guess must be the only
        // one.
        return ambiguous && heard.forgiving() ? null : best;
    }

    private static int order(Match a, Match b) {
        return a.typos() != b.typos() ? b.typos() - a.typos() : a.score() - b.score();
    }

    /** Every way the words can be understood. */
    List<Match> matches(Heard heard, Strictness strictness) {
        List<Match> matches = new ArrayList<>();
        for (int from : starts(heard)) {
            for (int end : ends(heard)) {
                if (from < end) {
                    boolean greeted = greeted(heard, from);
                    for (Skill skill : skills) {
                        matchSkill(skill, heard, from, end, strictness, greeted, matches);
                    }
                }
            }
        }
        return matches;
    }

    private static void matchSkill(
            Skill skill,
            Heard heard,
            int from,
            int end,
            Strictness strictness,
            boolean greeted,
            List<Match> matches) {
        for (Intent intent : skill.intents()) {
            Stream<Phrase> phrases =
                    strictness == Strictness.GUESSED
                            ? intent.phrases().stream()
                            : Stream.concat(intent.phrases().stream(), intent.typed().stream());
            phrases.forEach(phrase -> {
                var fit = PhraseMatcher.fit(phrase, heard, from, end);
                if (fit != null) {
                    var slots = new HashMap<>(intent.fixed());
                    slots.putAll(fit.slots());
                    matches.add(new Match(skill, intent, slots, fit.score(), fit.typos(), greeted));
                }
            });
        }
    }

    private static boolean greeted(Heard heard, int from) {
        return heard.tokens().subList(0, from).stream()
                .anyMatch(token -> List.of("hello", "hi", "hey").contains(token.word()));
    }

    /** Where what is asked may begin: at the start, or after words such as "please tell me". */
    private Set<Integer> starts(Heard heard) {
        Set<Integer> starts = new TreeSet<>(List.of(0));
        for (int round = 0; round < MOST_LEADS; round++) {
            for (int from : List.copyOf(starts)) {
                for (int end = from + 1; end < heard.size(); end++) {
                    if (covers(leads, heard, from, end)) {
                        starts.add(end);
                    }
                }
            }
        }
        return starts;
    }

    private Set<Integer> ends(Heard heard) {
        Set<Integer> ends = new TreeSet<>(List.of(heard.size()));
        for (int from = 1; from < heard.size(); from++) {
            if (covers(tails, heard, from, heard.size())) {
                ends.add(from);
            }
        }
        return ends;
    }

    private static boolean covers(List<Phrase> phrases, Heard heard, int from, int end) {
        return phrases.stream()
                .anyMatch(phrase -> PhraseMatcher.fit(phrase, heard, from, end) != null);
    }

    /**
     * Words before what mends or follows what was said.
     *
     * @param corrections such as "no, I meant"
     * @param follows such as "and what about"
     */
    public record Repairs(List<Phrase> corrections, List<Phrase> follows) {
        public Repairs {
            corrections = List.copyOf(corrections);
            follows = List.copyOf(follows);
        }
    }

    /** How sure it is that the caller said these very words. */
    public enum Strictness {
        /** A recogniser's guess: only what may be spoken counts, and every word of it. */
        GUESSED,
        /** Certain words: typed phrases count too. */
        EXACT,
        /** Typed words: slips are overlooked where nothing else can be meant. */
        FORGIVING
    }
}
