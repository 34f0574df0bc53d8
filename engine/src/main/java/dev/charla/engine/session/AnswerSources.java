package dev.charla.engine.session;

import dev.charla.engine.answers.ResponseForm;
import dev.charla.engine.items.GivenItems;
import dev.charla.engine.items.ItemEntry;
import dev.charla.engine.items.ItemStore;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplyTools;
import dev.charla.engine.response.AnswerSource;
import dev.charla.engine.settings.RefusedException;
import dev.charla.engine.tools.McpDesk;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.request.ResponseRequest;
import dev.charla.protocol.settings.ResponseSettings;
import dev.charla.protocol.settings.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Creates the source of words for each response. Confined to the loop. */
final class AnswerSources {
    private final ReplyModel.Dialogue dialogue;
    private final SessionSurroundings surroundings;
    private final LiveSettings settings;
    private final ItemStore items;
    private final McpDesk mcp;
    private final ReentrantLock conversationTurn = new ReentrantLock();

    AnswerSources(
            ReplyModel.Dialogue dialogue,
            SessionSurroundings surroundings,
            LiveSettings settings,
            ItemStore items,
            McpDesk mcp) {
        this.dialogue = dialogue;
        this.surroundings = surroundings;
        this.settings = settings;
        this.items = items;
        this.mcp = mcp;
    }

    /** The source for a turn, with the session's settings. */
    AnswerSource asSet(ResponseForm form) {
        return reply(
                settings.instructions(null, null), items.steps(), items.lastUnderstood(), form);
    }

    /**
     * The source for a request of the client. Its input is determined when the response starts.
     *
     * @param form the form of the response
     */
    Supplier<AnswerSource> of(ResponseRequest.Create create, ResponseForm form)
            throws RefusedException {
        ResponseSettings own = create.response();
        checkChosen(form);
        String instructions = settings.instructions(own, create.additionalInstructions());
        if (own == null) {
            return () -> reply(instructions, items.steps(), items.lastUnderstood(), form);
        }
        if (own.preGeneratedAssistantMessage() != null) {
            String text = fixedText(own.preGeneratedAssistantMessage());
            return () -> AnswerSource.of(text);
        }
        if (own.inputItems() != null) {
            List<ReplyRequest.Entry> given =
                    GivenItems.steps(own.inputItems(), items, "response.input_items");
            return () -> reply(instructions, given, true, form);
        }
        if (own.appendInputItems() != null) {
            List<ReplyRequest.Entry> given =
                    GivenItems.steps(own.appendInputItems(), items, "response.append_input_items");
            return () -> {
                List<ReplyRequest.Entry> steps = new ArrayList<>(items.steps());
                steps.addAll(given);
                return reply(instructions, steps, true, form);
            };
        }
        return () -> reply(instructions, items.steps(), items.lastUnderstood(), form);
    }

    /** A required tool must be known. */
    private void checkChosen(ResponseForm form) throws RefusedException {
        ReplyTools tools = settings.tools(form, mcp);
        if (form.settings().toolChoice() instanceof ToolChoice.Mcp(var label, var name, _)
                && tools.callable().isEmpty()) {
            throw new RefusedException(
                    "invalid_value",
                    "response.tool_choice",
                    "The MCP server '%s' has not told of %s. Wait for mcp_list_tools.completed."
                            .formatted(
                                    label, name == null ? "its tools" : "a tool '" + name + "'"));
        }
    }

    private static String fixedText(Item message) throws RefusedException {
        if (message instanceof Item.Message said) {
            String text = ItemEntry.words(said);
            if (!text.isBlank()) {
                return text;
            }
        }
        throw new RefusedException(
                "invalid_value",
                "response.pre_generated_assistant_message",
                "Expected a message with text.");
    }

    private AnswerSource reply(
            String instructions,
            List<ReplyRequest.Entry> steps,
            boolean understood,
            ResponseForm form) {
        surroundings.language(settings.spokenLanguage());
        return AnswerSource.of(
                dialogue,
                new ReplyRequest(
                        instructions,
                        steps,
                        understood,
                        settings.tools(form, mcp),
                        settings.options(form)),
                conversationTurn);
    }
}
