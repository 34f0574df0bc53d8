package dev.charla.conversation.capture;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words in which one language spells. Those of {@link #plain} have no accents and no capitals.
 */
final class Words {
    static final Words EN =
            new Words(
                    "en",
                    Map.of('@', "at", '.', "dot", '-', "dash", '_', "underscore", '+', "plus"),
                    "zero one two three four five six seven eight nine",
                    Map.ofEntries(
                            Map.entry("oh", "0"),
                            Map.entry("nought", "0"),
                            Map.entry("naught", "0"),
                            Map.entry("at", "@"),
                            Map.entry("dot", "."),
                            Map.entry("point", "."),
                            Map.entry("period", "."),
                            Map.entry("dash", "-"),
                            Map.entry("hyphen", "-"),
                            Map.entry("minus", "-"),
                            Map.entry("underscore", "_"),
                            Map.entry("plus", "+")),
                    "double",
                    "triple",
                    Set.of("as in", "for", "like"),
                    "my is the it its a an address email mail number phone name "
                            + "code please yes no and sorry i said im am uh um",
                    "I have: %s. Is that right?",
                    "I did not get that.");
    static final Words DE =
            new Words(
                    "de",
                    Map.of('@', "at", '.', "Punkt", '-', "Minus", '_', "Unterstrich", '+', "plus"),
                    "null eins zwei drei vier funf sechs sieben acht neun",
                    Map.ofEntries(
                            Map.entry("zwo", "2"),
                            Map.entry("ein", "1"),
                            Map.entry("at", "@"),
                            Map.entry("klammeraffe", "@"),
                            Map.entry("punkt", "."),
                            Map.entry("minus", "-"),
                            Map.entry("bindestrich", "-"),
                            Map.entry("strich", "-"),
                            Map.entry("unterstrich", "_"),
                            Map.entry("plus", "+")),
                    "doppel",
                    "dreifach",
                    Set.of("wie"),
                    "meine mein ist lautet die der das adresse mail email nummer "
                            + "telefonnummer name code bitte ja nein und ich heiße heisse "
                            + "bin es ah",
                    "Ich habe notiert: %s. Stimmt das?",
                    "Das habe ich nicht verstanden.");
    static final Words ES =
            new Words(
                    "es",
                    Map.of('@', "arroba", '.', "punto", '-', "guion", '_', "subrayado", '+', "más"),
                    "cero uno dos tres cuatro cinco seis siete ocho nueve",
                    Map.ofEntries(
                            Map.entry("arroba", "@"),
                            Map.entry("punto", "."),
                            Map.entry("guion", "-"),
                            Map.entry("menos", "-"),
                            Map.entry("subrayado", "_"),
                            Map.entry("mas", "+")),
                    "doble",
                    "triple",
                    Set.of("de", "como"),
                    "mi es el la correo electronico email numero telefono nombre "
                            + "codigo por favor si no y me llamo soy eh",
                    "Tengo: %s. ¿Es correcto?",
                    "No lo he entendido.");
    static final Words FR =
            new Words(
                    "fr",
                    Map.of(
                            '@',
                            "arobase",
                            '.',
                            "point",
                            '-',
                            "tiret",
                            '_',
                            "souligné",
                            '+',
                            "plus"),
                    "zero un deux trois quatre cinq six sept huit neuf",
                    Map.ofEntries(
                            Map.entry("arobase", "@"),
                            Map.entry("arobas", "@"),
                            Map.entry("point", "."),
                            Map.entry("tiret", "-"),
                            Map.entry("moins", "-"),
                            Map.entry("souligne", "_"),
                            Map.entry("plus", "+")),
                    "double",
                    "triple",
                    Set.of("comme"),
                    "mon ma cest est le la ladresse adresse mail email numero "
                            + "telephone nom code sil vous plait oui non et je mappelle "
                            + "suis euh",
                    "J’ai noté : %s. Est-ce exact ?",
                    "Je n’ai pas compris.");
    static final Words PT =
            new Words(
                    "pt",
                    Map.of(
                            '@',
                            "arroba",
                            '.',
                            "ponto",
                            '-',
                            "hífen",
                            '_',
                            "sublinhado",
                            '+',
                            "mais"),
                    "zero um dois tres quatro cinco seis sete oito nove",
                    Map.ofEntries(
                            Map.entry("uma", "1"),
                            Map.entry("duas", "2"),
                            Map.entry("meia", "6"),
                            Map.entry("arroba", "@"),
                            Map.entry("ponto", "."),
                            Map.entry("hifen", "-"),
                            Map.entry("traco", "-"),
                            Map.entry("menos", "-"),
                            Map.entry("sublinhado", "_"),
                            Map.entry("mais", "+")),
                    "duplo",
                    "triplo",
                    Set.of("de", "como"),
                    "meu minha e o a email mail endereco numero telefone nome "
                            + "codigo por favor sim nao eu sou me chamo",
                    "Anotei: %s. Está certo?",
                    "Não entendi.");

    private final String language;

    /** What is said for a sign. */
    private final Map<Character, String> names;

    private final Map<String, String> signs = new HashMap<>();
    private final String twice;
    private final String thrice;
    private final Set<String> suchAs;
    private final Set<String> fillers;
    private final String readBack;
    private final String again;

    private Words(
            String language,
            Map<Character, String> names,
            String digits,
            Map<String, String> signs,
            String twice,
            String thrice,
            Set<String> suchAs,
            String fillers,
            String readBack,
            String again) {
        this.language = language;
        this.names = names;
        var each = digits.split(" ");
        for (int i = 0; i < each.length; i++) {
            this.signs.put(each[i], Integer.toString(i));
        }
        this.signs.putAll(signs);
        this.twice = twice;
        this.thrice = thrice;
        this.suchAs = suchAs;
        this.fillers = Set.of(fillers.split(" "));
        this.readBack = readBack;
        this.again = again;
    }

    static Words of(Locale language) {
        return switch (language.getLanguage()) {
            case "de" -> DE;
            case "es" -> ES;
            case "fr" -> FR;
            case "pt" -> PT;
            default -> EN;
        };
    }

    Locale locale() {
        return Locale.of(language);
    }

    String readBack(String value) {
        return readBack.formatted(value);
    }

    String again() {
        return again;
    }

    /** What is said for a sign. */
    String name(char sign) {
        return names.getOrDefault(sign, String.valueOf(sign));
    }

    /** Whether the word says nothing about the value. */
    boolean filler(String word) {
        return fillers.contains(word);
    }

    /** The sign that a word stands for; the word itself where it stands for none. */
    String sign(String word) {
        return signs.getOrDefault(word, word);
    }

    /** Without accents, capitals, and punctuation at the ends of words. */
    static String plain(String said) {
        return Normalizer.normalize(said, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    /**
     * What was said, word by word: digits and signs for the words that stand for them, repeated
     * where they were said to be, and without the words after {@code B as in}.
     */
    List<String> read(String said) {
        return read(split(said));
    }

    /** The same, with figures for the numbers from 10 to 99 as well. */
    List<String> readNumbers(String said) {
        return read(Tens.of(this).inFigures(split(said)));
    }

    private static List<String> split(String said) {
        return Arrays.stream(plain(said).replaceAll("['’]", "").split("[\\s,;:!?¿¡\"()]+"))
                .map(word -> word.length() > 1 ? word.replaceAll("\\.+$", "") : word)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private List<String> read(List<String> words) {
        var read = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            int skipped = suchAs(words, i);
            if (skipped > 0 && !read.isEmpty() && read.getLast().length() == 1) {
                i += skipped;
                continue;
            }
            var word = words.get(i);
            int times = word.equals(twice) ? 2 : word.equals(thrice) ? 3 : 1;
            if (times > 1 && i + 1 < words.size()) {
                var next = sign(words.get(i + 1));
                if (next.length() == 1) {
                    read.add(next.repeat(times));
                    i++;
                    continue;
                }
            }
            read.add(sign(word));
        }
        return read;
    }

    /** How many words beside this one are an example of the letter before it; 0 for none. */
    private int suchAs(List<String> words, int at) {
        if (at + 2 < words.size() && suchAs.contains(words.get(at) + " " + words.get(at + 1))) {
            return 2;
        }
        return at + 1 < words.size() && suchAs.contains(words.get(at)) ? 1 : 0;
    }
}
