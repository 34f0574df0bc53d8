package dev.charla.speech.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Fetches one file into a part beside where it is to be, and goes on from there when it was broken
 * off, here or in an earlier try. Not for several threads.
 */
final class Download {
    private static final int BUFFER_BYTES = 1 << 16;

    /** A connection may break off this often in a row without a byte more than before. */
    private static final int MOST_TRIES = 4;

    private static final int SILENT_FOR_MS = 30_000;

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_THERE = 416;

    /**
     * Fetches a file whole.
     *
     * @param part kept when this fails, so that another call goes on with it
     * @throws FetchException when the server refuses, or breaks off again and again
     */
    void fetch(URI address, Path part, Progress progress) throws FetchException {
        int tries = 0;
        while (true) {
            long before = size(part);
            try {
                if (attempt(address, part, progress)) {
                    return;
                }
            } catch (IOException e) {
                progress.interrupted();
                tries = size(part) > before ? 1 : tries + 1;
                if (tries >= MOST_TRIES) {
                    throw new FetchException(
                            ("%s cannot be reached, or breaks off (%s). What came is kept: the same"
                                            + " command goes on from there. A mirror is set with"
                                            + " --mirror.")
                                    .formatted(address, reason(e)),
                            e);
                }
            }
        }
    }

    /** A small text, such as a list of digests. */
    String text(URI address, int mostBytes) throws FetchException {
        try {
            HttpURLConnection server = open(address);
            requireOk(address, server.getResponseCode());
            try (InputStream body = server.getInputStream()) {
                byte[] bytes = body.readNBytes(mostBytes + 1);
                if (bytes.length > mostBytes) {
                    throw new FetchException(address + " is far longer than such a list is.");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new FetchException("%s cannot be reached (%s).".formatted(address, reason(e)), e);
        }
    }

    /** Whether the file is whole now. */
    private static boolean attempt(URI address, Path part, Progress progress)
            throws IOException, FetchException {
        long have = size(part);
        HttpURLConnection server = open(address);
        if (have > 0) {
            server.setRequestProperty("Range", "bytes=" + have + "-");
        }
        int status = server.getResponseCode();
        if (status == RANGE_NOT_THERE && have > 0) {
            return isWhole(server, part, have);
        }
        boolean resumed = status == PARTIAL && startsAt(server, have);
        if (status == PARTIAL && !resumed) {
            throw new FetchException(address + " answers with another range than was asked for.");
        }
        if (!resumed) {
            requireOk(address, status);
        }
        try (InputStream body = server.getInputStream()) {
            long from = resumed ? have : 0;
            long length = server.getContentLengthLong();
            requireRoom(part, length);
            long got = write(body, part, resumed, from, length < 0 ? 0 : from + length, progress);
            if (length >= 0 && got < length) {
                throw new IOException("broken off");
            }
        }
        return true;
    }

    /** A server that has nothing more to give: the part is the file, or one of another file. */
    private static boolean isWhole(HttpURLConnection server, Path part, long have)
            throws IOException {
        if (("bytes */" + have).equals(server.getHeaderField("Content-Range"))) {
            return true;
        }
        Files.deleteIfExists(part);
        return false;
    }

    private static boolean startsAt(HttpURLConnection server, long have) {
        String range = server.getHeaderField("Content-Range");
        return range != null && range.startsWith("bytes " + have + "-");
    }

    private static long write(
            InputStream body, Path part, boolean resumed, long from, long total, Progress progress)
            throws IOException {
        long got = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (OutputStream out =
                resumed
                        ? Files.newOutputStream(part, StandardOpenOption.APPEND)
                        : Files.newOutputStream(part)) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                out.write(buffer, 0, read);
                got += read;
                progress.at(from + got, total);
            }
        }
        return got;
    }

    private static void requireRoom(Path part, long bytes) throws IOException, FetchException {
        long room = Files.getFileStore(part.toAbsolutePath().getParent()).getUsableSpace();
        if (bytes > room) {
            throw new FetchException(
                    "There are %d MB free for %s, which needs %d MB."
                            .formatted(room / 1_000_000, part, bytes / 1_000_000));
        }
    }

    private static void requireOk(URI address, int status) throws FetchException {
        if (status != OK) {
            throw new FetchException(
                    "%s answers with %d%s."
                            .formatted(
                                    address,
                                    status,
                                    status == 404
                                            ? ": the file is not there any more, or the mirror"
                                                    + " lacks it"
                                            : ""));
        }
    }

    private static HttpURLConnection open(URI address) throws IOException, FetchException {
        if (!(address.toURL().openConnection() instanceof HttpURLConnection server)) {
            throw new FetchException(address + " is no address of http or https.");
        }
        server.setConnectTimeout(SILENT_FOR_MS);
        // Without it, a server that says nothing any more would be waited for without end.
        server.setReadTimeout(SILENT_FOR_MS);
        server.setRequestProperty("User-Agent", "charla");
        return server;
    }

    private static long size(Path part) {
        try {
            return Files.exists(part) ? Files.size(part) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
