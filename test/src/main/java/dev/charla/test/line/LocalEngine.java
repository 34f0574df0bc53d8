package dev.charla.test.line;

import dev.charla.engine.Engine;
import dev.charla.engine.EngineOptions;
import dev.charla.engine.EngineParts;
import dev.charla.engine.leg.IdSource;
import dev.charla.engine.mcp.McpConnector;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.response.SpeechThreads;
import dev.charla.engine.script.Script;
import dev.charla.engine.script.ScriptedSessions;
import dev.charla.engine.session.SessionCasting;
import dev.charla.test.sound.LoudnessDetector;
import dev.charla.test.sound.TonalEars;
import dev.charla.test.sound.TonalVoice;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Engines that hear and speak in tones, and are the same in every run. */
public final class LocalEngine {
    private LocalEngine() {}

    /**
     * An engine that follows a script. Where the script says nothing of what is heard, its ears
     * understand what the caller says.
     *
     * @throws IllegalArgumentException when the script has something that needs a socket
     */
    public static Engine scripted(Script script, SpeechThreads threads) {
        if (!script.handshakes().isEmpty() || !script.servers().isEmpty()) {
            throw new IllegalArgumentException(
                    "A rehearsal has no socket: 'handshakes' and 'mcp-servers' mean nothing in its script. Remove them.");
        }
        var hearing = script.saysWhatIsHeard() ? Script.Part.SCRIPT : Script.Part.ENGINE;
        var voice =
                script.voice() == Script.VoiceKind.SILENCE
                        ? Script.VoiceKind.SILENCE
                        : Script.VoiceKind.ENGINE;
        var sessions = new ScriptedSessions(script.with(hearing, voice), threads);
        var parts =
                sessions.parts(
                        () -> LoudnessDetector::new,
                        TonalEars::new,
                        () -> {
                            throw new IllegalArgumentException(
                                    "The script leaves its answers to the engine: give the rehearsal a model instead.");
                        },
                        TonalVoice::new,
                        McpConnector.NONE);
        return new Engine(parts, EngineOptions.DEFAULT, sessions);
    }

    /** An engine whose answers that model writes. */
    public static Engine answering(ReplyModel model, Instant clock, SpeechThreads threads) {
        var parts =
                new EngineParts(LoudnessDetector::new, new TonalEars(), model, new TonalVoice());
        var seeds = new AtomicLong();
        SessionCasting casting =
                (shared, _, leg) ->
                        new SessionCasting.Cast(
                                shared.with(
                                        shared.detectors(),
                                        shared.recognizer(),
                                        shared.replies(),
                                        shared.synthesizer(),
                                        shared.mcp(),
                                        threads,
                                        IdSource.seeded(seeds.incrementAndGet()),
                                        () -> clock),
                                leg,
                                SessionCasting.ClientWatch.NONE);
        return new Engine(parts, EngineOptions.DEFAULT, casting);
    }
}
