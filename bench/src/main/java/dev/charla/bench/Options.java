package dev.charla.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What follows a bench's name: {@code --name value}, {@code --name=value} and bare {@code --name},
 * each at most once. Immutable; any thread.
 */
public final class Options {
    private static final Pattern COMMA = Pattern.compile(",");

    private final Map<String, String> values;
    private final Set<String> flags;

    private Options(Map<String, String> values, Set<String> flags) {
        this.values = Map.copyOf(values);
        this.flags = Set.copyOf(flags);
    }

    /**
     * Reads a command line.
     *
     * @param valued names, without dashes, of the options with a value
     * @param bare names, without dashes, of the options without one
     * @throws UsageException when an option is unknown, comes twice, or its value is left out
     */
    public static Options parse(List<String> arguments, Set<String> valued, Set<String> bare)
            throws UsageException {
        var values = new HashMap<String, String>();
        var flags = new HashSet<String>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String option = equals < 0 ? argument : argument.substring(0, equals);
            String name = named(option, valued);
            boolean twice = flags.contains(name) || values.containsKey(name);
            if (twice) {
                throw new UsageException(option + " is there twice. Give it once.");
            }
            if (bare.contains(name) && equals < 0) {
                flags.add(name);
            } else if (!valued.contains(name)) {
                throw new UsageException(unknown(argument));
            } else if (equals >= 0) {
                values.put(name, argument.substring(equals + 1));
            } else if (i + 1 < arguments.size()) {
                i++;
                values.put(name, arguments.get(i));
            } else {
                throw new UsageException(option + " wants a value after it.");
            }
        }
        return new Options(values, flags);
    }

    /** Without its dashes; {@code --talks} is what conversations were called before 0.1.0. */
    private static String named(String option, Set<String> valued) {
        if (!option.startsWith("--")) {
            return "";
        }
        String name = option.substring(2);
        return name.equals("talks") && valued.contains("conversations") ? "conversations" : name;
    }

    private static String unknown(String argument) {
        return "\"" + argument + "\" is not understood. Without arguments, the options are listed.";
    }

    /** Whether a bare option is there. */
    public boolean has(String flag) {
        return flags.contains(flag);
    }

    /** The value of an option that is there. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * A whole number.
     *
     * @param otherwise taken when the option is left out
     * @throws UsageException when it is not a number from {@code least} to {@code most}
     */
    public int number(String name, int otherwise, int least, int most) throws UsageException {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notNumber) {
            throw wrongNumber(name, value, least, most);
        }
        throw wrongNumber(name, value, least, most);
    }

    /**
     * Whole numbers with commas between.
     *
     * @param otherwise taken when the option is left out
     * @throws UsageException when one is not a number from {@code least} to {@code most}
     */
    public List<Integer> numbers(String name, String otherwise, int least, int most)
            throws UsageException {
        String text = values.getOrDefault(name, otherwise);
        try {
            List<Integer> numbers = COMMA.splitAsStream(text).map(Integer::valueOf).toList();
            if (!numbers.isEmpty() && numbers.stream().allMatch(n -> n >= least && n <= most)) {
                return numbers;
            }
        } catch (NumberFormatException _) {
            throw wrongNumbers(name, text, least, most);
        }
        throw wrongNumbers(name, text, least, most);
    }

    private static UsageException wrongNumbers(String name, String text, int least, int most) {
        return new UsageException(
                "--%s is \"%s\". Give a number from %d to %d, or several with commas between."
                        .formatted(name, text, least, most));
    }

    private static UsageException wrongNumber(String name, String value, int least, int most) {
        return new UsageException(
                "--%s is \"%s\". Give a whole number from %d to %d."
                        .formatted(name, value, least, most));
    }
}
