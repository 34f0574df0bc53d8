package dev.charla.engine;

import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.synthesis.Synthesizer;

/**
 * What hears, thinks and speaks. The engine closes the recogniser and the synthesiser when it is
 * closed.
 */
public record EngineParts(
        SpeechDetector.Factory detectors,
        Recognizer recognizer,
        ReplyModel replies,
        Synthesizer synthesizer) {}
