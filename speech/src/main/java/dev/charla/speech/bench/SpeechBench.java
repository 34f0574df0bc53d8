package dev.charla.speech.bench;

import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.speech.ModelMissingException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** {@code ./charla bench speech}. One thread. */
public final class SpeechBench {
    /** All was measured. */
    public static final int DONE = 0;

    /** Something could not be measured. */
    public static final int FAILED = 1;

    /** The command line cannot be followed. */
    public static final int USAGE = 2;

    private static final String HELP =
            """
            Usage: ./charla bench speech [options]

            Measures how well and how fast speech is heard by what is inside and by every model in
            the folder of models, on sentences of two synthesisers: when turns are found, which
            words come out, and what several conversations at once cost.

              --only PARTS        of turns, words and load, separated by commas (all)
              --conversations N[,N...]    conversations at once for load (1,2,4,8)
              --models FOLDER     the folder of models (charla.speech.models, else models)
              --recordings FOLDER speech of people too: NAME.wav, with its words in NAME.txt
              --language TAG      what they speak (en-US)
              --misheard FILE     write each sentence that was not heard right
              --json FILE         write the figures as JSON too
            """;

    private static final int MINUTE = 60 * Recognizer.SAMPLE_RATE_HZ;

    /** Within a sentence: shorter than what ends a turn, and one that is as long. */
    private static final List<Integer> PAUSES_MS = List.of(300, 450);

    private final BenchOptions options;
    private final Report report;

    private SpeechBench(BenchOptions options, Report report) {
        this.options = options;
        this.report = report;
    }

