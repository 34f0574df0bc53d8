package dev.charla.speech.synthesis;

import dev.charla.audio.Gain;
import dev.charla.audio.Pcm16;
import dev.charla.audio.Wav;
import dev.charla.engine.synthesis.SynthesisException;
import dev.charla.engine.synthesis.Synthesizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks with Piper, a program with neural voices in about forty languages. It keeps one process,
 * because loading a voice takes a second: it writes a line of JSON per sentence and reads the name
 * of the file with the audio. A separate process, so that the licence of Piper's phonemiser (GPL)
 * does not affect Charla. Any thread; one sentence at a time.
 */
public final class PiperSynthesizer implements Synthesizer {
    private static final Logger LOG = LoggerFactory.getLogger(PiperSynthesizer.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** 40 ms at 22 kHz. */
    private static final int BLOCK_SAMPLES = 882;

    private final Path program;
    private final Path model;
    private final ReentrantLock turn = new ReentrantLock(true);
    // Guarded by the turn.
    private @Nullable SpeechProgram running;
    private double runningRate;
    private @Nullable Path folder;

    private volatile boolean ready;

    private PiperSynthesizer(Path program, Path model) {
        this.program = program;
        this.model = model;
    }

    /**
     * With a program and a voice of the user's.
     *
     * @param program its name in {@code PATH}, or its path
     * @param model a voice: a file {@code NAME.onnx} beside its {@code NAME.onnx.json}
     * @throws ProgramMissingException when one of them is not there
     */
    public static PiperSynthesizer of(String program, Path model) {
        Path found =
                SpeechProgram.find(program)
                        .orElseThrow(() ->
                                new ProgramMissingException(
                                        "There is no program "
                                                + program
                                                + ". Unpack a release of Piper, and name its"
                                                + " program with charla.speech.piper-program."));
        Path settings = model.resolveSibling(model.getFileName() + ".json");
        for (Path file : List.of(model, settings)) {
            if (!Files.isRegularFile(file)) {
                throw new ProgramMissingException(
                        "There is no file "
                                + file
                                + ". A voice of Piper is two files, NAME.onnx and NAME.onnx.json;"
                                + " name the first with charla.speech.piper-model.");
            }
        }
        return new PiperSynthesizer(found, model);
    }

    @Override
    public List<String> voices() {
        return List.of("piper-" + name());
    }

    /** Piper's voices begin with it: {@code es_MX-ald-medium}. */
    @Override
    public String language(String voice) {
        String locale = name().replaceFirst("-.*", "").replace('_', '-');
        return Locale.forLanguageTag(locale).toLanguageTag();
    }

    private String name() {
        return String.valueOf(model.getFileName()).replaceFirst("\\.onnx$", "");
    }

    @Override
    public void speak(Sentence sentence, Sink sink)
            throws InterruptedException, SynthesisException {
        if (sentence.text().isBlank()) {
            return;
        }
        Pcm16 made = made(sentence);
        ProgramAudio audio =
                new ProgramAudio(
                        made.sampleRateHz(), new Gain(SAMPLE_RATE_HZ, sentence.gain()), sink);
        for (int at = 0; at < made.length(); at += BLOCK_SAMPLES) {
            audio.samples(made.slice(at, Math.min(made.length(), at + BLOCK_SAMPLES)).samples());
        }
        audio.finish();
    }

    private Pcm16 made(Sentence sentence) throws InterruptedException, SynthesisException {
        turn.lockInterruptibly();
        try {
            SpeechProgram piper = running(sentence.rate());
            Path file = Files.createTempFile(folder(), "sentence", ".wav");
            try {
                ObjectNode line = JSON.createObjectNode();
                line.put("text", sentence.text().replaceAll("\\s+", " "));
                line.put("output_file", file.toString());
                piper.write(line + "\n", true);
                byte[] answer = piper.next();
                if (answer == null) {
                    throw new SynthesisException("Piper has ended", null);
                }
                return Wav.read(Path.of(new String(answer, StandardCharsets.UTF_8))).mono();
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            stop();
            throw new SynthesisException("Piper could not be reached or its file not be read", e);
        } catch (InterruptedException | SynthesisException e) {
            // It would answer later, to somebody else's sentence.
            stop();
            throw e;
        } finally {
            turn.unlock();
        }
    }

    private SpeechProgram running(double rate) throws IOException {
        SpeechProgram now = running;
        if (now != null && now.isAlive() && rate == runningRate) {
            return now;
        }
        stop();
        SpeechProgram started =
                SpeechProgram.start(
                        SpeechProgram.Reading.LINES,
                        List.of(
                                program.toString(),
                                "--model",
                                model.toString(),
                                "--json-input",
                                "--length_scale",
                                String.format(Locale.ROOT, "%.3f", 1 / rate)));
        running = started;
        runningRate = rate;
        return started;
    }

    private Path folder() throws IOException {
        Path made = folder;
        if (made == null) {
            made = Files.createTempDirectory("charla-piper");
            folder = made;
        }
        return made;
    }

    private void stop() {
        SpeechProgram now = running;
        running = null;
        if (now != null) {
            now.close();
        }
    }

    /** Loads the voice and makes a word, so that the first sentence is fast. */
    @Override
    public void warmUp() {
        try {
            speak(new Sentence("Hello.", voices().getFirst(), 1, 1), _ -> {});
            ready = true;
        } catch (SynthesisException e) {
            LOG.atError().setCause(e).log("the voice of Piper does not speak");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void close() {
        turn.lock();
        try {
            stop();
            if (folder != null) {
                Files.deleteIfExists(folder);
                folder = null;
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("a folder of Piper's was not removed");
        } finally {
            turn.unlock();
        }
    }
}
