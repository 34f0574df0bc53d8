package dev.charla.conversation.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Names of people. */
final class NameReader {
    private static final int LONGEST = 80;

    /** More than the names of anybody who says them to a machine. */
    private static final int MOST_WORDS = 6;

    private NameReader() {}

    static Optional<String> read(String said, Words words) {
        var names = new ArrayList<String>();
        var spelled = new StringBuilder();
        for (var word : behindLead(said, words)) {
            if (word.length() == 1) {
                spelled.append(word);
            } else {
                if (spelled.length() > 1) {
                    names.add(capital(spelled.toString()));
                }
                spelled.setLength(0);
                names.add(capital(word));
            }
        }
        if (spelled.length() > 1) {
            names.add(capital(spelled.toString()));
        }
        if (names.size() == 1 && words.filler(Words.plain(names.getFirst()))) {
            return Optional.empty();
        }
        var name = String.join(" ", names);
        boolean letters = name.matches("\\p{L}[\\p{L}'’ -]*");
        return letters && names.size() <= MOST_WORDS && name.length() <= LONGEST
                ? Optional.of(name)
                : Optional.empty();
    }

    private static Iterable<String> behindLead(String said, Words words) {
        var each =
                Arrays.stream(said.strip().split("[\\s,;:.!?¿¡\"()]+"))
                        .filter(word -> !word.isEmpty())
                        .toList();
        int from = 0;
        while (from < each.size() - 1 && leads(each.get(from), words)) {
            from++;
        }
        return each.subList(from, each.size());
    }

    private static boolean leads(String word, Words words) {
        var plain = Words.plain(word).replaceAll("['’]", "");
        return plain.equals("i") || (plain.length() > 1 && words.filler(plain));
    }

    /** A name that is written with capitals in it keeps them. */
    private static String capital(String word) {
        boolean plain =
                word.equals(word.toLowerCase(Locale.ROOT))
                        || (word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT)));
        return plain
                ? word.substring(0, 1).toUpperCase(Locale.ROOT)
                        + word.substring(1).toLowerCase(Locale.ROOT)
                : word;
    }

    /** The name, and then letter by letter. */
    static String spelled(String name, Words words) {
        var letters = new ArrayList<String>();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (Character.isLetter(letter)) {
                letters.add(String.valueOf(Character.toUpperCase(letter)));
            } else if (letter == '-') {
                letters.add(words.name('-'));
            }
        }
        return name + ", " + String.join(", ", letters);
    }
}
