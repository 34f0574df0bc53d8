package dev.charla.speech.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be measured.
 *
 * @param models the folder of models; what is in it is measured too
 * @param json where to write the figures as JSON; null for nowhere
 * @param misheard where to write what was not heard right, a line each: recogniser, voice, noise,
 *     errors, said and heard, with tabs between; null for nowhere
 * @param recordings folder with speech of people, NAME.wav with its words in NAME.txt; null for
 *     none
 * @param recordingsLanguage BCP 47 tag of what they speak
 */
record BenchOptions(
        Set<Part> parts,
        List<Integer> conversations,
        Path models,
        @Nullable Path json,
        @Nullable Path misheard,
        @Nullable Path recordings,
        String recordingsLanguage) {
    /** What can be measured alone. */
    enum Part {
        TURNS,
        WORDS,
        LOAD
    }

    BenchOptions {
        parts = Set.copyOf(parts);
        conversations = List.copyOf(conversations);
    }

    /**
     * @param folder the folder of models where none is named
     * @throws IllegalArgumentException with a sentence that says what is not understood
     */
    static BenchOptions read(List<String> arguments, Path folder) {
        Set<Part> parts = EnumSet.allOf(Part.class);
        List<Integer> conversations = List.of(1, 2, 4, 8);
        Path models = folder;
        Path json = null;
        Path misheard = null;
        Path recordings = null;
        String language = "en-US";
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " wants a value after it.");
            }
            String value = arguments.get(i + 1);
            switch (name) {
                case "--only" -> parts = parts(value);
                case "--conversations", "--talks" -> conversations = conversations(value);
                case "--models" -> models = Path.of(value);
                case "--json" -> json = Path.of(value);
                case "--misheard" -> misheard = Path.of(value);
                case "--recordings" -> recordings = Path.of(value);
                case "--language" -> language = value;
                default ->
                        throw new IllegalArgumentException(
                                name
                                        + " is not understood. There are --only, --conversations,"
                                        + " --models, --json, --misheard, --recordings and"
                                        + " --language.");
            }
        }
        return new BenchOptions(parts, conversations, models, json, misheard, recordings, language);
    }

    private static Set<Part> parts(String value) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String part : value.split(",", -1)) {
            parts.add(
                    Arrays.stream(Part.values())
                            .filter(one -> one.name().equalsIgnoreCase(part.strip()))
                            .findFirst()
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "--only wants turns, words or load, not \""
                                                    + part.strip().toLowerCase(Locale.ROOT)
                                                    + "\".")));
        }
        return parts;
    }

    private static List<Integer> conversations(String value) {
        List<Integer> conversations = new ArrayList<>();
        for (String number : value.split(",", -1)) {
            if (!number.strip().matches("[1-9][0-9]?")) {
                throw new IllegalArgumentException(
                        "--conversations wants numbers from 1 to 99, such as 1,2,4, not \""
                                + value
                                + "\".");
            }
            conversations.add(Integer.parseInt(number.strip()));
        }
        return conversations;
    }
}
