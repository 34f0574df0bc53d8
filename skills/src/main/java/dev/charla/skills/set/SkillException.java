package dev.charla.skills.set;

import java.util.List;

/** Skill definitions that cannot be used; every line of the message names a file and a line. */
public final class SkillException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    public SkillException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence each, with file, line and what was expected. */
    public List<String> problems() {
        return problems;
    }
}
