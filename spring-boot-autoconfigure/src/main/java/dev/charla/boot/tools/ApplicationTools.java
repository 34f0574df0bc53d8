package dev.charla.boot.tools;

import dev.charla.boot.settings.NamedParts;
import dev.charla.boot.settings.SettingException;
import dev.charla.boot.tools.ToolSource.Found;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.ToolCall;
import dev.charla.conversation.function.ToolManner;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** All tools that the application has, run as the settings say. At the start of the server. */
final class ApplicationTools implements AgentTools {
    private final NamedParts<Found> tools;
    private final ToolsProperties settings;

    ApplicationTools(Supplier<List<Found>> source, ToolsProperties settings) {
        this.settings = settings;
        this.tools =
                new NamedParts<>(
                        "tool",
                        source,
                        found -> found.tool().name(),
                        Found::where,
                        _ ->
                                "Give the application a tool, such as a bean with a method that is"
                                        + " annotated with @Tool, or take the name out.");
        settings.tools()
                .keySet()
                .forEach(name -> {
                    if (!tools.severalNamed(name)) { // of two agents' own, it is about both
                        String setting = "charla.tools." + name;
                        usable(tools.the(name, setting), setting);
                    }
                });
    }

    @Override
    public FunctionTools named(String setting, List<String> names) {
        return names.isEmpty()
                ? FunctionTools.NONE
                : FunctionTools.of(
                        tools.named(setting, names).stream()
                                .map(found -> usable(found, setting))
                                .toList());
    }

    @Override
    public FunctionTools of(String bean) {
        return FunctionTools.of(
                tools.all().stream()
                        .filter(each -> bean.equals(each.bean()))
                        .map(each -> usable(each, "@VoiceAgent"))
                        .toList());
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
