package dev.charla.skills.understanding;

import dev.charla.skills.language.Language;
import dev.charla.skills.language.Sum;
import dev.charla.skills.phrase.Phrase;
import dev.charla.skills.phrase.PhraseMatcher;
import dev.charla.skills.phrase.Slots;
import dev.charla.skills.set.Match;
import dev.charla.skills.set.SkillSet;
import dev.charla.skills.words.Heard;
import dev.charla.skills.words.Token;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what mends the last request or goes on from it: "no, I meant twenty", "and fifty miles?".
 * Stateless.
 */
public final class Repair {
    private Repair() {}

    /**
     * What is meant now.
     *
     * @param corrects whether it takes the place of the last request
     */
    public record Repaired(Match match, boolean corrects) {}

    /** Empty when the words are nothing of the kind. */
    public static Optional<Repaired> of(SkillSet skills, List<Token> words, Optional<Match> last) {
        Optional<Repaired> corrected =
                rest(skills.repairs().corrections(), words)
                        .flatMap(rest ->
                                whole(skills, rest)
                                        .or(() ->
                                                last.flatMap(
                                                        match -> changed(skills, match, rest))))
                        .map(match -> new Repaired(match, true));
        return corrected.or(() ->
                rest(skills.repairs().follows(), words)
                        .flatMap(rest -> last.flatMap(match -> changed(skills, match, rest)))
                        .map(match -> new Repaired(match, false)));
    }

    /** A correction may say all of it again; a single word, such as "stop", is no correction. */
    private static Optional<Match> whole(SkillSet skills, List<Token> rest) {
        return rest.size() < 2 ? Optional.empty() : skills.match(rest, SkillSet.Strictness.EXACT);
    }

    /** The words after the longest of these beginnings. */
    private static Optional<List<Token>> rest(List<Phrase> beginnings, List<Token> words) {
        Heard heard = new Heard(words, false);
        for (int end = words.size() - 1; end > 0; end--) {
            for (Phrase beginning : beginnings) {
                if (PhraseMatcher.fit(beginning, heard, 0, end) != null) {
                    return Optional.of(words.subList(end, words.size()));
                }
            }
        }
        return Optional.empty();
    }

    /** The last request with the values of these words in the place of its own. */
    public static Optional<Match> changed(SkillSet skills, Match last, List<Token> rest) {
        Language language = skills.language();
        Map<String, Object> values = Slots.of(last.intent()).readAll(rest, language.smallWords());
        if (!values.isEmpty() && last.slots().keySet().containsAll(values.keySet())) {
            return Optional.of(last.with(values));
        }
        return number(language, rest).flatMap(number -> withNumber(last, number));
    }

    /** A number and small words around it. */
    static Optional<BigDecimal> number(Language language, List<Token> words) {
        int from = 0;
        while (from < words.size() && language.smallWords().contains(words.get(from).word())) {
            from++;
        }
        int at = from;
        Heard heard = new Heard(words, false);
        return at == words.size()
                ? Optional.empty()
                : language.numbers().read(heard, at).stream()
                        .filter(reading ->
                                words.subList(reading.end(), words.size()).stream()
                                        .allMatch(word ->
                                                language.smallWords().contains(word.word())))
                        .map(reading -> (BigDecimal) reading.value())
                        .findFirst();
    }

    /** "Twenty" after "ten minutes" is twenty minutes, after "six times nine" six times twenty. */
    private static Optional<Match> withNumber(Match last, BigDecimal number) {
        for (var slot : last.slots().entrySet()) {
            switch (slot.getValue()) {
                case Duration before when number.signum() > 0 -> {
                    return Optional.of(last.with(Map.of(slot.getKey(), scaled(before, number))));
                }
                case Sum.Binary(var left, var operator, Sum.Plain _) -> {
                    Sum sum = new Sum.Binary(left, operator, new Sum.Plain(number));
                    return Optional.of(last.with(Map.of(slot.getKey(), sum)));
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    /** So many of the largest unit that makes up the duration before. */
    private static Duration scaled(Duration before, BigDecimal number) {
        long unit = before.toSeconds() % 3600 == 0 ? 3600 : before.toSeconds() % 60 == 0 ? 60 : 1;
        long most = Duration.ofDays(365).toSeconds();
        BigDecimal seconds = number.multiply(BigDecimal.valueOf(unit));
        return Duration.ofMillis(
                seconds.min(BigDecimal.valueOf(most)).movePointRight(3).longValue());
    }
}
