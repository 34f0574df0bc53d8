package dev.charla.speech.synthesis;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Text normalisation: turns written English into spoken words. Numbers, years, times, money, units,
 * symbols, Roman numerals and initials become words; Markdown marks, pictures and other scripts are
 * dropped. The result contains only letters, apostrophes, spaces and the marks {@code , . ? ! ; :},
 * which any English voice can speak.
 *
 * <p>Stateless; any thread.
 */
public final class SpokenText {
    private static final String NUMBER = "(\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.(\\d+))?";
    private static final String NOT_INSIDE = "(?<![\\p{L}\\d.])";

    /** In order: what is rewritten first is not seen by the rules after it. */
    private static final List<Rule> RULES = rules();

    private static final Map<String, String> UNITS =
            Map.ofEntries(
                    Map.entry("km/h", "kilometer per hour"),
                    Map.entry("mph", "mile per hour"),
                    Map.entry("km", "kilometer"),
                    Map.entry("cm", "centimeter"),
                    Map.entry("mm", "millimeter"),
                    Map.entry("m", "meter"),
                    Map.entry("kg", "kilogram"),
                    Map.entry("g", "gram"),
                    Map.entry("mg", "milligram"),
                    Map.entry("ml", "milliliter"),
                    Map.entry("l", "liter"),
                    Map.entry("ms", "millisecond"),
                    Map.entry("s", "second"),
                    Map.entry("min", "minute"),
                    Map.entry("h", "hour"),
                    Map.entry("kB", "kilobyte"),
                    Map.entry("MB", "megabyte"),
                    Map.entry("GB", "gigabyte"),
                    Map.entry("TB", "terabyte"),
                    Map.entry("Hz", "hertz"),
                    Map.entry("kHz", "kilohertz"),
                    Map.entry("%", "percent"));
    private static final Set<String> SAME_IN_PLURAL = Set.of("hertz", "kilohertz", "percent");
    private static final Map<String, List<String>> MONEY =
            Map.of(
                    "$", List.of("dollar", "dollars", "cent", "cents"),
                    "€", List.of("euro", "euros", "cent", "cents"),
                    "£", List.of("pound", "pounds", "penny", "pence"));
    private static final Map<String, String> ABBREVIATIONS =
            Map.ofEntries(
                    Map.entry("mr", "mister"),
                    Map.entry("mrs", "missus"),
                    Map.entry("ms", "miss"),
                    Map.entry("dr", "doctor"),
                    Map.entry("prof", "professor"),
                    Map.entry("st", "saint"),
                    Map.entry("jr", "junior"),
                    Map.entry("sr", "senior"),
                    Map.entry("vs", "versus"),
                    Map.entry("etc", "et cetera"),
                    Map.entry("approx", "approximately"),
                    Map.entry("dept", "department"),
                    Map.entry("gen", "general"),
                    Map.entry("gov", "governor"),
                    Map.entry("capt", "captain"),
                    Map.entry("e.g", "for example"),
                    Map.entry("i.e", "that is"),
                    Map.entry("a.m", "A M"),
                    Map.entry("p.m", "P M"));
    private static final Set<String> NUMBERED_THINGS =
            Set.of(
                    "War", "Part", "Chapter", "Volume", "Book", "Act", "Scene", "Phase", "Type",
                    "Apollo", "Class", "Section", "Title", "Level", "Stage");
    private static final Set<String> READ_AS_WORDS =
            Set.of(
                    "NASA", "NATO", "UNESCO", "UNICEF", "OPEC", "AIDS", "LASER", "RADAR", "SIM",
                    "PIN", "RAM", "ROM", "GIF", "ZIP", "OK", "JSON");

    private SpokenText() {}

    /** The words and marks to be spoken, single spaces between words; empty for nothing. */
    public static String of(String written) {
        String text = plain(written);
        for (Rule rule : RULES) {
            text = rule.applyTo(text);
        }
        text = text.replaceAll("[^\\p{IsLatin}',.?!;:]+", " ");
        text = text.replaceAll("(?<![a-zA-Z])'|'(?![a-zA-Z])", " ");
        text = text.replaceAll("\\s*([,.?!;:])(?:\\s*[,.?!;:])*+", "$1 ");
        text = text.replaceAll("\\s+", " ").strip().replaceFirst("^(?:[,.?!;:] ?)++", "");
        return text;
    }

