package dev.charla.speech.synthesis;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A speech program that runs beside this process: what it prints comes to the thread that waits for
 * it in a way that can be interrupted, which reading a pipe cannot. One thread at a time.
 */
final class SpeechProgram implements AutoCloseable {
    /** Blocks that wait; a program that is faster than its listener waits for it. */
    private static final int WAITING_BLOCKS = 64;

    private final Process process;
    private final BlockingQueue<Block> blocks = new ArrayBlockingQueue<>(WAITING_BLOCKS);
    private final Thread reader;
    private final Thread complaints;

    /** What the reader passes on; the last one is empty. */
    private static final class Block {
        final byte[] bytes;

        Block(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    private SpeechProgram(Process process, Reading reading) {
        this.process = process;
        this.reader = Thread.ofVirtual().name("speech-program-out").start(() -> read(reading));
        // Left unread, it would stop the program once its pipe is full.
        this.complaints = Thread.ofVirtual().name("speech-program-err").start(this::readComplaints);
    }

    /** How much of what is printed makes a block. */
    enum Reading {
        /** 40 ms of 16-bit audio at 22 kHz. */
        AUDIO,
        LINES
    }

    /**
     * Starts it.
     *
     * @throws IOException when it cannot be started
     */
    static SpeechProgram start(Reading reading, List<String> command) throws IOException {
        return new SpeechProgram(new ProcessBuilder(command).start(), reading);
    }

    /** Whether a program of that name or path is there. */
    static Optional<Path> find(String program) {
        Path named = Path.of(program);
        if (named.getNameCount() > 1 || named.isAbsolute()) {
            return Optional.of(named).filter(Files::isExecutable);
        }
        String path = System.getenv("PATH");
        return path == null
                ? Optional.empty()
                : List.of(path.split(File.pathSeparator)).stream()
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder).resolve(program))
                        .filter(Files::isExecutable)
                        .findFirst();
    }

    /** Writes a text to the program; {@code more} follows when it is not its last. */
    void write(String text, boolean more) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write(text.getBytes(StandardCharsets.UTF_8));
        if (more) {
            in.flush();
        } else {
            in.close();
        }
    }

    /** The next block that is printed; null at the end. */
    byte @Nullable [] next() throws InterruptedException {
        Block block = blocks.take();
        return block.bytes.length == 0 ? null : block.bytes;
    }

    /** With which code the program has ended; waits for it. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private void read(Reading reading) {
        try (InputStream out = process.getInputStream()) {
            switch (reading) {
                case AUDIO -> readAudio(out);
                case LINES -> readLines(out);
            }
        } catch (IOException e) {
            // The program was ended; whoever waits is told as at any other end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        end();
    }

    private void end() {
        try {
            blocks.put(new Block(new byte[0]));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readAudio(InputStream out) throws IOException, InterruptedException {
        byte[] buffer = new byte[1_764];
        int length = out.readNBytes(buffer, 0, buffer.length);
        while (length > 0) {
            blocks.put(new Block(Arrays.copyOf(buffer, length)));
            length = out.readNBytes(buffer, 0, buffer.length);
        }
    }

    private void readLines(InputStream out) throws IOException, InterruptedException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(out, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                blocks.put(new Block(line.strip().getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private void readComplaints() {
        try (InputStream err = process.getErrorStream()) {
            err.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The program was ended, and with it what it had to say.
        }
    }

    /** Ends the program and the threads that read it. Idempotent. */
    @Override
    public void close() {
        process.destroyForcibly();
        reader.interrupt();
        complaints.interrupt();
    }
}
