package dev.charla.app.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Settings that had another name before version 0.1.0 go on working under it, with a warning that
 * names the new one. Where both are set in one place, the new name wins. Immutable.
 */
public final class RenamedSettings
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Logger LOG = LoggerFactory.getLogger(RenamedSettings.class);

    /** Spring Boot reads a source whose name ends so by the rules for environment variables. */
    private static final String VARIABLES = "-systemEnvironment";

    /** Old names and new ones, the longer before those they begin with; a dot ends a prefix. */
    private static final List<Renamed> ALL =
            List.of(
                    new Renamed("charla.talk.profiles.", "charla.agents."),
                    new Renamed("charla.talk.", "charla.agent."),
                    new Renamed("charla.browser.max-talks", "charla.browser.max-conversations"),
                    new Renamed(
                            "charla.limits.talks-per-user", "charla.limits.conversations-per-user"),
                    new Renamed(
                            "charla.limits.talks-per-address",
                            "charla.limits.conversations-per-address"),
                    new Renamed(
                            "charla.limits.new-talks-per-minute",
                            "charla.limits.new-conversations-per-minute"));

    private record Renamed(String from, String to) {
        /** What this setting is called now, in the same spelling; null when it is another. */
        @Nullable String newNameOf(String name) {
            boolean variable = isVariable(name);
            String old = variable ? variable(from) : from;
            String now = variable ? variable(to) : to;
            if (from.endsWith(".")) {
                return name.toLowerCase(Locale.ROOT).startsWith(old.toLowerCase(Locale.ROOT))
                        ? now + name.substring(old.length())
                        : null;
            }
            return plain(name).equals(plain(old)) ? now : null;
        }

        /** Dashes, underscores in variables and capitals make no difference. */
        private static String plain(String name) {
            return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
        }

        /** As Spring Boot derives a variable: without dashes; with them it knows it as well. */
        private static String variable(String name) {
            return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        MutablePropertySources sources = context.getEnvironment().getPropertySources();
        for (PropertySource<?> source : sources.stream().toList()) {
            if (source instanceof EnumerablePropertySource<?> told) {
                renameIn(told, sources);
            }
        }
    }

    private static void renameIn(
            EnumerablePropertySource<?> source, MutablePropertySources sources) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Map<String, Object> variables = new LinkedHashMap<>();
        for (String name : source.getPropertyNames()) {
            String now = newName(name);
            Object value = now == null ? null : source.getProperty(name);
            if (now != null && value != null) {
                (isVariable(name) ? variables : properties).put(now, value);
                LOG.warn(
                        "the setting {} is called {} now; the old name works in this version for"
                                + " the last time",
                        name,
                        now);
            }
        }
        if (!properties.isEmpty()) {
            sources.addAfter(
                    source.getName(),
                    new MapPropertySource(source.getName() + ", old names", properties));
        }
        if (!variables.isEmpty()) {
            sources.addAfter(
                    source.getName(),
                    new SystemEnvironmentPropertySource(
                            source.getName() + ", old names" + VARIABLES, variables));
        }
    }

    private static @Nullable String newName(String name) {
        for (Renamed each : ALL) {
            String now = each.newNameOf(name);
            if (now != null) {
                return now;
            }
        }
        return null;
    }

    private static boolean isVariable(String name) {
        return name.indexOf('.') < 0 && name.startsWith("CHARLA_");
    }
}
