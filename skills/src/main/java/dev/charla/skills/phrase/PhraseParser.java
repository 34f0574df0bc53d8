package dev.charla.skills.phrase;

import dev.charla.skills.language.Language;
import dev.charla.skills.phrase.Phrase.Choice;
import dev.charla.skills.phrase.Phrase.Maybe;
import dev.charla.skills.phrase.Phrase.Sequence;
import dev.charla.skills.phrase.Phrase.Slot;
import dev.charla.skills.phrase.Phrase.Word;
import dev.charla.skills.slot.SlotType;
import dev.charla.skills.words.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads a phrase: words, {@code (a|b)}, {@code [optional]}, {@code {slot}} or {@code {name:slot}}.
 */
public final class PhraseParser {
    private final String text;
    private final Map<String, SlotType> types;
    private final Language language;
    private int at;

    private PhraseParser(String text, Map<String, SlotType> types, Language language) {
        this.text = text;
        this.language = language;
        this.types = types;
    }

    /**
     * Reads a phrase as it stands in a file.
     *
     * @param types the slot types by name
     * @throws IllegalArgumentException when the text is no phrase; the message says where and why
     */
    public static Phrase parse(String text, Map<String, SlotType> types, Language language) {
        var parser = new PhraseParser(text, types, language);
        Phrase phrase = parser.choice();
        if (parser.at < text.length()) {
            throw parser.wrong("'" + text.charAt(parser.at) + "' closes nothing");
        }
        if (canBeEmpty(phrase)) {
            throw parser.wrong("the phrase may not be empty or optional as a whole");
        }
        return phrase;
    }

    private Phrase choice() {
        List<Phrase> options = new ArrayList<>();
        options.add(sequence());
        while (peek() == '|') {
            at++;
            options.add(sequence());
        }
        return options.size() == 1 ? options.getFirst() : new Choice(options);
    }

    private Phrase sequence() {
        List<Phrase> parts = new ArrayList<>();
        while (at < text.length() && "|)]".indexOf(peek()) < 0) {
            if (Character.isWhitespace(peek())) {
                at++;
            } else {
                part(parts);
            }
        }
        if (parts.isEmpty()) {
            throw wrong("a word, '(', '[' or '{' was expected");
        }
        return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
    }

    private void part(List<Phrase> parts) {
        switch (peek()) {
            case '(' -> parts.add(enclosed(')'));
            case '[' -> parts.add(new Maybe(enclosed(']')));
            case '{' -> parts.add(slot());
            default -> words(parts);
        }
    }

    private Phrase enclosed(char close) {
        int open = at++;
        Phrase inner = choice();
        if (peek() != close) {
            at = open;
            throw wrong("'" + text.charAt(open) + "' is not closed by '" + close + "'");
        }
        at++;
        return inner;
    }

    private Slot slot() {
        int close = text.indexOf('}', at);
        if (close < 0) {
            throw wrong("'{' is not closed by '}'");
        }
        String inside = text.substring(at + 1, close);
        int colon = inside.indexOf(':');
        String name = colon < 0 ? inside : inside.substring(0, colon);
        SlotType type = types.get(colon < 0 ? inside : inside.substring(colon + 1));
        if (type == null) {
            throw wrong(
                    "there is no slot type '"
                            + inside
                            + "'; there are "
                            + String.join(", ", new TreeSet<>(types.keySet())));
        }
        at = close + 1;
        return new Slot(name, type);
    }

    private void words(List<Phrase> parts) {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(peek()) || peek() == '\'')) {
            at++;
        }
        if (at == start) {
            throw wrong("'" + peek() + "' is no part of a phrase; leave punctuation out");
        }
        for (Token token : language.words(text.substring(start, at))) {
            parts.add(new Word(token.word()));
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException(
                "in the phrase \"" + text + "\", character " + (at + 1) + ": " + why);
    }

    private static boolean canBeEmpty(Phrase phrase) {
        return switch (phrase) {
            case Word _, Slot _ -> false;
            case Maybe _ -> true;
            case Sequence(var parts) -> parts.stream().allMatch(PhraseParser::canBeEmpty);
            case Choice(var options) -> options.stream().anyMatch(PhraseParser::canBeEmpty);
        };
    }
}
