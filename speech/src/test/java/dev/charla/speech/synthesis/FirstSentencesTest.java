package dev.charla.speech.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.synthesis.Synthesizer;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Callers who come while the voice is being loaded, in a process that never spoke. */
class FirstSentencesTest {
    private static final int CALLERS = 4;

    /** Speaks a sentence and tells how many samples that were. */
    public static final class FirstCaller implements Callable<Integer> {
        private static final MarySynthesizer SHARED = new MarySynthesizer();

        /** Every other caller comes to another engine of the same process. */
        private static final AtomicInteger CALLERS = new AtomicInteger();

        private final MarySynthesizer voice =
                CALLERS.getAndIncrement() % 2 == 0 ? SHARED : new MarySynthesizer();

        @Override
        public Integer call() throws Exception {
            int[] samples = new int[1];
            voice.speak(
                    new Synthesizer.Sentence("Good morning to you.", MaryVoice.NAME, 1, 1),
                    block -> samples[0] += block.length);
            return samples[0];
        }
    }

    @Test
    void areAllSpokenTo() throws Exception {
        try (var unspoken = new Unspoken();
                var callers = Executors.newThreadPerTaskExecutor(unspoken::thread)) {
            var together = new CyclicBarrier(CALLERS);
            List<Future<Integer>> spoken = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                var caller = unspoken.caller();
                spoken.add(
                        callers.submit(() -> {
                            together.await();
                            return caller.call();
                        }));
            }

            for (var each : spoken) {
                assertThat(each.get()).isPositive();
            }
        }
    }

    /** MaryTTS keeps its modules in static fields: these classes are loaded once more. */
    private static final class Unspoken extends URLClassLoader {
        Unspoken() throws Exception {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        /** Services are looked up by a thread's own loader. */
        Thread thread(Runnable task) {
            var thread = new Thread(task);
            thread.setContextClassLoader(this);
            return thread;
        }

        @SuppressWarnings("unchecked")
        Callable<Integer> caller() throws ReflectiveOperationException {
            return (Callable<Integer>)
                    loadClass(FirstCaller.class.getName()).getConstructor().newInstance();
        }

        private static URL[] classPath() throws Exception {
            List<URL> urls = new ArrayList<>();
            for (String entry :
                    System.getProperty("java.class.path")
                            .split(Pattern.quote(File.pathSeparator))) {
                urls.add(Path.of(entry).toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        }
    }
}
