package dev.charla.skills.understanding;

import dev.charla.skills.language.Language;
import dev.charla.skills.phrase.Slots;
import dev.charla.skills.set.Match;
import dev.charla.skills.words.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * "For ten" sounds like 410, and a recogniser writes it so: a number that begins with a 4 where
 * "for" was to be expected may be the rest of it alone. Stateless.
 */
public final class Misheard {
    private static final int SHORTEST = 2;
    private static final int LONGEST = 3;

    private Misheard() {}

    /**
     * The duration without the 4, empty when there is nothing to doubt.
     *
     * @param words what was understood as {@code match}
     */
    public static Optional<Duration> otherDuration(
            Language language, Match match, List<Token> words) {
        if (!match.slots().values().stream().anyMatch(Duration.class::isInstance)) {
            return Optional.empty();
        }
        for (int i = 1; i < words.size(); i++) {
            String digits = words.get(i).word();
            boolean doubtful =
                    digits.startsWith("4")
                            && digits.length() >= SHORTEST
                            && digits.length() <= LONGEST
                            && digits.chars().allMatch(Character::isDigit)
                            && digits.charAt(1) != '0'
                            && language.beforeFor().contains(words.get(i - 1).word());
            if (doubtful) {
                Token shorter = new Token(digits.substring(1), digits.substring(1));
                List<Token> rest = new ArrayList<>(words.subList(i, words.size()));
                rest.set(0, shorter);
                return Slots.of(match.intent()).read(rest).values().stream()
                        .filter(Duration.class::isInstance)
                        .map(Duration.class::cast)
                        .findFirst();
            }
        }
        return Optional.empty();
    }
}
