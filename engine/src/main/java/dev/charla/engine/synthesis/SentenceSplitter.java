package dev.charla.engine.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Splits a streamed text into sentences, each as soon as it is complete, so that synthesis can
 * begin before the text ends. The result does not depend on the chunking. Only white space at the
 * cuts is dropped.
 *
 * <p>Confined to one thread at a time.
 */
public final class SentenceSplitter {
    /** A sentence longer than this is cut at a comma or before a conjunction. */
    static final int LONG_WORDS = 25;

    /** Where there is neither, it is cut after this many words. */
    static final int LONGEST_WORDS = 40;

    /** The same for scripts without spaces and for garbage. */
    public static final int LONGEST_CHARACTERS = 500;

    private static final int SHORTEST_CLAUSE_WORDS = 5;

    /** A name or a number follows these: their dot never ends a sentence. */
    private static final Set<String> TITLES =
            Set.of(
                    "mr", "mrs", "ms", "dr", "prof", "st", "mt", "gen", "col", "capt", "lt", "sgt",
                    "rev", "hon", "gov", "sen", "rep", "vs", "e.g", "i.e", "cf", "fig", "vol",
                    "approx", "dept", "est");

    /** After these the next letter tells: a small one or a digit goes on, a capital begins anew. */
    private static final Set<String> MAYBE_LAST =
            Set.of("etc", "jr", "sr", "inc", "ltd", "co", "corp", "no", "a.m", "p.m", "ph.d");

    private static final Pattern DOTTED_INITIALS = Pattern.compile("(?:\\p{L}\\.)++\\p{L}");
    private static final Pattern CLAUSE =
            Pattern.compile(
                    "[,;:\u2014\u2013]\\s+|\\s(?=(?:and|but|or|because|which|who|while|so|when|where|although|if)\\s)");

    private final StringBuilder pending = new StringBuilder();
    private int words;
    private boolean undecided;

    /**
     * Takes more of the text; gives the sentences that it completed, in order, without blanks
     * around.
     */
    public List<String> add(String delta) {
        var sentences = new ArrayList<String>();
        for (int i = 0; i < delta.length(); i++) {
            take(delta.charAt(i), sentences);
        }
        return sentences;
    }

    /** The text has ended: gives what is left of it, and can take another text afterwards. */
    public List<String> finish() {
        var sentences = new ArrayList<String>();
        cut(pending.length(), sentences);
        return sentences;
    }

    private void take(char next, List<String> sentences) {
        if (undecided && !Character.isWhitespace(next)) {
            undecided = false;
            if (!Character.isLowerCase(next) && !Character.isDigit(next)) {
                cut(pending.length(), sentences);
            }
        }
        boolean wordEnds = Character.isWhitespace(next) && endsInWord();
        pending.append(next);
        if (next == '\n' || "\u3002\uff01\uff1f".indexOf(next) >= 0) {
            cut(pending.length(), sentences);
        } else if (wordEnds) {
            words++;
            afterWord(sentences);
        } else if (pending.length() >= LONGEST_CHARACTERS) {
            cut(endOfLastWord(), sentences);
        }
    }

    private void afterWord(List<String> sentences) {
        switch (ending()) {
            case FULL_STOP -> cut(pending.length(), sentences);
            case PERHAPS -> undecided = true;
            case NONE -> {
                if (words > LONG_WORDS) {
                    cutLong(sentences);
                }
            }
        }
    }

    private enum Ending {
        NONE,
        PERHAPS,
        FULL_STOP
    }

    /** What the last word, which a white space follows, says about the end of the sentence. */
    private Ending ending() {
        String text = pending.toString().strip();
        String bare = text.replaceFirst("[\"')\\]}\u201d\u2019*_]+$", "");
        if (bare.endsWith("!") || bare.endsWith("?")) {
            return Ending.FULL_STOP;
        }
        if (bare.endsWith("...") || bare.endsWith("\u2026")) {
            return Ending.PERHAPS;
        }
        if (!bare.endsWith(".")) {
            return Ending.NONE;
        }
        int start = Math.max(bare.lastIndexOf(' '), bare.lastIndexOf('\t')) + 1;
        return ofDotted(
                bare.substring(start, bare.length() - 1)
                        .replaceFirst("^[\"'(\\[\u201c\u2018*_]+", ""),
                start == 0);
    }

    private static Ending ofDotted(String word, boolean first) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (TITLES.contains(lower)
                || (first && !word.isEmpty() && word.chars().allMatch(Character::isDigit))) {
            return Ending.NONE;
        }
        if (word.length() == 1 && Character.isUpperCase(word.charAt(0)) && !word.equals("I")) {
            return Ending.NONE;
        }
        boolean perhaps = MAYBE_LAST.contains(lower) || DOTTED_INITIALS.matcher(word).matches();
        return perhaps ? Ending.PERHAPS : Ending.FULL_STOP;
    }

    private void cutLong(List<String> sentences) {
        int at = -1;
        var clause = CLAUSE.matcher(pending);
        while (clause.find()) {
            int before = countWords(pending.substring(0, clause.end()));
            if (before >= SHORTEST_CLAUSE_WORDS && before <= LONG_WORDS) {
                at = clause.end();
            }
        }
        if (at >= 0) {
            cut(at, sentences);
        } else if (words >= LONGEST_WORDS) {
            cut(pending.length(), sentences);
        }
    }

    private void cut(int end, List<String> sentences) {
        String sentence = pending.substring(0, end).strip();
        if (!sentence.isEmpty()) {
            sentences.add(sentence);
        }
        pending.delete(0, end);
        words = countWords(pending.toString());
        undecided = false;
    }

    private int endOfLastWord() {
        int space = pending.lastIndexOf(" ");
        return space > 0 ? space : pending.length();
    }

    private boolean endsInWord() {
        return !pending.isEmpty() && !Character.isWhitespace(pending.charAt(pending.length() - 1));
    }

    private static int countWords(String text) {
        String bare = text.strip();
        return bare.isEmpty() ? 0 : bare.split("\\s+").length;
    }
}
