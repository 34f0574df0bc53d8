package dev.charla.conversation.capture;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Asks the caller for a value of one kind: with which question, how it is read from what they say
 * or type, and how it is read back to them. Immutable.
 *
 * @param <T> the value
 */
public final class Capture<T> {
    /** Longer than anybody listens to. */
    private static final int MOST_CHARS = 500;

    private final Kind kind;
    private final String question;
    private final Words words;
    private final BiFunction<String, Words, Optional<T>> reader;
    private final BiFunction<T, Words, String> spelled;

    /** What is asked for, by which a page chooses its field. */
    public enum Kind {
        EMAIL,
        PHONE,
        CODE,
        NAME,
        DATE
    }

    private Capture(
            Kind kind,
            String question,
            Words words,
            BiFunction<String, Words, Optional<T>> reader,
            BiFunction<T, Words, String> spelled) {
        if (question.isBlank() || question.length() > MOST_CHARS) {
            throw new IllegalArgumentException(
                    "a question must have 1 to %d characters".formatted(MOST_CHARS));
        }
        this.kind = kind;
        this.question = question;
        this.words = words;
        this.reader = reader;
        this.spelled = spelled;
    }

    /** An e-mail address, such as {@code anna.lee@example.com}. */
    public static Capture<String> email(String question) {
        return new Capture<>(
                Kind.EMAIL, question, Words.EN, EmailReader::read, EmailReader::spelled);
    }

    /** A telephone number of 6 to 15 digits, with {@code +} in front where that was said. */
    public static Capture<String> phone(String question) {
        return new Capture<>(
                Kind.PHONE, question, Words.EN, SignReader::phone, SignReader::spelled);
    }

    /**
     * A code of letters and digits, such as a booking reference; its letters are capitals.
     *
     * @param shortest how many signs it has at least; 1 or more
     * @param longest how many at most
     */
    public static Capture<String> code(String question, int shortest, int longest) {
        if (shortest < 1 || longest < shortest) {
            throw new IllegalArgumentException("a code has at least one sign");
        }
        return new Capture<>(
                Kind.CODE,
                question,
                Words.EN,
                (said, words) -> SignReader.code(said, words, shortest, longest),
                SignReader::spelled);
    }

    /** A person's name, as said or as spelled letter by letter. */
    public static Capture<String> name(String question) {
        return new Capture<>(Kind.NAME, question, Words.EN, NameReader::read, NameReader::spelled);
    }

    /** A day, with its year; one without counts from {@code today} on. */
    public static Capture<LocalDate> date(String question, LocalDate today) {
        return new Capture<>(
                Kind.DATE,
                question,
                Words.EN,
                (said, words) -> DateReader.read(said, words, today),
                DateReader::spelled);
    }

    /**
     * Reads and speaks this language: English, German, Spanish, French or Portuguese; others are
     * taken for English, which it is unless set.
     */
    public Capture<T> in(Locale language) {
        return new Capture<>(kind, question, Words.of(language), reader, spelled);
    }

    /** A value of another type, made of the one that was read; empty where it cannot be. */
    public <U> Capture<U> as(Function<T, Optional<U>> made, Function<U, T> back) {
        return new Capture<>(
                kind,
                question,
                words,
                (said, language) -> reader.apply(said, language).flatMap(made),
                (value, language) -> spelled.apply(back.apply(value), language));
    }

    /** What is asked for; also where a type of the application's is made of it. */
    public Kind kind() {
        return kind;
    }

    /** How the caller is asked. */
    public String question() {
        return question;
    }

    /** The value in what was said or typed; empty where there is none for certain. */
    public Optional<T> read(String said) {
        return reader.apply(said, words);
    }

    /** How the value is read back, with the question whether it is right. */
    public String readBack(T value) {
        return words.readBack(spelled.apply(value, words));
    }

    /** What is said where no value was heard. */
    public String again() {
        return words.again() + " " + question;
    }
}
