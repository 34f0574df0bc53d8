package dev.charla.speech.synthesis;

import dev.charla.audio.Gain;
import dev.charla.audio.Resampler;
import dev.charla.engine.synthesis.SynthesisException;
import dev.charla.engine.synthesis.Synthesizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Speaks with espeak-ng, a program of the operating system: over a hundred languages, clearly
 * robotic. It starts one process per sentence, so that the program's licence (GPL) does not affect
 * Charla. Any thread.
 */
public final class EspeakSynthesizer implements Synthesizer {
    /** Its own usual speed. */
    private static final int WORDS_PER_MINUTE = 175;

    /** A WAV header without extras; espeak-ng writes no other. */
    private static final int HEADER_BYTES = 44;

    private static final int RATE_OFFSET = 24;

    private static final String PREFIX = "espeak-";

    private final Path program;
    private final List<String> voices;
    private volatile boolean ready;

    private EspeakSynthesizer(Path program, List<String> voices) {
        this.program = program;
        this.voices = List.copyOf(voices);
    }

    /**
     * Uses an installed program.
     *
     * @param program its name in {@code PATH}, or its path
     * @param voices voices from the list of {@code espeak-ng --voices}: {@code en-us}, {@code es};
     *     the default first, at least one
     * @throws ProgramMissingException when there is no such program or voice
     */
    public static EspeakSynthesizer of(String program, List<String> voices) {
        Path found =
                SpeechProgram.find(program)
                        .orElseThrow(() ->
                                new ProgramMissingException(
                                        "There is no program "
                                                + program
                                                + ". Install the package espeak-ng, or name it with"
                                                + " charla.speech.espeak-program."));
        if (voices.isEmpty()) {
            throw new ProgramMissingException("Name a voice with charla.speech.espeak-voice.");
        }
        for (String voice : voices) {
            if (!hasVoice(found, voice)) {
                throw new ProgramMissingException(
                        "espeak-ng has no voice \""
                                + voice
                                + "\". The command espeak-ng --voices lists those it has; set"
                                + " charla.speech.espeak-voice to one or more of them.");
            }
        }
        return new EspeakSynthesizer(found, voices);
    }

    /** An unknown voice is spoken by another, but the exit code tells. */
    private static boolean hasVoice(Path program, String voice) {
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
        return voices.stream().map(voice -> PREFIX + voice).toList();
    }

    /** espeak-ng names its voices by language: {@code es}, {@code fr-be}, {@code en-us+f3}. */
    @Override
    public String language(String voice) {
        String name = voice.substring(PREFIX.length()).replaceFirst("\\+.*", "");
        return Locale.forLanguageTag(name.equals("cmn") ? "zh" : name).toLanguageTag();
    }

    private String spokenWith(String name) {
        String voice = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        return voices.contains(voice) ? voice : voices.getFirst();
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
                        spokenWith(sentence.voice()),
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