    /** Whether no letter of the text is left out; those of other scripts than Latin are. */
    static boolean keepsLetters(String written) {
        return Normalizer.normalize(written, Normalizer.Form.NFKD)
                .codePoints()
                .filter(Character::isLetter)
                .allMatch(letter ->
                        Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN);
    }

    /** Whether there is a word in it, that is, whether a voice would make a sound. */
    static boolean hasWords(String spoken) {
        return spoken.chars().anyMatch(Character::isLetter);
    }

    private static String plain(String written) {
        String text =
                written.replaceAll("[\u2018\u2019\u02bc`\u00b4]", "'")
                        .replaceAll("[\u201c\u201d\u00ab\u00bb\"]", " ")
                        .replace("\u2026", "...")
                        .replace("\u2212", "-")
                        .replace("\u00b2", " squared ")
                        .replace("\u00b3", " cubed ")
                        .replace("\u00bd", " 1/2 ")
                        .replace("\u00bc", " 1/4 ")
                        .replace("\u00be", " 3/4 ")
                        .replace("\u00df", "ss")
                        .replace("\u00f8", "o")
                        .replace("\u00e6", "ae")
                        .replaceAll("[\u2013\u2014]", " - ");
        text = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        return text.codePoints().anyMatch(Character::isLowerCase) ? text : shouted(text);
    }

    /** A text all in capitals is loud, not a row of initials. */
    private static String shouted(String text) {
        return text.codePoints().filter(Character::isUpperCase).count() > 6
                ? text.toLowerCase(Locale.ROOT)
                : text;
    }

    private static List<Rule> rules() {
        var rules = new ArrayList<Rule>();
        addMarkup(rules);
        addQuantities(rules);
        addNumbers(rules);
        addWords(rules);
        return List.copyOf(rules);
    }

    private static void addMarkup(List<Rule> rules) {
        rules.add(rule("\\[([^\\]]*)\\]\\((?:[^)]*)\\)", m -> m.group(1)));
        rules.add(rule("(?m)^\\s*(?:#{1,6}|[-*+]|>)\\s+", _ -> ""));
        rules.add(rule("\\*\\*|__|~~", _ -> " "));
        rules.add(
                rule(
                        "\\b(?:https?://|mailto:|www\\.)(\\S+?)(?=[.,!?]*(?:\\s|$))",
                        m -> address(m.group(1))));
        rules.add(rule("\\b[\\w.+-]++@[\\w-]++(?:\\.[\\w-]+)++", m -> address(m.group())));
    }

    private static void addQuantities(List<Rule> rules) {
        rules.add(
                rule(
                        "\\b(1\\d{2}0|20\\d0)'?s\\b",
                        m -> Numerals.decade(Integer.parseInt(m.group(1)))));
        rules.add(
                rule(
                        "([$\u20ac\u00a3])\\s?"
                                + NUMBER
                                + "(?:\\s+(million|billion|trillion|thousand))?",
                        m -> money(m.group(1), m.group(2), m.group(3), m.group(4))));
        rules.add(
                rule(
                        NUMBER + "\\s?([$\u20ac\u00a3])",
                        m -> money(m.group(3), m.group(1), m.group(2), null)));
        rules.add(rule(minus() + NUMBER + "\\s?\u00b0(?:\\s?([CF])\\b)?", SpokenText::temperature));
        rules.add(
                rule(
                        minus()
                                + NUMBER
                                + "\\s?(%|km/h|mph|km|cm|mm|kg|mg|ml|ms|min|kB|MB|GB|TB|kHz|Hz|m|g|l|s|h)(?![\\p{L}\\d'])",
                        SpokenText::quantity));
        rules.add(
                rule(
                        NOT_INSIDE
                                + "([01]?\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d))?(\\s?[ap]\\.?m\\b\\.?)?",
                        SpokenText::time));
        rules.add(
                rule(
                        "\\b(1?\\d)\\s?([ap])\\.?m\\b\\.?",
                        m -> Numerals.cardinal(m.group(1)) + " " + meridiem(m.group(2))));
    }

