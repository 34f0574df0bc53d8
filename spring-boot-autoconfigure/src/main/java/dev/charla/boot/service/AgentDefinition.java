package dev.charla.boot.service;

import dev.charla.boot.service.AgentsProperties.Agent;
import dev.charla.boot.settings.SettingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was said of one agent, in a class, in settings or in both; a setting goes before the class.
 *
 * @param ofClass null for an agent of settings alone
 * @param toolsPlace where its tools are named
 * @param guardsPlace where its guards are named
 */
record AgentDefinition(
        String name,
        String title,
        AgentProperties properties,
        @Nullable AgentClass ofClass,
        String place,
        String toolsPlace,
        String guardsPlace) {
    private static final String NAME = "[A-Za-z0-9_-]{1,64}";

    /**
     * All of them: classes first, then those of settings. The agent {@code default} is among them
     * where there is no class.
     *
     * @throws SettingException if two have one name, or one has none
     */
    static List<AgentDefinition> of(
            AgentProperties standard, AgentsProperties further, List<AgentClass> classes) {
        Map<String, AgentDefinition> all = new LinkedHashMap<>();
        for (AgentClass each : classes) {
            AgentDefinition made = of(standard, further.agents().get(each.agent().name()), each);
            AgentDefinition before = all.put(made.name(), made);
            if (before != null && before.ofClass() != null) {
                throw new SettingException(
                        "Two agents have the name '%s': %s and %s."
                                .formatted(
                                        made.name(),
                                        before.ofClass().type().getName(),
                                        each.type().getName()),
                        "Give one of them another name.");
            }
        }
        if (classes.isEmpty()) {
            all.put(
                    AgentCatalogue.DEFAULT,
                    new AgentDefinition(
                            AgentCatalogue.DEFAULT,
                            AgentCatalogue.DEFAULT,
                            standard,
                            null,
                            "charla.agent",
                            "charla.agent.tools",
                            "charla.agent.guards"));
        }
        further.agents()
                .forEach((name, change) -> {
                    if (all.get(name) == null || all.get(name).ofClass() == null) {
                        all.put(
                                name,
                                new AgentDefinition(
                                        name,
                                        name,
                                        standard.with(change),
                                        null,
                                        "charla.agents." + name,
                                        change.tools() == null
                                                ? "charla.agent.tools"
                                                : toolsOf(name),
                                        guardsPlace(name, change)));
                    }
                });
        return new ArrayList<>(all.values());
    }

    private static AgentDefinition of(
            AgentProperties standard, @Nullable Agent settings, AgentClass type) {
        String name = type.agent().name();
        if (!name.matches(NAME)) {
            throw new SettingException(
                    name.isBlank()
                            ? "The agent has no name (%s).".formatted(type.place())
                            : "An agent cannot be called '%s' (%s).".formatted(name, type.place()),
                    "Give it one of 1 to 64 letters, digits, _ and -, such as 'front-desk'.");
        }
        String title = type.agent().title().isBlank() ? name : type.agent().title().strip();
        AgentProperties properties = standard.with(written(type));
        boolean toolsSet = settings != null && settings.tools() != null;
        return new AgentDefinition(
                name,
                title,
                settings == null ? properties : properties.with(settings),
                type,
                type.place(),
                toolsSet ? toolsOf(name) : type.place(),
                guardsPlace(name, settings));
    }

    private static String toolsOf(String name) {
        return "charla.agents." + name + ".tools";
    }

    private static String guardsPlace(String name, @Nullable Agent settings) {
        return settings == null || settings.guards() == null
                ? "charla.agent.guards"
                : "charla.agents." + name + ".guards";
    }

    /** What stands in the class, as if it were settings. */
    private static Agent written(AgentClass type) {
        var agent = type.agent();
        return new Agent(
                AgentCatalogue.present(agent.voice()),
                null,
                AgentCatalogue.present(agent.instructions()),
                AgentCatalogue.present(agent.greeting()),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                agent.tools().length == 0 ? null : Arrays.asList(agent.tools()),
                null,
                null,
                AgentCatalogue.present(agent.language()),
                null,
                agent.interimResponse().length == 0
                        ? null
                        : AgentProperties.Interim.NONE.saying(
                                Arrays.asList(agent.interimResponse())));
    }
}
