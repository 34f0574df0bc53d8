package dev.charla.skills.language;

import dev.charla.skills.slot.SlotType;
import dev.charla.skills.words.Token;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a language's words are cut and read, and what it puts into answers. The answers themselves
 * are in the skills' files. Immutable; any thread.
 */
public interface Language {
    Language ENGLISH = new English();
    Language SPANISH = new Spanish();

    /** Every language there are skills in, the usual one first. */
    List<Language> ALL = List.of(ENGLISH, SPANISH);

    /** The language of a BCP 47 tag, whatever its region; empty when there are no skills in it. */
    static Optional<Language> of(String tag) {
        String language = tag.split("-", 2)[0];
        return ALL.stream().filter(one -> one.tag().equalsIgnoreCase(language)).findFirst();
    }

    /** A BCP 47 tag without a region. */
    String tag();

    /** Cuts text into words as phrases spell them; empty when it has none. */
    List<Token> words(String text);

    /** The readers of values by the name that phrases call them. */
    Map<String, SlotType> slotTypes();

    /** Words that may stand between values: "for", "to". */
    Set<String> smallWords();

    /** Words after which a recogniser may write "for" as a 4; empty where nothing sounds so. */
    Set<String> beforeFor();

    /** What joins two requests in one sentence. */
    Pattern joins();

    /** Reads a number in digits or words. */
    SlotType numbers();

    String number(BigDecimal value);

    String amount(BigDecimal value, Unit unit);

    /** A unit's plural alone. */
    String units(Unit unit);

    /** At least a second. */
    String duration(Duration duration);

    String time(ZonedDateTime now);

    /** A weekday, a day and a month. */
    String date(LocalDate date);

    String dateAndYear(LocalDate date);

    String weekday(DayOfWeek day);

    /** So many days; at least one. */
    String days(long count);

    /** "This, that, and more". */
    String list(List<String> parts);

    /** What stands between two numbers in an answer. */
    String operator(Operator operator);

    /** How a sum is told, with {@code %s} for what it is done with. */
    String manner(Sum.Manner manner);

    /** A letter's name, for spelling. */
    String letter(String letter);

    /** Both sides of a coin. */
    List<String> coin();

    /** "is" or "are", after an amount. */
    String makes(BigDecimal amount);

    /** A way to greet at this hour of the day, 0 to 23. */
    String greeting(int hour);
}
