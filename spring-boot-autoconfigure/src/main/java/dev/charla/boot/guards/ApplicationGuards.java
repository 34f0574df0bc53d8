package dev.charla.boot.guards;

import dev.charla.boot.guards.GuardsProperties.Guard;
import dev.charla.boot.guards.GuardsProperties.Outcome;
import dev.charla.boot.settings.SettingException;
import dev.charla.conversation.guard.GuardManner;
import dev.charla.conversation.guard.Guarded;
import dev.charla.conversation.guard.Guards;
import dev.charla.conversation.guard.PatternGuard;
import dev.charla.conversation.guard.SoFar;
import dev.charla.conversation.guard.Verdict;
import dev.charla.conversation.guard.WordGuard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * All guards that the application has: patterns of its settings, methods and beans. The latter are
 * looked for when the first agent names one. At the start of the server.
 */
final class ApplicationGuards implements AgentGuards {
    private static final String ALL = "*";
    private static final String USUAL_REASON = "It is not for this agent to speak about that.";

    private final Supplier<List<Found>> source;
    private final GuardsProperties settings;
    private @Nullable Map<String, List<Found>> found;

    /** A guard, with where it is in the application. */
    record Found(WordGuard guard, String where) {}

    ApplicationGuards(Supplier<List<Found>> source, GuardsProperties settings) {
        this.source = source;
        this.settings = settings;
        settings.guards().keySet().forEach(name -> the(name, "charla.guards." + name));
    }

    @Override
    public Guards named(String setting, List<String> names) {
        if (names.isEmpty()) {
            return Guards.NONE;
        }
        List<String> wanted = names.contains(ALL) ? List.copyOf(all().keySet()) : names;
        List<WordGuard> guards = new ArrayList<>();
        for (String name : wanted.stream().distinct().toList()) {
            guards.add(the(name, setting));
        }
        return Guards.of(guards);
    }

    private WordGuard the(String name, String setting) {
        List<Found> of = all().getOrDefault(name, List.of());
        if (of.isEmpty()) {
            throw new SettingException(
                    "%s names the guard '%s', and there is none.".formatted(setting, name),
                    all().isEmpty()
                            ? "Set charla.guards.%s.pattern, or annotate a method of a bean with @Guard, or take the name out."
                                    .formatted(name)
                            : "Use one of: %s.".formatted(String.join(", ", all().keySet())));
        }
        if (of.size() > 1) {
            throw new SettingException(
                    "%s names the guard '%s', and there are two: %s and %s."
                            .formatted(setting, name, of.get(0).where(), of.get(1).where()),
                    "Give one of them another name.");
        }
        WordGuard guard = of.getFirst().guard();
        Guard changed = settings.guards().get(name);
        if (changed == null || changed.pattern() != null) {
            return guard;
        }
        if (changed.describesPattern()) {
            throw new SettingException(
                    "charla.guards.%s says what a pattern does, and the guard is %s."
                            .formatted(name, of.getFirst().where()),
                    "Leave only deadline and failing there, or set charla.guards.%s.pattern and give the other one another name."
                            .formatted(name));
        }
        return new Configured(guard, changed.over(guard.manner()));
    }

    private Map<String, List<Found>> all() {
        Map<String, List<Found>> known = found;
        if (known == null) {
            known = new LinkedHashMap<>();
            List<Found> each = new ArrayList<>();
            settings.guards()
                    .forEach((name, guard) -> {
                        if (guard.pattern() != null) {
                            each.add(pattern(name, guard));
                        }
                    });
            each.addAll(source.get());
            for (Found one : each) {
                known.computeIfAbsent(one.guard().name(), _ -> new ArrayList<>()).add(one);
            }
            found = known;
        }
        return known;
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
