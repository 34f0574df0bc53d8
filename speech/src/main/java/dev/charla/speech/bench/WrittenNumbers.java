package dev.charla.speech.bench;

import dev.charla.engine.words.NumberWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes English numbers in digits. Numbers that follow each other become one, as "one two three"
 * may be written "1 2 3" or "123" and "ten thirty" as "10:30". Not for more than one text.
 */
final class WrittenNumbers {
    private static final Map<String, Integer> SMALL = new HashMap<>();
    private static final Map<String, Long> LARGE =
            Map.of("thousand", 1_000L, "million", 1_000_000L, "billion", 1_000_000_000L);

    /** "First" and the like, which are not the number and "th". */
    private static final Map<String, String> ORDINALS =
            Map.of(
                    "first", "one",
                    "second", "two",
                    "third", "three",
                    "fifth", "five",
                    "eighth", "eight",
                    "ninth", "nine",
                    "twelfth", "twelve");

    static {
        for (int i = 0; i < NumberWords.BELOW_TWENTY.size(); i++) {
            SMALL.put(NumberWords.BELOW_TWENTY.get(i), i);
        }
        for (int i = 0; i < NumberWords.TENS.size(); i++) {
            SMALL.put(NumberWords.TENS.get(i), 10 * (i + 2));
        }
    }

    private final List<String> words;
    private final List<String> written = new ArrayList<>();
    private int at;

    private WrittenNumbers(List<String> words) {
        this.words = words;
    }

    /** The same words, with numbers in digits. */
    static List<String> inDigits(List<String> words) {
        var numbers = new WrittenNumbers(words);
        while (numbers.at < words.size()) {
            numbers.next();
        }
        return List.copyOf(numbers.written);
    }

    private void next() {
        String number = number();
        if (number == null) {
            written.add(words.get(at));
            at++;
            return;
        }
        // A decimal and an ordinal begin anew.
        String last = written.isEmpty() ? "" : written.getLast();
        if (last.matches("\\d+") && number.matches("\\d+")) {
            written.set(written.size() - 1, last + number);
        } else {
            written.add(number);
        }
    }

    /** The number that begins here, of which all words are taken; null for none. */
    private @Nullable String number() {
        String word = words.get(at);
        if (isZeroInDigits(word)) {
            at++;
            return "0";
        }
        Long small = small(word);
        if (small == null) {
            return word.matches("\\d[\\d.]*(?:st|nd|rd|th)?") ? taken() : ordinal(word);
        }
        long total = 0;
        long group = small;
        at++;
        while (at < words.size()) {
            String next = words.get(at);
            if (LARGE.containsKey(next) && group > 0) {
                total += group * large(next);
                group = 0;
                at++;
            } else if (next.equals("hundred") && group > 0 && group < 100) {
                group *= 100;
                at++;
            } else if (joins(total, group, next)) {
                group += value(next);
                at++;
            } else if (next.equals("and") && isJoinedByAnd(total, group)) {
                group += value(words.get(at + 1));
                at += 2;
            } else {
                break;
            }
        }
        return withEnding(total + group);
    }

    private String taken() {
        String word = words.get(at);
        at++;
        if (at < words.size() && LARGE.containsKey(words.get(at)) && word.matches("\\d{1,3}")) {
            long number = Long.parseLong(word) * large(words.get(at));
            at++;
            return String.valueOf(number);
        }
        return word;
    }

    /** "Twenty first", "two point five", "three and a half". */
    private String withEnding(long value) {
        if (at < words.size() && value % 10 == 0 && value > 0) {
            String unit = cardinal(words.get(at));
            if (unit != null && !words.get(at).equals("second") && value(unit) < 10) {
                at++;
                return suffixed(value + value(unit));
            }
        }
        if (at + 2 < words.size()
                && words.subList(at, at + 3).equals(List.of("and", "a", "half"))) {
            at += 3;
            return value + ".5";
        }
        if (at + 1 < words.size() && words.get(at).equals("point")) {
            StringBuilder decimals = new StringBuilder();
            int end = at + 1;
            while (end < words.size() && digit(words.get(end)) != null) {
                decimals.append(digit(words.get(end)));
                end++;
            }
            if (!decimals.isEmpty()) {
                at = end;
                return value + "." + decimals;
            }
        }
        return String.valueOf(value);
    }

    private @Nullable String ordinal(String word) {
        String cardinal = cardinal(word);
        if (cardinal == null) {
            return null;
        }
        at++;
        return suffixed(value(cardinal));
    }

    private static String suffixed(long value) {
        long unit = value % 100 / 10 == 1 ? 0 : value % 10;
        return value + (unit == 1 ? "st" : unit == 2 ? "nd" : unit == 3 ? "rd" : "th");
    }

    private static @Nullable String cardinal(String word) {
        String named = ORDINALS.get(word);
        if (named != null) {
            return named;
        }
        if (!word.endsWith("th")) {
            return null;
        }
        String stem = word.substring(0, word.length() - 2);
        String cardinal = stem.endsWith("ie") ? stem.substring(0, stem.length() - 2) + "y" : stem;
        return SMALL.containsKey(cardinal) ? cardinal : null;
    }

    private static @Nullable Long small(String word) {
        Integer value = SMALL.get(word);
        return value == null ? null : Long.valueOf(value);
    }

    private static long value(String word) {
        return SMALL.getOrDefault(word, 0);
    }

    private static long large(String word) {
        return LARGE.getOrDefault(word, 1L);
    }

    private static @Nullable String digit(String word) {
        Integer value = SMALL.get(word);
        if (value != null && value < 10) {
            return value.toString();
        }
        return word.equals("oh") ? "0" : word.matches("\\d+") ? word : null;
    }

    /** "Twenty" takes a unit, and "hundred" and "thousand" all that is smaller. */
    private static boolean joins(long total, long group, String next) {
        Integer value = SMALL.get(next);
        if (value == null || value == 0) {
            return false;
        }
        if (group == 0) {
            return total > 0;
        }
        return group % 100 == 0 || (group % 10 == 0 && group % 100 >= 20 && value < 10);
    }

    private boolean isJoinedByAnd(long total, long group) {
        return at + 1 < words.size()
                && SMALL.containsKey(words.get(at + 1))
                && (group == 0 ? total > 0 : group % 100 == 0);
    }

    /** "Two oh five": only between or after digits. */
    private boolean isZeroInDigits(String word) {
        return (word.equals("oh") || word.equals("o"))
                && !written.isEmpty()
                && written.getLast().matches("\\d+");
    }
}
