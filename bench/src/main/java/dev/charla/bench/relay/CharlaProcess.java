package dev.charla.bench.relay;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The application under test, in a process of its own. */
final class CharlaProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern SPACE = Pattern.compile(" ");

    /**
     * Fields of Linux's /proc/PID/stat after the name, which is in brackets: user and system time.
     */
    private static final int USER_TICKS = 11;

    private static final int TICKS_A_SECOND = 100;

    private final Process process;
    private final URI site;

    private CharlaProcess(Process process, URI site) {
        this.process = process;
        this.site = site;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param service port of the stand-in
     */
    static CharlaProcess start(RelayOptions options, int service, HttpClient http)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options.java());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-jar");
        command.add(options.jar().toString());
        command.add("--server.port=" + port);
        command.add("--charla.service.endpoint=http://127.0.0.1:" + service);
        command.add("--charla.service.api-key=bench");
        command.add("--charla.browser.max-talks=10000");
        command.add("--logging.level.dev.charla=warn");
        // Not the user's .env file.
        var directory = Files.createTempDirectory("charla-bench").toFile();
        directory.deleteOnExit();
        command.set(
                command.indexOf(options.jar().toString()),
                options.jar().toAbsolutePath().toString());
        Process process =
                new ProcessBuilder(command)
                        .directory(directory)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var charla = new CharlaProcess(process, URI.create("http://127.0.0.1:" + port + "/"));
        charla.awaitPage(http);
        return charla;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitPage(HttpClient http) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        var request = HttpRequest.newBuilder(site.resolve("api/status")).build();
        while (System.nanoTime() < giveUp && process.isAlive()) {
            try {
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException _) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        process.destroyForcibly();
        throw new IOException("Charla did not start; what it says is above");
    }

    URI site() {
        return site;
    }

    /** Processor time so far, in microseconds; empty where the system does not tell. */
    OptionalDouble cpuMicros() {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            String[] fields = SPACE.split(stat.substring(stat.lastIndexOf(')') + 2));
            long ticks =
                    Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]);
            return OptionalDouble.of(ticks * 1e6 / TICKS_A_SECOND);
        } catch (IOException _) {
            return OptionalDouble.empty();
        }
    }

    /** Resident memory in megabytes; empty where the system does not tell. */
    OptionalDouble residentMegabytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return OptionalDouble.of(
                            Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024);
                }
            }
        } catch (IOException _) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.empty();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
