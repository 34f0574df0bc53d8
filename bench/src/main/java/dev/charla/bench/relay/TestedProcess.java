package dev.charla.bench.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The process that is measured, with those it started. What the system does not tell is NaN or -1.
 * Any thread.
 */
final class TestedProcess implements AutoCloseable {
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]");

    /**
     * Fields of Linux's /proc/PID/stat after the name, which is in brackets: user and system time.
     */
    private static final int USER_TICKS = 11;

    /** Linux's USER_HZ, which is the same on all its usual machines. */
    private static final int TICKS_A_SECOND = 100;

    private static final String COMPLAINTS = "complaints.txt";
    private static final int SHOWN_LINES = 12;

    private final Process process;
    private final Path directory;
    private final Thread ender;

    private TestedProcess(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
        this.ender = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(ender);
    }

    /**
     * Starts it.
     *
     * @param pinning where it is kept
     */
    static TestedProcess start(Pinning pinning, List<String> command, Path directory)
            throws IOException {
        List<String> whole = new ArrayList<>(pinning.prefix());
        whole.addAll(command);
        return new TestedProcess(
                new ProcessBuilder(whole)
                        .directory(directory.toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(directory.resolve(COMPLAINTS).toFile())
                        .start(),
                directory);
    }

    long pid() {
        return process.pid();
    }

    /** The first of what it says of what went wrong. */
    String complaints() {
        try (Stream<String> lines = Files.lines(directory.resolve(COMPLAINTS))) {
            return lines.limit(SHOWN_LINES).collect(Collectors.joining("\n"));
        } catch (IOException | UncheckedIOException _) {
            return "";
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private Stream<Long> pids() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid);
    }

    /** Processor time so far. */
    Cpu cpu() {
        return pids().map(TestedProcess::cpu).reduce(new Cpu(0, 0), Cpu::plus);
    }

    /**
     * Processor time in microseconds.
     *
     * @param kernel the part of it that was spent in system calls, over and above {@code user}
     */
    record Cpu(double user, double kernel) {
        double all() {
            return user + kernel;
        }

        Cpu plus(Cpu other) {
            return new Cpu(user + other.user, kernel + other.kernel);
        }

        Cpu since(Cpu before) {
            return new Cpu(user - before.user, kernel - before.kernel);
        }
    }

    private static Cpu cpu(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = SPACE.split(stat.substring(stat.lastIndexOf(')') + 2));
            return new Cpu(micros(fields[USER_TICKS]), micros(fields[USER_TICKS + 1]));
        } catch (IOException _) {
            return new Cpu(Double.NaN, Double.NaN);
        }
    }

    private static double micros(String ticks) {
        return Long.parseLong(ticks) * 1e6 / TICKS_A_SECOND;
    }

    /** Resident memory in kilobytes. */
    double residentKilobytes() {
        return pids().mapToDouble(pid -> status(pid, "VmRSS:")).sum();
    }

    int threads() {
        return (int) status(process.pid(), "Threads:");
    }

    private static double status(long pid, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(NO_DIGITS.matcher(line).replaceAll("")))
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException _) {
            return Double.NaN;
        }
    }

    /** Open files, sockets among them. */
    int descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return Math.toIntExact(open.count());
        } catch (IOException _) {
            return -1;
        }
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
        Runtime.getRuntime().removeShutdownHook(ender);
    }
}
