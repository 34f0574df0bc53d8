package dev.charla.boot.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an application has of one kind, such as tools, found by the names that settings give. It is
 * looked for when something is named for the first time: an application may have parts that are
 * none of an agent's business. At the start of the server, on one thread.
 *
 * @param <P> a part
 */
public final class NamedParts<P> {
    private static final String ALL = "*";

    private final String kind;
    private final Supplier<List<P>> source;
    private final Function<P, String> name;
    private final Function<P, String> where;
    private final Function<String, String> whenThereIsNone;
    private @Nullable Map<String, List<P>> found;

    /**
     * Of what {@code source} has.
     *
     * @param kind what a part is called in messages, such as {@code tool}
     * @param source asked once
     * @param name of a part
     * @param where a part is in the application, for who has to mend it
     * @param whenThereIsNone what to do, by the name that was asked for, where there is no part
     */
    public NamedParts(
            String kind,
            Supplier<List<P>> source,
            Function<P, String> name,
            Function<P, String> where,
            Function<String, String> whenThereIsNone) {
        this.kind = kind;
        this.source = source;
        this.name = name;
        this.where = where;
        this.whenThereIsNone = whenThereIsNone;
    }

    /**
     * Those of these names, in this order, each once.
     *
     * @param setting where they are named
     * @param names {@code *} for all there are
     * @throws SettingException if there is none of a name, or two
     */
    public List<P> named(String setting, List<String> names) {
        List<P> parts = new ArrayList<>();
        var wanted = names.contains(ALL) ? List.copyOf(byName().keySet()) : names;
        for (var each : wanted.stream().distinct().toList()) {
            parts.add(the(each, setting));
        }
        return parts;
    }

    /**
     * The one of that name.
     *
     * @throws SettingException if there is none, or two
     */
    public P the(String wanted, String setting) {
        var of = byName().getOrDefault(wanted, List.of());
        if (of.isEmpty()) {
            throw new SettingException(
                    "%s names the %s '%s', and there is none.".formatted(setting, kind, wanted),
                    byName().isEmpty()
                            ? whenThereIsNone.apply(wanted)
                            : "Use one of: %s.".formatted(String.join(", ", byName().keySet())));
        }
        if (of.size() > 1) {
            throw new SettingException(
                    "%s names the %s '%s', and there are two: %s and %s."
                            .formatted(
                                    setting,
                                    kind,
                                    wanted,
                                    where.apply(of.get(0)),
                                    where.apply(of.get(1))),
                    "Give one of them another name.");
        }
        return of.getFirst();
    }

    /** Whether several have that name. */
    public boolean severalNamed(String wanted) {
        return byName().getOrDefault(wanted, List.of()).size() > 1;
    }

    /** All of them. */
    public List<P> all() {
        return byName().values().stream().flatMap(List::stream).toList();
    }

    private Map<String, List<P>> byName() {
        var known = found;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (var part : source.get()) {
                known.computeIfAbsent(name.apply(part), _ -> new ArrayList<>()).add(part);
            }
            found = known;
        }
        return known;
    }
}
