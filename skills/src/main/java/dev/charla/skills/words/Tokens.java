package dev.charla.skills.words;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts text into the words phrases are made of. */
public final class Tokens {
    /** Longer input is cut: nobody asks a skill for more, and matching time grows with length. */
    private static final int LONGEST = 60;

    /**
     * The group is possessive: a group of no fixed length is matched by recursion otherwise, and
     * {@code a'a'a'…} overflows the stack.
     */
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?!\\d)|\\d*\\.\\d+|\\d+"
                            + "|[\\p{L}\\p{M}]+(?:'[\\p{L}\\p{M}]+)*+|[-+*/×÷^%()²³]");

    private static final Pattern PER_CENT = Pattern.compile("(?i)\\bper cent\\b");

    /** As one spelt a hundred years ago, and a recogniser does at times. */
    private static final Pattern OLD_DAY = Pattern.compile("(?i)\\bto-(day|morrow|night)\\b");

    private static final Pattern HYPHEN = Pattern.compile("(?<=\\p{L})-(?=\\p{L})");
    private static final Pattern DASH = Pattern.compile("-(?!\\s*[\\d.(])");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** What a caller may write, and how phrases say it. */
    private static final Map<String, String> SPELLINGS =
            Map.ofEntries(
                    Map.entry("+", "plus"),
                    Map.entry("-", "minus"),
                    Map.entry("*", "times"),
                    Map.entry("×", "times"),
                    Map.entry("/", "over"),
                    Map.entry("÷", "over"),
                    Map.entry("%", "percent"),
                    Map.entry("²", "squared"),
                    Map.entry("³", "cubed"),
                    Map.entry("ok", "okay"),
                    Map.entry("ii", "two"),
                    Map.entry("xmas", "christmas"),
                    Map.entry("u", "you"),
                    Map.entry("thx", "thanks"),
                    Map.entry("pls", "please"),
                    Map.entry("plz", "please"),
                    Map.entry("cannot", "can not"),
                    Map.entry("metre", "meter"),
                    Map.entry("metres", "meters"),
                    Map.entry("centimetre", "centimeter"),
                    Map.entry("centimetres", "centimeters"),
                    Map.entry("millimetre", "millimeter"),
                    Map.entry("millimetres", "millimeters"),
                    Map.entry("kilometre", "kilometer"),
                    Map.entry("kilometres", "kilometers"),
                    Map.entry("litre", "liter"),
                    Map.entry("litres", "liters"),
                    Map.entry("millilitre", "milliliter"),
                    Map.entry("millilitres", "milliliters"));

    private static final Map<String, String> SPANISH_SPELLINGS =
            Map.ofEntries(
                    Map.entry("+", "mas"),
                    Map.entry("-", "menos"),
                    Map.entry("*", "por"),
                    Map.entry("×", "por"),
                    Map.entry("/", "entre"),
                    Map.entry("÷", "entre"),
                    Map.entry("%", "por ciento"),
                    Map.entry("²", "a el cuadrado"),
                    Map.entry("³", "a el cubo"),
                    Map.entry("porciento", "por ciento"),
                    Map.entry("okay", "vale"),
                    Map.entry("ok", "vale"),
                    Map.entry("del", "de el"),
                    Map.entry("al", "a el"),
                    Map.entry("q", "que"),
                    Map.entry("xq", "por que"),
                    Map.entry("porque", "por que"),
                    Map.entry("porfa", "por favor"));

    private Tokens() {}

    /** The words of {@code text} in English; empty when it has none. */
    public static List<Token> of(String text) {
        return of(text, word -> Contractions.expand(SPELLINGS.getOrDefault(word, word)));
    }

    /** The words of {@code text} in Spanish, with a point before decimals. */
    public static List<Token> spanish(String text) {
        return of(text, word -> SPANISH_SPELLINGS.getOrDefault(word, word));
    }

    private static List<Token> of(String text, UnaryOperator<String> spelling) {
        String plain =
                Normalizer.normalize(text, Normalizer.Form.NFC)
                        .replace('\u2019', '\'')
                        .replace('\u2018', '\'')
                        .replace('\u2212', '-')
                        .replace('\u2013', '-');
        plain = PER_CENT.matcher(plain).replaceAll("percent");
        plain = OLD_DAY.matcher(plain).replaceAll("to$1");
        plain = HYPHEN.matcher(plain).replaceAll(" ");
        plain = DASH.matcher(plain).replaceAll(" ");
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(plain);
        while (matcher.find() && tokens.size() < LONGEST) {
            add(matcher.group(), spelling, tokens);
        }
        return List.copyOf(tokens);
    }

    private static void add(String written, UnaryOperator<String> spelling, List<Token> tokens) {
        for (String part : spelling.apply(plain(written)).split(" ")) {
            tokens.add(new Token(part, written));
        }
    }

    /** Lower case, no accents, no thousands separators. */
    private static String plain(String written) {
        if (Character.isDigit(written.charAt(0))) {
            return written.replace(",", "");
        }
        String decomposed = Normalizer.normalize(written, Normalizer.Form.NFD);
        return MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