    private static void addNumbers(List<Rule> rules) {
        rules.add(
                rule(
                        "\\b(\\d{1,3}(?:,\\d{3})+|\\d+)(?:st|nd|rd|th)\\b",
                        m -> Numerals.ordinal(m.group(1).replace(",", ""))));
        rules.add(
                rule("(?<![\\d/])(\\d+)/(\\d+)(?![\\d/])", m -> fraction(m.group(1), m.group(2))));
        rules.add(rule("(?<=\\d)\\s*[*\u00d7x]\\s*(?=\\d)", _ -> " times "));
        rules.add(rule("\\s*\u00d7\\s*", _ -> " times "));
        rules.add(rule("\\s*\u00f7\\s*", _ -> " divided by "));
        rules.add(rule("(?<=\\d)\\s+-\\s+(?=\\d)", _ -> " minus "));
        rules.add(rule("(?<=\\d)-(?=\\d)", _ -> " to "));
        rules.add(rule("(?<![\\p{L}\\d])-(?=\\d)", _ -> "minus "));
        rules.add(
                rule(
                        "(?<![\\d.,])(1\\d{3}|20\\d{2})(?![\\d,]\\d|\\d|\\.\\d)",
                        m -> Numerals.year(Integer.parseInt(m.group(1)))));
        rules.add(rule(NUMBER, m -> number(m.group(1), m.group(2))));
    }

    private static void addWords(List<Rule> rules) {
        rules.add(rule("^A (?=[a-z])", _ -> "a "));
        rules.add(rule("\\+", _ -> " plus "));
        rules.add(rule("=", _ -> " equals "));
        rules.add(rule("&", _ -> " and "));
        rules.add(rule("\u221a", _ -> " square root of "));
        rules.add(rule("\\^", _ -> " to the power of "));
        rules.add(rule("%", _ -> " percent "));
        rules.add(rule("\u00b0", _ -> " degrees "));
        rules.add(
                rule(
                        "#(?=\\s?(?:zero|one|two|three|four|five|six|seven|eight|nine|ten)\\b)",
                        _ -> " number "));
        rules.add(
                rule(
                        "\\bNo\\.\\s*(?=(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\\b)",
                        _ -> "number "));
        rules.add(
                rule(
                        "(?i)\\b(e\\.g|i\\.e|[ap]\\.m|mrs?|ms|dr|prof|st|jr|sr|vs|etc|approx|dept|gen|gov|capt)\\.(?=(\\s*$)?)",
                        SpokenText::abbreviation));
        rules.add(rule("\\b([A-Z][a-z]+)\\s+([IVX]{2,6})\\b", SpokenText::romanNumeral));
        rules.add(
                rule(
                        "\\b(Henry|Louis|George|Charles|Edward|William|Philip|Pius|Alfonso|Felipe|Carlos)"
                                + " ([IVX])\\b(?!')",
                        SpokenText::romanNumeral));
        rules.add(rule("\\b(?:[A-Z]\\.){2,}+", m -> spelled(m.group().replace(".", ""))));
        rules.add(rule("\\b([A-Z]{2,5})(s)?\\b", m -> initials(m.group(1), m.group(2) != null)));
        rules.add(rule("\\s+-+\\s+", _ -> ", "));
    }

    private static String minus() {
        return "(?<![\\p{L}\\d])(-)?";
    }

    private static String address(String address) {
        return address.replaceFirst("/$", "")
                .replace(".", " dot ")
                .replace("/", " slash ")
                .replace("@", " at ")
                .replace("-", " dash ");
    }

    private static String number(String whole, @org.jspecify.annotations.Nullable String decimals) {
        String words = Numerals.cardinal(whole.replace(",", ""));
        return " "
                + (decimals == null ? words : words + " point " + Numerals.digits(decimals))
                + " ";
    }

    private static String money(
            String sign,
            String whole,
            @org.jspecify.annotations.Nullable String decimals,
            @org.jspecify.annotations.Nullable String scale) {
        List<String> names = MONEY.getOrDefault(sign, List.of("", "", "", ""));
        if (scale != null) {
            return number(whole, decimals) + scale + " " + names.get(1);
        }
        if (decimals != null && decimals.length() != 2) {
            return number(whole, decimals) + names.get(1);
        }
        String words = number(whole, null) + names.get(isOne(whole, null) ? 0 : 1);
        if (decimals == null || decimals.equals("00")) {
            return words;
        }
        return words + number(decimals, null) + names.get(decimals.equals("01") ? 2 : 3);
    }

