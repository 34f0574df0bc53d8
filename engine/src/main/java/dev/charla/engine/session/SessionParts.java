package dev.charla.engine.session;

import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.leg.IdSource;
import dev.charla.engine.mcp.McpConnector;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.response.SpeechThreads;
import dev.charla.engine.synthesis.Synthesizer;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a session, shared by all sessions.
 *
 * @param mcp connects to the MCP servers that clients name
 * @param pool computes speech, one thread per core
 * @param clock for {@code expires_at} only
 * @param maxLength how long a session may last
 * @param maxIdle how long a client may send nothing; null: no limit
 */
public record SessionParts(
        SpeechDetector.Factory detectors,
        Recognizer recognizer,
        ReplyModel replies,
        Synthesizer synthesizer,
        McpConnector mcp,
        SpeechThreads pool,
        IdSource ids,
        InstantSource clock,
        Duration maxLength,
        @Nullable Duration maxIdle) {
    /** Without an idle limit. */
    public SessionParts(
            SpeechDetector.Factory detectors,
            Recognizer recognizer,
            ReplyModel replies,
            Synthesizer synthesizer,
            McpConnector mcp,
            SpeechThreads pool,
            IdSource ids,
            InstantSource clock,
            Duration maxLength) {
        this(detectors, recognizer, replies, synthesizer, mcp, pool, ids, clock, maxLength, null);
    }

    /** A copy with another recogniser. */
    public SessionParts withRecognizer(Recognizer other) {
        return new SessionParts(
                detectors, other, replies, synthesizer, mcp, pool, ids, clock, maxLength, maxIdle);
    }

    /** A copy with other recogniser, reply model and voice, and other IDs and clock. */
    public SessionParts with(
            SpeechDetector.Factory otherDetectors,
            Recognizer otherRecognizer,
            ReplyModel otherReplies,
            Synthesizer otherSynthesizer,
            McpConnector otherMcp,
            SpeechThreads otherPool,
            IdSource otherIds,
            InstantSource otherClock) {
        return new SessionParts(
                otherDetectors,
                otherRecognizer,
                otherReplies,
                otherSynthesizer,
                otherMcp,
                otherPool,
                otherIds,
                otherClock,
                maxLength,
                maxIdle);
    }
}
