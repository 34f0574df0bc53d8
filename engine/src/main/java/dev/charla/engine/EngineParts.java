package dev.charla.engine;

import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.mcp.McpConnector;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.reply.GuardedModel;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.synthesis.Synthesizer;

/**
 * Recogniser, reply model and synthesiser. The engine closes the recogniser, the synthesiser and
 * the connector when it is closed.
 *
 * @param replies a language model is wrapped in a {@link GuardedModel}
 * @param mcp connects to the MCP servers that clients name
 */
public record EngineParts(
        SpeechDetector.Factory detectors,
        Recognizer recognizer,
        ReplyModel replies,
        Synthesizer synthesizer,
        McpConnector mcp) {
    public EngineParts {
        replies = GuardedModel.of(replies);
    }

    /** Without MCP servers. */
    public EngineParts(
            SpeechDetector.Factory detectors,
            Recognizer recognizer,
            ReplyModel replies,
            Synthesizer synthesizer) {
        this(detectors, recognizer, replies, synthesizer, McpConnector.NONE);
    }
}
