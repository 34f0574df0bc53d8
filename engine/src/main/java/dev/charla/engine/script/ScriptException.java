package dev.charla.engine.script;

import java.util.List;

/** A script that cannot be followed; every line of the message names a file and a line. */
public final class ScriptException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    ScriptException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence each, with file, line and what was expected. */
    public List<String> problems() {
        return problems;
    }
}
