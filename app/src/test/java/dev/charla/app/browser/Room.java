package dev.charla.app.browser;

import static org.awaitility.Awaitility.await;

import dev.charla.audio.Pcm16;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A room with a loudspeaker, a microphone and nobody in it but the test: a sound server of its own.
 * What the test says there a browser's microphone hears; what a browser plays can be listened to,
 * and may come back into the microphone.
 */
final class Room implements AutoCloseable {
    private static final int RATE_HZ = 24_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Process server;
    private final List<Process> others = new ArrayList<>();

    private Room(Path folder, Process server) {
        this.folder = folder;
        this.server = server;
    }

    /** The test that asks is left out, and says so, where no such server can be. */
    static Room open() {
        Assumptions.assumeTrue(
                has("pulseaudio") && has("pactl") && has("paplay") && has("parec"),
                "left out: a browser's sound needs PulseAudio, which is not here. Install it, such as"
                        + " with: apt install pulseaudio pulseaudio-utils");
        try {
            // A socket's path has room for a hundred characters only.
            Path folder = Files.createTempDirectory("room");
            Process server =
                    start(
                            folder,
                            "pulseaudio",
                            "-n",
                            "--daemonize=no",
                            "--exit-idle-time=-1",
                            "--use-pid-file=no",
                            "--disable-shm=yes",
                            "--load=module-null-sink sink_name=speaker rate=48000",
                            "--load=module-null-sink sink_name=headset rate=48000"
                                    + " sink_properties=device.description=Headset",
                            "--load=module-null-sink sink_name=mouth rate=48000",
                            "--load=module-remap-source source_name=microphone master=mouth.monitor",
                            "--load=module-native-protocol-unix auth-anonymous=1 socket="
                                    + folder.resolve("socket"));
            var room = new Room(folder, server);
            await().atMost(PATIENCE).until(() -> start(folder, "pactl", "info").waitFor() == 0);
            room.tell("set-default-sink", "speaker");
            room.tell("set-default-source", "microphone");
            return room;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a program must have in its environment to be in this room. */
    Map<String, String> environment() {
        return environmentOf(folder);
    }

    /** Begins to say this; returns at once. */
    void say(SpokenRecording recording) {
        try {
            Path file = Files.createTempFile(folder, "said", ".wav");
            recording.writeTo(file);
            others.add(start(folder, "paplay", "--device=mouth", file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on the microphone hears the loudspeaker, as loud as it is. */
    void letTheLoudspeakerReachTheMicrophone() {
        tell(
                "load-module",
                "module-loopback",
                "source=speaker.monitor",
                "sink=mouth",
                "latency_msec=40");
    }

    /** Listens to the loudspeaker from now on. */
    Listening listen() {
        return listen("speaker");
    }

    /** Listens to the headset, which plays only what is sent there by name, from now on. */
    Listening listenToTheHeadset() {
        return listen("headset");
    }

    private Listening listen(String sink) {
        try {
            Path file = Files.createTempFile(folder, "heard", ".pcm");
            Process recorder =
                    start(
                            folder,
                            file,
                            "parec",
                            "--device=" + sink + ".monitor",
                            "--format=s16le",
                            "--channels=1",
                            "--latency-msec=20",
                            "--rate=" + RATE_HZ);
            others.add(recorder);
            await().atMost(PATIENCE).until(() -> Files.size(file) > 0);
            return new Listening(file, recorder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes out of the loudspeaker, silence too. */
    record Listening(Path file, Process recorder) {
        /** All of it until now. */
        Pcm16 heard() {
            try {
                byte[] bytes = Files.readAllBytes(file);
                return Pcm16.ofBytes(RATE_HZ, Arrays.copyOf(bytes, bytes.length & ~1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void stop() {
            recorder.destroy();
        }
    }

    private void tell(String... command) {
        try {
            List<String> all = new ArrayList<>(List.of("pactl"));
            all.addAll(List.of(command));
            if (start(folder, all.toArray(String[]::new)).waitFor() != 0) {
                throw new AssertionError("The sound server refuses: " + all);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Process start(Path folder, String... command) throws IOException {
        return start(folder, folder.resolve("log"), command);
    }

    private static Process start(Path folder, Path output, String... command) throws IOException {
        var builder = new ProcessBuilder(command).redirectOutput(output.toFile());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environmentOf(folder));
        return builder.start();
    }

    private static Map<String, String> environmentOf(Path folder) {
        return Map.of(
                "PULSE_SERVER", "unix:" + folder.resolve("socket"),
                "PULSE_RUNTIME_PATH", folder.toString(),
                "PULSE_STATE_PATH", folder.toString(),
                "PULSE_COOKIE", folder.resolve("cookie").toString());
    }

    private static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Override
    public void close() {
        others.forEach(Process::destroy);
        server.destroy();
        try {
            if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
