package dev.charla.boot.guards;

import dev.charla.boot.guards.GuardsProperties.Guard;
import dev.charla.boot.guards.GuardsProperties.Outcome;
import dev.charla.boot.settings.NamedParts;
import dev.charla.boot.settings.SettingException;
import dev.charla.conversation.guard.GuardManner;
import dev.charla.conversation.guard.Guarded;
import dev.charla.conversation.guard.Guards;
import dev.charla.conversation.guard.PatternGuard;
import dev.charla.conversation.guard.SoFar;
import dev.charla.conversation.guard.Verdict;
import dev.charla.conversation.guard.WordGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * All guards that the application has: patterns of its settings, methods and beans. At the start of
 * the server.
 */
final class ApplicationGuards implements AgentGuards {
    private static final String USUAL_REASON = "It is not for this agent to speak about that.";

    private final NamedParts<Found> guards;
    private final GuardsProperties settings;

    /** A guard, with where it is in the application. */
    record Found(WordGuard guard, String where) {}

    /**
     * @param source methods and beans
     */
    ApplicationGuards(Supplier<List<Found>> source, GuardsProperties settings) {
        this.settings = settings;
        this.guards =
                new NamedParts<>(
                        "guard",
                        () -> withPatterns(source.get()),
                        found -> found.guard().name(),
                        Found::where,
                        "Set charla.guards.%s.pattern, or annotate a method of a bean with @Guard, or take the name out."
                                ::formatted);
        settings.guards()
                .keySet()
                .forEach(name -> configured(guards.the(name, "charla.guards." + name)));
    }

    @Override
    public Guards named(String setting, List<String> names) {
        return names.isEmpty()
                ? Guards.NONE
                : Guards.of(guards.named(setting, names).stream().map(this::configured).toList());
    }

    private WordGuard configured(Found found) {
        WordGuard guard = found.guard();
        String name = guard.name();
        Guard changed = settings.guards().get(name);
        if (changed == null || changed.pattern() != null) {
            return guard;
        }
        if (changed.describesPattern()) {
            throw new SettingException(
                    "charla.guards.%s says what a pattern does, and the guard is %s."
                            .formatted(name, found.where()),
                    "Leave only deadline and failing there, or set charla.guards.%s.pattern and give the other one another name."
                            .formatted(name));
        }
        return new Configured(guard, changed.over(guard.manner()));
    }

    private List<Found> withPatterns(List<Found> others) {
        List<Found> all = new ArrayList<>();
        settings.guards()
                .forEach((name, guard) -> {
                    if (guard.pattern() != null) {
                        all.add(pattern(name, guard));
                    }
                });
        all.addAll(others);
        return all;
    }

    private static Found pattern(String name, Guard guard) {
        String where = "charla.guards." + name;
        return new Found(
                new PatternGuard(
                        name,
                        Objects.requireNonNullElse(guard.on(), Guarded.AGENT_SPEECH),
                        compiled(where, Objects.requireNonNull(guard.pattern())),
                        verdict(where, guard),
                        guard.over(GuardManner.DEFAULT)),
                where);
    }

    private static Pattern compiled(String where, String pattern) {
        if (pattern.isEmpty() || Pattern.matches("\\s+", pattern)) {
            throw new SettingException(
                    where + ".pattern is empty, and would be found in everything.",
                    "Write a regular expression there, such as (?i)\\bpassword\\b.");
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new SettingException(
                    "%s.pattern is no regular expression: %s at character %d."
                            .formatted(where, e.getDescription(), e.getIndex() + 1),
                    "Correct it there. A backslash is written twice in a .properties file.");
        }
    }

    private static Verdict verdict(String where, Guard guard) {
        String say = present(guard.say());
        String reason = present(guard.reason());
        try {
            if (guard.verdict() == Outcome.REPLACE) {
                if (say == null) {
                    throw new SettingException(
                            where + ".verdict is replace, and nothing is said instead.",
                            "Set %s.say to the words that take the place of the others."
                                    .formatted(where));
                }
                return Verdict.replace(say);
            }
            return new Verdict.Stop(reason == null ? USUAL_REASON : reason, say);
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "%s cannot be: %s.".formatted(where, e.getMessage()),
                    "Shorten %s.say or %s.reason.".formatted(where, where));
        }
    }

    private static @Nullable String present(@Nullable String setting) {
        return setting == null || setting.isBlank() ? null : setting;
    }

    /** A guard that is asked as the settings have it. */
    private record Configured(WordGuard guard, GuardManner manner) implements WordGuard {
        @Override
        public String name() {
            return guard.name();
        }

        @Override
        public Guarded on() {
            return guard.on();
        }

        @Override
        public Verdict check(SoFar words) throws Exception {
            return guard.check(words);
        }
    }
}
