package dev.charla.speech.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.charla.engine.recognition.Expected;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** What several callers at once, who speak in real time, have to wait and cost. */
final class LoadMeasure {
    private static final int FRAME = Recognizer.SAMPLE_RATE_HZ / 50;
    private static final long FRAME_NANOS = 20_000_000;

    /** Callers do not begin at the same moment. */
    private static final long APART_NANOS = 370_000_000;

    private LoadMeasure() {}

    /**
     * What came of it.
     *
     * @param delayMs from the last sample to the words, in milliseconds
     * @param realTimeFactor processor seconds for a second of speech
     * @param heapMegabytes in use after a collection, with all recognisers loaded
     * @param residentMegabytes of the whole process; 0 where the system does not tell
     */
    record Figures(
            int conversations,
            List<Double> delayMs,
            int failures,
            double realTimeFactor,
            double heapMegabytes,
            double residentMegabytes) {}

    static Figures figures(
            Recognizer ears, List<Spoken> sentences, String language, int conversations)
            throws InterruptedException {
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        List<Double> delays = new ArrayList<>();
        int failures = 0;
        long samples = 0;
        try (ExecutorService callers = Executors.newFixedThreadPool(conversations)) {
            List<Future<Conversation>> open = new ArrayList<>();
            for (int i = 0; i < conversations; i++) {
                long wait = i * APART_NANOS;
                int first = i;
                open.add(
                        callers.submit(() -> conversation(ears, sentences, language, first, wait)));
            }
            for (Future<Conversation> each : open) {
                Conversation conversation = each.get();
                delays.addAll(conversation.delayMs());
                failures += conversation.failures();
                samples += conversation.samples();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        double spent = (system.getProcessCpuTime() - cpu) / 1e9;
        return new Figures(
                conversations,
                delays,
                failures,
                spent / (samples / (double) Recognizer.SAMPLE_RATE_HZ),
                heapMegabytes(),
                residentMegabytes());
    }

    private record Conversation(List<Double> delayMs, int failures, long samples) {}

    private static Conversation conversation(
            Recognizer ears, List<Spoken> sentences, String language, int first, long waitNanos)
            throws InterruptedException {
        List<Double> delays = new ArrayList<>();
        int failures = 0;
        long samples = 0;
        pause(System.nanoTime() + waitNanos);
        for (int i = 0; i < sentences.size(); i++) {
            short[] audio = sentences.get((first + i) % sentences.size()).audio().samples();
            samples += audio.length;
            Listener listener = new Listener();
            try {
                Recognizer.Utterance utterance = ears.open(listener, Expected.in(language));
                long ended = speak(utterance, audio);
                Listener.Outcome outcome = listener.await();
                delays.add((outcome.atNanos() - ended) / 1e6);
                failures += outcome.failed() ? 1 : 0;
            } catch (RecognizerBusyException e) {
                failures++;
            }
            pause(System.nanoTime() + APART_NANOS);
        }
        return new Conversation(delays, failures, samples);
    }

    /** When the last sample was given. */
    private static long speak(Recognizer.Utterance utterance, short[] audio)
            throws InterruptedException {
        long begun = System.nanoTime();
        int frames = 0;
        for (int at = 0; at < audio.length; at += FRAME) {
            pause(begun + ++frames * FRAME_NANOS);
            utterance.audio(audio, at, Math.min(FRAME, audio.length - at));
        }
        utterance.finish();
        return System.nanoTime();
    }

    private static void pause(long untilNanos) throws InterruptedException {
        for (long left = untilNanos - System.nanoTime();
                left > 0;
                left = untilNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private static double heapMegabytes() {
        System.gc();
        Runtime jvm = Runtime.getRuntime();
        return (jvm.totalMemory() - jvm.freeMemory()) / 1e6;
    }

    private static double residentMegabytes() {
        Path status = Path.of("/proc/self/status");
        try {
            return Files.isReadable(status)
                    ? Files.readAllLines(status).stream()
                                    .filter(line -> line.startsWith("VmRSS:"))
                                    .mapToDouble(
                                            line -> Double.parseDouble(line.replaceAll("\\D", "")))
                                    .findFirst()
                                    .orElse(0)
                            / 1_000
                    : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