    private static String temperature(MatchResult match) {
        String degrees = isOne(match.group(2), match.group(3)) ? "degree" : "degrees";
        String scale =
                switch (match.group(4)) {
                    case "C" -> " celsius";
                    case "F" -> " fahrenheit";
                    case null, default -> "";
                };
        return signed(match) + degrees + scale;
    }

    private static String quantity(MatchResult match) {
        String unit = UNITS.getOrDefault(match.group(4), match.group(4));
        if (isOne(match.group(2), match.group(3)) || SAME_IN_PLURAL.contains(unit)) {
            return signed(match) + unit;
        }
        int per = unit.indexOf(" per ");
        return signed(match)
                + (per < 0 ? unit + "s" : unit.substring(0, per) + "s" + unit.substring(per));
    }

    private static String signed(MatchResult match) {
        return (match.group(1) == null ? "" : "minus") + number(match.group(2), match.group(3));
    }

    private static boolean isOne(String whole, @org.jspecify.annotations.Nullable String decimals) {
        return whole.equals("1") && decimals == null;
    }

    private static String time(MatchResult match) {
        String hour = Numerals.cardinal(match.group(1));
        String minutes = match.group(2);
        String part = match.group(4) == null ? "" : " " + meridiem(match.group(4).strip());
        String words;
        if (!minutes.equals("00")) {
            words = hour + (minutes.startsWith("0") ? " oh " : " ") + Numerals.cardinal(minutes);
        } else if (part.isEmpty()) {
            int onTheDial = Integer.parseInt(match.group(1));
            words = onTheDial >= 1 && onTheDial <= 12 ? hour + " o'clock" : hour + " hundred hours";
        } else {
            words = hour;
        }
        if (match.group(3) != null) {
            words += " and " + Numerals.cardinal(match.group(3)) + " seconds";
        }
        return words + part;
    }

    private static String meridiem(String letters) {
        return letters.toLowerCase(Locale.ROOT).startsWith("a") ? "A M" : "P M";
    }

    private static String fraction(String above, String below) {
        return switch (above + "/" + below) {
            case "1/2" -> "one half";
            case "1/3" -> "one third";
            case "2/3" -> "two thirds";
            case "1/4" -> "one quarter";
            case "3/4" -> "three quarters";
            default -> Numerals.cardinal(above) + " over " + Numerals.cardinal(below);
        };
    }

    /** The dot of an abbreviation ends a sentence only at the end of the text. */
    private static String abbreviation(MatchResult match) {
        String letters = match.group(1).toLowerCase(Locale.ROOT);
        String words = ABBREVIATIONS.getOrDefault(letters, letters);
        return match.group(2) == null ? words : words + ".";
    }

    private static String romanNumeral(MatchResult match) {
        int value = Numerals.roman(match.group(2));
        if (value == 0) {
            return match.group();
        }
        String name = match.group(1);
        return NUMBERED_THINGS.contains(name)
                ? name + " " + Numerals.cardinal(value)
                : name + " the " + Numerals.ordinal(Integer.toString(value));
    }

    private static String initials(String letters, boolean plural) {
        if (READ_AS_WORDS.contains(letters)) {
            return letters.equals("OK")
                    ? "okay"
                    : letters.toLowerCase(Locale.ROOT) + (plural ? "s" : "");
        }
        return spelled(letters) + (plural ? "'s" : "");
    }

    private static String spelled(String letters) {
        return String.join(" ", letters.split(""));
    }

    private static Rule rule(String pattern, Function<MatchResult, String> words) {
        return new Rule(Pattern.compile(pattern), words);
    }

    private record Rule(Pattern pattern, Function<MatchResult, String> words) {
        String applyTo(String text) {
            return pattern.matcher(text)
                    .replaceAll(
                            match -> java.util.regex.Matcher.quoteReplacement(words.apply(match)));
        }
    }
}
