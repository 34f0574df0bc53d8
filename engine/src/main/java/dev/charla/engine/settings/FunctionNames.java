package dev.charla.engine.settings;

import java.util.Set;
import java.util.regex.Pattern;

/** Names of functions as chat models take them. */
public final class FunctionNames {
    /** As OpenAI takes them. */
    static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private static final int LONGEST = 64;

    private FunctionNames() {}

    /** The name itself, or one like it that is taken. */
    public static String legal(String name) {
        String legal = name.replaceAll("[^a-zA-Z0-9_-]", "_");
        return legal.isEmpty() ? "_" : legal.substring(0, Math.min(LONGEST, legal.length()));
    }

    /**
     * The name for a tool of a server, which it bears alone.
     *
     * @param taken by others; the new one is added
     */
    static String own(String server, String tool, Set<String> taken) {
        String name = legal(tool);
        if (taken.add(name)) {
            return name;
        }
        String longer = legal(server + "_" + tool);
        for (int i = 2; !taken.add(longer); i++) {
            String end = "_" + i;
            String begin = legal(server + "_" + tool);
            longer = begin.substring(0, Math.min(begin.length(), LONGEST - end.length())) + end;
        }
        return longer;
    }
}
