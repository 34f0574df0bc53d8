package dev.charla.boot.tools;

import dev.charla.boot.settings.SettingException;
import dev.charla.boot.tools.ToolSource.Found;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.ToolCall;
import dev.charla.conversation.function.ToolManner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All tools that the application has. They are looked for when the first agent names one: an
 * application may have tools that are none of an agent's business. At the start of the server.
 */
final class ApplicationTools implements AgentTools {
    private static final String ALL = "*";

    private final Supplier<List<Found>> source;
    private final ToolsProperties settings;
    private @Nullable Map<String, List<Found>> found;

    ApplicationTools(Supplier<List<Found>> source, ToolsProperties settings) {
        this.source = source;
        this.settings = settings;
        settings.tools()
                .keySet()
                .forEach(name -> {
                    if (all().getOrDefault(name, List.of()).size() < 2) {
                        the(name, "charla.tools." + name); // of two agents' own, it is about both
                    }
                });
    }

    @Override
    public FunctionTools named(String setting, List<String> names) {
        if (names.isEmpty()) {
            return FunctionTools.NONE;
        }
        var wanted = names.contains(ALL) ? List.copyOf(all().keySet()) : names;
        List<FunctionTool> tools = new ArrayList<>();
        for (var name : wanted.stream().distinct().toList()) {
            tools.add(the(name, setting));
        }
        return FunctionTools.of(tools);
    }

    @Override
    public FunctionTools of(String bean) {
        return FunctionTools.of(
                all().values().stream()
                        .flatMap(List::stream)
                        .filter(each -> bean.equals(each.bean()))
                        .map(each -> usable(each, "@VoiceAgent"))
                        .toList());
    }

    private FunctionTool the(String name, String setting) {
        var of = all().getOrDefault(name, List.of());
        if (of.isEmpty()) {
            throw new SettingException(
                    "%s names the tool '%s', and there is none.".formatted(setting, name),
                    all().isEmpty()
                            ? "Give the application a tool, such as a bean with a method that is"
                                    + " annotated with @Tool, or take the name out."
                            : "Use one of: %s.".formatted(String.join(", ", all().keySet())));
        }
        if (of.size() > 1) {
            throw new SettingException(
                    "%s names the tool '%s', and there are two: %s and %s."
                            .formatted(setting, name, of.get(0).where(), of.get(1).where()),
                    "Give one of them another name.");
        }
        return usable(of.getFirst(), setting);
    }

    private FunctionTool usable(Found found, String setting) {
        var tool = found.tool();
        try {
            FunctionTools.check(tool);
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "%s names a tool that cannot be used (%s).".formatted(setting, found.where()),
                    String.valueOf(e.getMessage()));
        }
        var changed = settings.tools().get(tool.name());
        return changed == null ? tool : configured(tool, changed);
    }

    private static FunctionTool configured(FunctionTool tool, ToolsProperties.Tool changed) {
        try {
            return new Configured(tool, changed.over(tool.manner()));
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "charla.tools.%s cannot be: %s.".formatted(tool.name(), e.getMessage()),
                    "Set charla.tools.%s.while-working.say, or take the others out."
                            .formatted(tool.name()));
        }
    }

    private Map<String, List<Found>> all() {
        var known = found;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (var each : source.get()) {
                known.computeIfAbsent(each.tool().name(), _ -> new ArrayList<>()).add(each);
            }
            found = known;
        }
        return known;
    }

    /** A tool that is run as the settings have it. */
    private record Configured(FunctionTool tool, ToolManner manner) implements FunctionTool {
        @Override
        public String name() {
            return tool.name();
        }

        @Override
        public String description() {
            return tool.description();
        }

        @Override
        public JsonNode parameters() {
            return tool.parameters();
        }

        @Override
        public String call(String arguments, ToolCall call) throws Exception {
            return tool.call(arguments, call);
        }
    }
}
