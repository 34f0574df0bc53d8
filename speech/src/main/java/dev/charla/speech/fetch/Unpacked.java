package dev.charla.speech.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Takes a model out of a zip file. Nothing is written outside its folder. */
final class Unpacked {
    /** The largest models of Vosk are some 4 GB. */
    private static final long MOST_BYTES = 16_000_000_000L;

    private static final int MOST_FILES = 10_000;
    private static final int BUFFER_BYTES = 1 << 16;

    private Unpacked() {}

    /**
     * Unpacks all of it.
     *
     * @param folder made if need be
     * @throws FetchException when it is no zip file, or wants to write elsewhere, or is far larger
     *     than any model
     */
    static void into(Path folder, Path zip) throws IOException, FetchException {
        long bytes = 0;
        int files = 0;
        Path root = Files.createDirectories(folder).toRealPath();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = inside(root, entry.getName(), zip);
                if (++files > MOST_FILES) {
                    throw tooLarge(zip);
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    bytes += copy(in, file, MOST_BYTES - bytes, zip);
                }
            }
        } catch (ZipException e) {
            throw new FetchException(zip + " is a damaged zip file.", e);
        }
        if (files == 0) {
            throw new FetchException(zip + " is no zip file, or an empty one.");
        }
    }

    private static Path inside(Path root, String name, Path zip) throws FetchException {
        Path file = root.resolve(name.replace('\\', '/')).normalize();
        if (!file.startsWith(root) || file.equals(root.getRoot())) {
            throw new FetchException(
                    "%s holds a file that would be written outside its folder. It is not used."
                            .formatted(zip));
        }
        return file;
    }

    private static long copy(InputStream in, Path file, long most, Path zip)
            throws IOException, FetchException {
        long bytes = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > most) {
                    throw tooLarge(zip);
                }
                out.write(buffer, 0, read);
            }
        }
        return bytes;
    }

    private static FetchException tooLarge(Path zip) {
        return new FetchException(zip + " unpacks to far more than a model. It is not used.");
    }
}
