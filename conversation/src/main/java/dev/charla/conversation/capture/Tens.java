package dev.charla.conversation.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers from 10 to 99 as one language says them, in figures: telephone numbers and codes are
 * often said in pairs. Hundreds are not read, since "one hundred twenty" may be 120 or 100 and 20.
 * Words have no accents and no capitals.
 */
final class Tens {
    static final Tens EN =
            new Tens(
                    "one two three four five six seven eight nine",
                    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
                    "twenty thirty forty fifty sixty seventy eighty ninety",
                    "",
                    Map.of("fourty", 40));

    static final Tens DE =
            new Tens(
                    "ein zwei drei vier funf sechs sieben acht neun",
                    "zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn",
                    "zwanzig dreißig vierzig funfzig sechzig siebzig achtzig neunzig",
                    "und",
                    Map.of("dreissig", 30));

    static final Tens ES =
            new Tens(
                    "uno dos tres cuatro cinco seis siete ocho nueve",
                    "diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve",
                    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
                    "y",
                    Map.ofEntries(
                            Map.entry("veintiuno", 21),
                            Map.entry("veintiun", 21),
                            Map.entry("veintidos", 22),
                            Map.entry("veintitres", 23),
                            Map.entry("veinticuatro", 24),
                            Map.entry("veinticinco", 25),
                            Map.entry("veintiseis", 26),
                            Map.entry("veintisiete", 27),
                            Map.entry("veintiocho", 28),
                            Map.entry("veintinueve", 29)));

    /** In Belgium and Switzerland they count on after sixty as before. */
    static final Tens FR =
            new Tens(
                    "un deux trois quatre cinq six sept huit neuf",
                    "dix onze douze treize quatorze quinze seize",
                    "vingt trente quarante cinquante soixante septante huitante nonante",
                    "et",
                    Map.of("octante", 80));

    static final Tens PT =
            new Tens(
                    "um dois tres quatro cinco seis sete oito nove",
                    "dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove",
                    "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
                    "e",
                    Map.of(
                            "quatorze", 14,
                            "dezasseis", 16,
                            "dezassete", 17,
                            "dezanove", 19));

    private final Map<String, Integer> units = new HashMap<>();

    /** What stands for itself, with nothing behind it. */
    private final Map<String, Integer> whole = new HashMap<>();

    private final Map<String, Integer> tens = new HashMap<>();
    private final String and;

    private Tens(String units, String teens, String tens, String and, Map<String, Integer> more) {
        count(units, 1, 1, this.units);
        count(teens, 10, 1, whole);
        count(tens, 20, 10, this.tens);
        this.and = and;
        more.forEach((word, value) -> (value % 10 == 0 ? this.tens : whole).put(word, value));
    }

    private static void count(String words, int from, int step, Map<String, Integer> into) {
        int value = from;
        for (var word : words.split(" ")) {
            into.put(word, value);
            value += step;
        }
    }

    static Tens of(Words words) {
        if (words == Words.DE) {
            return DE;
        }
        if (words == Words.ES) {
            return ES;
        }
        if (words == Words.FR) {
            return FR;
        }
        return words == Words.PT ? PT : EN;
    }

    /** The same words with two figures for each number from 10 to 99. */
    List<String> inFigures(List<String> said) {
        var words = parts(said);
        var figures = new ArrayList<String>();
        for (int i = 0; i < words.size(); ) {
            var found =
                    this == DE ? german(words, i) : this == FR ? french(words, i) : plain(words, i);
            if (found == null) {
                figures.add(words.get(i));
                i++;
            } else {
                figures.add(Integer.toString(found.value()));
                i += found.length();
            }
        }
        return figures;
    }

    /** A number, and how many words it takes. */
    private record Found(int value, int length) {}

    /** "forty-two" in two words, but no other word with a hyphen. */
    private List<String> parts(List<String> said) {
        var words = new ArrayList<String>();
        for (var word : said) {
            var parts = List.of(word.split("-"));
            if (parts.size() > 1 && parts.stream().allMatch(this::counts)) {
                words.addAll(parts);
            } else {
                words.add(word);
            }
        }
        return words;
    }

    private boolean counts(String word) {
        return units.containsKey(word)
                || whole.containsKey(word)
                || tens.containsKey(word)
                || (!and.isEmpty() && word.equals(and))
                || (this == FR && word.equals("vingts"));
    }

    private @Nullable Found plain(List<String> words, int at) {
        var teen = whole.get(words.get(at));
        if (teen != null) {
            return new Found(teen, 1);
        }
        var ten = tens.get(words.get(at));
        if (ten == null) {
            return null;
        }
        int next = and.isEmpty() ? 1 : word(words, at + 1).equals(and) ? 2 : 0;
        var unit = next == 0 ? null : units.get(word(words, at + next));
        return unit == null ? new Found(ten, 1) : new Found(ten + unit, next + 1);
    }

    /** The unit comes first: "einundzwanzig", in one word or in three. */
    private @Nullable Found german(List<String> words, int at) {
        var first = units.get(words.get(at));
        var last = tens.get(word(words, at + 2));
        if (first != null && last != null && word(words, at + 1).equals(and)) {
            return new Found(last + first, 3);
        }
        var word = words.get(at);
        int joint = word.indexOf(and);
        if (joint > 0) {
            var unit = units.get(word.substring(0, joint));
            var ten = tens.get(word.substring(joint + and.length()));
            if (unit != null && ten != null) {
                return new Found(ten + unit, 1);
            }
        }
        var alone = whole.getOrDefault(word, tens.get(word));
        return alone == null ? null : new Found(alone, 1);
    }

    /** Seventy is sixty and ten, eighty four twenties. */
    private @Nullable Found french(List<String> words, int at) {
        int base = 0;
        int length = 0;
        var ten = tens.get(words.get(at));
        if (words.get(at).equals("quatre") && word(words, at + 1).startsWith("vingt")) {
            base = 80;
            length = 2;
        } else if (ten != null) {
            base = ten;
            length = 1;
        } else if (!whole.containsKey(words.get(at))) {
            return null;
        }
        int joint = length > 0 && word(words, at + length).equals(and) ? 1 : 0;
        var more = below(words, at + length + joint, base);
        return more == null
                ? new Found(base, length)
                : new Found(base + more.value(), length + joint + more.length());
    }

    /** What follows a number of tens: a unit, or after sixty and eighty also up to nineteen. */
    private @Nullable Found below(List<String> words, int at, int base) {
        var unit = units.get(word(words, at));
        if (unit != null && base > 0) {
            return new Found(unit, 1);
        }
        var teen = whole.get(word(words, at));
        if (teen == null || !(base == 0 || base == 60 || base == 80)) {
            return null;
        }
        var more = teen == 10 ? units.get(word(words, at + 1)) : null;
        return more != null && more > 6 ? new Found(10 + more, 2) : new Found(teen, 1);
    }

    private static String word(List<String> words, int at) {
        return at < words.size() ? words.get(at) : "";
    }
}