    /**
     * Runs it.
     *
     * @param arguments what stands behind {@code bench speech}
     * @param folder the folder of models where none is named
     * @return the exit code
     */
    public static int run(List<String> arguments, Path folder, PrintStream out, PrintStream err) {
        if (!arguments.isEmpty()
                && List.of("help", "-h", "--help").contains(arguments.getFirst())) {
            out.print(HELP);
            return DONE;
        }
        try {
            BenchOptions options = BenchOptions.read(arguments, folder);
            new SpeechBench(options, new Report(out)).measure();
            return DONE;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return USAGE;
        } catch (IOException | IllegalStateException | ModelMissingException e) {
            err.println("It could not be measured: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private void measure() throws InterruptedException, IOException {
        report.put("java", Runtime.version().toString());
        report.put("machine", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        report.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        List<Material.Set> sets = new ArrayList<>(Material.sets(report));
        if (options.recordings() != null) {
            sets.add(Material.recordings(options.recordings(), options.recordingsLanguage()));
        }
        if (options.parts().contains(BenchOptions.Part.TURNS)) {
            turns(sets);
        }
        if (options.parts().contains(BenchOptions.Part.WORDS)) {
            words(sets);
        }
        if (options.parts().contains(BenchOptions.Part.LOAD)) {
            load(sets);
        }
        if (options.json() != null) {
            report.write(options.json());
            report.say("The figures are in " + options.json());
        }
    }

    private void turns(List<Material.Set> sets) {
        Map<String, SpeechDetector.Factory> detectors =
                Candidates.detectors(options.models(), report);
        Report.Table table =
                report
                .new Table(
                        "turns",
                        "Turns: delay of their beginning and end in ms, of sentences",
                        "detector:14",
                        "voice:16",
                        "set:8",
                        "noise:8",
                        "onset p50:11",
                        "onset p95:11",
                        "end p50:9",
                        "end p95:9",
                        "sentences:11",
                        "missed:8",
                        "cut:5",
                        "invented:9");
        detectors.forEach((name, factory) -> {
            for (Material.Set set : sets) {
                Track track = Track.of(set.spoken(), 0, 1);
                for (Condition condition : Condition.values()) {
                    turnRow(table, name, factory, set, track, condition);
                }
            }
        });
        pauses(detectors, sets);
        falseStarts(detectors, sets);
    }

    private static void turnRow(
            Report.Table table,
            String name,
            SpeechDetector.Factory factory,
            Material.Set set,
            Track track,
            Condition condition) {
        TurnMeasure.Figures figures =
                TurnMeasure.figures(
                        factory, track, condition.of(track.audio(), track.speechRms(), 2));
        table.row(
                name,
                set.voice(),
                set.name(),
                condition.title(),
                Report.percentile(figures.onsetMs(), 50),
                Report.percentile(figures.onsetMs(), 95),
                Report.percentile(figures.endMs(), 50),
                Report.percentile(figures.endMs(), 95),
                figures.sentences(),
                figures.missed(),
                figures.cut(),
                figures.invented());
    }

    private void pauses(Map<String, SpeechDetector.Factory> detectors, List<Material.Set> sets) {
        Report.Table table =
                report
                .new Table(
                        "pauses",
                        "Turns cut in a pause in the middle of a sentence",
                        "detector:14",
                        "voice:16",
                        "pause ms:10",
                        "sentences:11",
                        "cut clean:11",
                        "cut 20 dB:11",
                        "cut 10 dB:10");
        detectors.forEach((name, factory) -> {
            for (Material.Set set : sets) {
                if (set.skills()) {
                    continue;
                }
                for (int pause : PAUSES_MS) {
                    Track track = Track.of(set.spoken(), pause, 3);
                    Map<Condition, Integer> cut = new LinkedHashMap<>();
                    for (Condition condition :
                            EnumSet.complementOf(EnumSet.of(Condition.TELEPHONE))) {
                        short[] audio = condition.of(track.audio(), track.speechRms(), 4);
                        cut.put(condition, TurnMeasure.figures(factory, track, audio).cut());
                    }
                    table.row(
                            name,
                            set.voice(),
                            pause,
                            track.turns().size(),
                            cut.getOrDefault(Condition.CLEAN, 0),
                            cut.getOrDefault(Condition.NOISE_20_DB, 0),
                            cut.getOrDefault(Condition.NOISE_10_DB, 0));
                }
            }
        });
    }

    private void falseStarts(
            Map<String, SpeechDetector.Factory> detectors, List<Material.Set> sets) {
        Report.Table table =
                report
                .new Table(
                        "falseStarts",
                        "False starts in a minute, where nobody speaks",
                        "detector:14",
                        "sound:52",
                        "starts:8",
                        "% heard:8");
        Map<String, short[]> sounds = new LinkedHashMap<>();
        sounds.put("silence", new short[MINUTE]);
        sounds.put("pink noise, -40 dBFS", Noise.pink(MINUTE, Noise.ofDbfs(-40), 5));
        sounds.put("pink noise, -25 dBFS", Noise.pink(MINUTE, Noise.ofDbfs(-25), 6));
        sounds.put("white noise, -30 dBFS", Noise.white(MINUTE, Noise.ofDbfs(-30), 7));
        sounds.put("key clicks, 100 a minute", Noise.clicks(MINUTE, 100, Noise.ofDbfs(-15), 8));
        sounds.put("music: chords, -25 dBFS", chords());
        Material.Set own = sets.getFirst();
        short[] played = Track.of(own.spoken(), 0, 9).audio();
        short[] echo = TurnMeasure.echo(played, 0.1);
        sounds.put("the agent's own voice, 20 dB down", echo);
        sounds.put("the same, echo cancellation on", TurnMeasure.cancelled(echo, played));
        detectors.forEach((name, factory) ->
                sounds.forEach((sound, audio) -> {
                    TurnMeasure.Starts starts = TurnMeasure.starts(factory, audio);
                    table.row(name, sound, starts.aMinute(), starts.percent());
                }));
    }

    /** Four notes at a time with overtones, a chord every half second. */
    private static short[] chords() {
        SplittableRandom random = new SplittableRandom(10);
        double[] notes = {196, 220, 246.9, 261.6, 293.7, 329.6, 392, 440};
        short[] out = new short[MINUTE];
        int chord = Recognizer.SAMPLE_RATE_HZ / 2;
        for (int at = 0; at < out.length; at += chord) {
            double[] pitch = new double[4];
            for (int i = 0; i < pitch.length; i++) {
                pitch[i] = notes[random.nextInt(notes.length)];
            }
            for (int i = 0; i < chord && at + i < out.length; i++) {
                double time = i / (double) Recognizer.SAMPLE_RATE_HZ;
                double sum = 0;
                for (double hertz : pitch) {
                    for (int overtone = 1; overtone <= 4; overtone++) {
                        sum += Math.sin(2 * Math.PI * hertz * overtone * time) / overtone;
                    }
                }
                out[at + i] = Noise.clamp(Noise.ofDbfs(-25) * 0.6 * sum * Math.exp(-3 * time));
            }
        }
        return out;
    }

    private void words(List<Material.Set> sets) throws InterruptedException, IOException {
        Report.Table table =
                report
                .new Table(
                        "words",
                        "Words: errors in percent, and sentences of which nothing was heard",
                        "recogniser:30",
                        "voice:16",
                        "set:8",
                        "words:7",
                        "clean:8",
                        "lost:6",
                        "20 dB:8",
                        "lost 20:9",
                        "10 dB:8",
                        "lost 10:9",
                        "telephone:11",
                        "lost tel.:10");
        List<String> misheard = new ArrayList<>();
        for (Candidates.Ears each : Candidates.ears(options.models(), 2)) {
            try (Recognizer ears = loaded(each)) {
                for (Material.Set set : sets) {
                    if (each.understands(ears, set.language())) {
                        wordRow(table, misheard, each.name(), ears, set);
                    }
                }
            } catch (ModelMissingException e) {
                report.say("Left out: " + e.getMessage());
            }
        }
        if (options.misheard() != null) {
            Files.write(options.misheard(), misheard);
        }
    }

    private static Recognizer loaded(Candidates.Ears each) {
        Recognizer ears = each.make().get();
        try {
            ears.warmUp();
            return ears;
        } catch (RuntimeException | Error e) {
            ears.close();
            throw e;
        }
    }

    private static void wordRow(
            Report.Table table,
            List<String> misheard,
            String name,
            Recognizer ears,
            Material.Set set)
            throws InterruptedException {
        List<Object> row = new ArrayList<>(List.of(name, set.voice(), set.name()));
        int words = set.spoken().stream().mapToInt(one -> errors(set, one, "").words()).sum();
        row.add(words);
        for (Condition condition : Condition.values()) {
            WordErrors errors = WordErrors.NONE;
            int none = 0;
            for (int i = 0; i < set.spoken().size(); i++) {
                Spoken one = set.spoken().get(i);
                // As the turn detection hands it over: with what was before, and the silence.
                short[] audio = Track.of(List.of(one), 0, 11).audio();
                short[] samples = one.audio().samples();
                String heard =
                        Listener.hear(
                                ears,
                                condition.of(
                                        Arrays.copyOfRange(
                                                audio,
                                                Recognizer.SAMPLE_RATE_HZ * 7 / 10,
                                                Recognizer.SAMPLE_RATE_HZ
                                                        + samples.length
                                                        + Recognizer.SAMPLE_RATE_HZ / 2),
                                        Noise.rms(samples),
                                        12 + i),
                                set.language());
                WordErrors these = errors(set, one, heard);
                errors = errors.and(these);
                if (these.errors() > 0) {
                    misheard.add(
                            String.join(
                                    "\t",
                                    name,
                                    set.voice(),
                                    condition.title(),
                                    String.valueOf(these.errors()),
                                    one.words(),
                                    heard));
                }
                none += heard.isEmpty() ? 1 : 0;
            }
            row.add(100 * errors.rate());
            row.add(none);
        }
        table.row(row.toArray());
    }

    private static WordErrors errors(Material.Set set, Spoken one, String heard) {
        return WordErrors.between(one.words(), heard, set.language());
    }

    private void load(List<Material.Set> sets) throws InterruptedException {
        Report.Table table =
                report
                .new Table(
                        "load",
                        "Conversations at once, in real time: ms from the end of speech to the words, and"
                                + " cost",
                        "recogniser:30",
                        "conversations:7",
                        "delay p50:11",
                        "p95:9",
                        "failed:8",
                        "cpu s/s:9",
                        "heap MB:9",
                        "resident MB:11");
        int most = options.conversations().stream().mapToInt(Integer::intValue).max().orElse(1);
        for (Candidates.Ears each : Candidates.ears(options.models(), most)) {
            try (Recognizer ears = loaded(each)) {
                Material.Set set =
                        sets.stream()
                                .filter(one -> each.understands(ears, one.language()))
                                .findFirst()
                                .orElseThrow(() ->
                                        new IllegalStateException(
                                                "nothing to say to " + each.name()));
                for (int conversations : options.conversations()) {
                    if (conversations > each.most()) {
                        continue;
                    }
                    LoadMeasure.Figures figures =
                            LoadMeasure.figures(
                                    ears,
                                    set.spoken().subList(0, 5),
                                    set.language(),
                                    conversations);
                    table.row(
                            each.name(),
                            conversations,
                            Report.percentile(figures.delayMs(), 50),
                            Report.percentile(figures.delayMs(), 95),
                            figures.failures(),
                            figures.realTimeFactor(),
                            figures.heapMegabytes(),
                            figures.residentMegabytes());
                }
            } catch (ModelMissingException e) {
                report.say("Left out: " + e.getMessage());
            }
        }
    }
}
