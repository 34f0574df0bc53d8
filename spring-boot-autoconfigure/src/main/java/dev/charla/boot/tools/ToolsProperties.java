package dev.charla.boot.tools;

import dev.charla.conversation.function.Schedule;
import dev.charla.conversation.function.ToolManner;
import dev.charla.conversation.function.WaitingWords;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the application's own tools are run.
 *
 * @param tools by the tool's name; what one does not say is as the tool itself has it
 */
@Validated
@ConfigurationProperties("charla")
public record ToolsProperties(@DefaultValue Map<String, @Valid Tool> tools) {
    /** As the tools themselves have it. */
    public static final ToolsProperties NONE = new ToolsProperties(Map.of());

    /**
     * How one tool is run. Each may be null: as the tool itself has it.
     *
     * @param deadline how long it may work before it is interrupted
     * @param schedule when the agent speaks about the result
     * @param whileWorking what the agent says meanwhile
     * @param once whether the same call in a conversation gets the result of the first
     * @param cancellable whether it is interrupted when the caller speaks
     * @param askFirst whether the caller is asked before it runs
     * @param question how the agent asks then, word for word; null to ask by the card alone
     */
    public record Tool(
            @DurationMin(millis = 1) @DurationMax(minutes = 10) @Nullable Duration deadline,
            @Nullable Schedule schedule,
            @Nullable @Valid Words whileWorking,
            @Nullable Boolean once,
            @Nullable Boolean cancellable,
            @Nullable Boolean askFirst,
            @Nullable String question) {
        ToolManner over(ToolManner usual) {
            boolean asks = askFirst == null ? usual.askFirst() || question != null : askFirst;
            return new ToolManner(
                    deadline == null ? usual.deadline() : deadline,
                    schedule == null ? usual.schedule() : schedule,
                    whileWorking == null
                            ? usual.whileWorking()
                            : whileWorking.over(usual.whileWorking()),
                    once == null ? usual.once() : once,
                    cancellable == null ? usual.cancellable() : cancellable,
                    asks,
                    asks && question == null ? usual.question() : question);
        }
    }

    /**
     * What the agent says while a tool works. Each may be left out: as the tool itself has it.
     *
     * @param say word for word, one after the other
     * @param after how much silence passes before the first; 800 ms unless it is set anywhere
     * @param again how much before each of the others; null to say one only
     */
    public record Words(
            @DefaultValue List<String> say,
            @DurationMin(message = "must not be negative") @DurationMax(minutes = 1)
                    @Nullable Duration after,
            @DurationMin(millis = 100) @DurationMax(minutes = 1) @Nullable Duration again) {
        private static final Duration USUAL = Duration.ofMillis(800);

        /**
         * @throws IllegalArgumentException if there is nothing to say
         */
        WaitingWords over(@Nullable WaitingWords usual) {
            return new WaitingWords(
                    say.isEmpty() && usual != null ? usual.say() : say,
                    after == null ? (usual == null ? USUAL : usual.after()) : after,
                    again == null && usual != null ? usual.again() : again);
        }
    }
}
