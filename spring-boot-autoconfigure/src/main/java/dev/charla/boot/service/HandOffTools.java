package dev.charla.boot.service;

import dev.charla.boot.agent.HandOff;
import dev.charla.boot.settings.SettingException;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.HandOffTool;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The ways from one agent to another, as tools of the one. */
final class HandOffTools {
    private static final String BY_SETTING = "hand_off_to_";
    private static final int LONGEST_NAME = 64;

    private final List<AgentDefinition> agents;

    HandOffTools(List<AgentDefinition> agents) {
        this.agents = agents;
    }

    /**
     * Those of an agent.
     *
     * @throws SettingException if one leads nowhere, or back to itself, or is not described
     */
    List<HandOffTool> of(AgentDefinition from) {
        List<HandOffTool> tools = new ArrayList<>();
        var ofClass = from.ofClass();
        if (ofClass != null) {
            ofClass.handOffs()
                    .forEach((method, handOff) ->
                            tools.add(
                                    checked(
                                            from,
                                            new HandOffTool(
                                                    method,
                                                    handOff.description(),
                                                    target(ofClass, method, handOff)),
                                            "@HandOff on %s.%s"
                                                    .formatted(
                                                            ofClass.type().getSimpleName(),
                                                            method))));
        }
        from.properties()
                .handOff()
                .forEach((agent, description) -> {
                    var name = (BY_SETTING + agent).replaceAll("[^A-Za-z0-9_-]", "_");
                    tools.add(
                            checked(
                                    from,
                                    new HandOffTool(
                                            name.substring(
                                                    0, Math.min(name.length(), LONGEST_NAME)),
                                            description,
                                            agent),
                                    setting(from, agent)));
                });
        return tools;
    }

    private static String setting(AgentDefinition from, String agent) {
        return from.place().startsWith("charla.")
                ? from.place() + ".hand-off." + agent
                : "charla.agents.%s.hand-off.%s".formatted(from.name(), agent);
    }

    private String target(AgentClass from, String method, HandOff handOff) {
        for (var each : agents) {
            var ofClass = each.ofClass();
            if (ofClass != null && ofClass.type().equals(handOff.to())) {
                return each.name();
            }
        }
        throw new SettingException(
                "@HandOff on %s.%s leads to %s, which is no agent of this application."
                        .formatted(from.type().getSimpleName(), method, handOff.to().getName()),
                "Annotate that class with @VoiceAgent, and have it found by the component scan.");
    }

    private HandOffTool checked(AgentDefinition from, HandOffTool tool, String place) {
        if (tool.agent().equals(from.name())) {
            throw new SettingException(
                    "%s leads from the agent '%s' to itself.".formatted(place, from.name()),
                    "Name another agent.");
        }
        if (agents.stream().noneMatch(each -> each.name().equals(tool.agent()))) {
            throw new SettingException(
                    "%s leads to the agent '%s', and there is none.".formatted(place, tool.agent()),
                    "Use one of: %s."
                            .formatted(
                                    agents.stream()
                                            .map(AgentDefinition::name)
                                            .filter(name -> !name.equals(from.name()))
                                            .collect(Collectors.joining(", "))));
        }
        try {
            FunctionTools.check(tool);
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "A hand-off cannot be used (%s).".formatted(place),
                    String.valueOf(e.getMessage()));
        }
        return tool;
    }
}
