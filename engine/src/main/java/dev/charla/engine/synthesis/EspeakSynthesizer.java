package dev.charla.engine.synthesis;

import dev.charla.audio.Gain;
import dev.charla.audio.Resampler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Speaks with espeak-ng, a program of the system's: over a hundred languages, plainly robotic. One
 * process for each sentence, so that its licence (GPL) stays with it. Any thread.
 */
public final class EspeakSynthesizer implements Synthesizer {
    /** Its own usual speed. */
    private static final int WORDS_PER_MINUTE = 175;

    /** A WAV header without extras; espeak-ng writes no other. */
    private static final int HEADER_BYTES = 44;

    private static final int RATE_OFFSET = 24;

    private final Path program;
    private final String voice;
    private volatile boolean ready;

    private EspeakSynthesizer(Path program, String voice) {
        this.program = program;
        this.voice = voice;
    }

    /**
     * With a program of the system's.
     *
     * @param program its name in {@code PATH}, or its path
     * @param voice one of those that {@code espeak-ng --voices} lists: {@code en-us}, {@code es}
     * @throws ProgramMissingException when there is no such program or voice
     */
    public static EspeakSynthesizer of(String program, String voice) {
        Path found =
                SpeechProgram.find(program)
                        .orElseThrow(() ->
                                new ProgramMissingException(
                                        "There is no program "
                                                + program
                                                + ". Install the package espeak-ng, or name it with"
                                                + " charla.speech.espeak-program."));
        EspeakSynthesizer made = new EspeakSynthesizer(found, voice);
        if (!made.hasVoice()) {
            throw new ProgramMissingException(
                    "espeak-ng has no voice \""
                            + voice
                            + "\". The command espeak-ng --voices lists those it has; set"
                            + " charla.speech.espeak-voice to one of them.");
        }
        return made;
    }

    /** An unknown voice is spoken by another, but the exit code tells. */
    private boolean hasVoice() {
        try (SpeechProgram check =
                SpeechProgram.start(
                        SpeechProgram.Reading.AUDIO,
                        List.of(program.toString(), "-q", "-v", voice, "--stdin"))) {
            check.write("", false);
            return check.exitCode() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public List<String> voices() {
        return List.of("espeak-" + voice);
    }

    @Override
    public void speak(Sentence sentence, Sink sink)
            throws InterruptedException, SynthesisException {
        if (sentence.text().isBlank()) {
            return;
        }
        List<String> command =
                List.of(
                        program.toString(),
                        "--stdin",
                        "--stdout",
                        "-v",
                        voice,
                        "-s",
                        String.valueOf(Math.round(WORDS_PER_MINUTE * sentence.rate())));
        try (SpeechProgram speaking = SpeechProgram.start(SpeechProgram.Reading.AUDIO, command)) {
            speaking.write(sentence.text(), false);
            pass(speaking, new Gain(SAMPLE_RATE_HZ, sentence.gain()), sink);
            if (speaking.exitCode() != 0) {
                throw new SynthesisException(
                        "espeak-ng ended with code " + speaking.exitCode(), null);
            }
        } catch (IOException e) {
            throw new SynthesisException("espeak-ng could not be started or written to", e);
        }
    }

    private static void pass(SpeechProgram speaking, Gain gain, Sink sink)
            throws InterruptedException, SynthesisException {
        byte[] first = speaking.next();
        if (first == null || first.length <= HEADER_BYTES) {
            return;
        }
        int rate = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getInt(RATE_OFFSET);
        if (!Resampler.supports(rate, SAMPLE_RATE_HZ)) {
            throw new SynthesisException("espeak-ng speaks at " + rate + " Hz", null);
        }
        ProgramAudio audio = new ProgramAudio(rate, gain, sink);
        audio.bytes(Arrays.copyOfRange(first, HEADER_BYTES, first.length));
        for (byte[] block = speaking.next(); block != null; block = speaking.next()) {
            audio.bytes(block);
        }
        audio.finish();
    }

    @Override
    public void warmUp() {
        // Nothing to load: each sentence starts a process of its own, in some 30 ms.
        ready = true;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void close() {}
}
