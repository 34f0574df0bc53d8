package dev.charla.speech.fetch;

import java.io.PrintStream;
import java.util.Locale;

/** A line that tells how far a download is: redrawn at a terminal, once in a while elsewhere. */
final class Progress {
    private static final int BAR = 30;
    private static final double MEGABYTE = 1e6;

    /** At a terminal; elsewhere a tenth of the whole. */
    private static final long REDRAW_BYTES = 250_000;

    private final PrintStream out;
    private final boolean terminal;
    private final String name;
    private long told;

    Progress(PrintStream out, boolean terminal, String name) {
        this.out = out;
        this.terminal = terminal;
        this.name = name;
    }

    /**
     * @param total 0 when it is not known
     */
    void at(long bytes, long total) {
        long step = terminal ? REDRAW_BYTES : Math.max(REDRAW_BYTES, total / 10);
        if (bytes - told < step && bytes != total) {
            return;
        }
        told = bytes;
        String line = line(bytes, total);
        if (terminal) {
            out.print("\r" + line);
            if (bytes == total) {
                out.println();
            }
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Leaves a line that was not finished. */
    void interrupted() {
        if (terminal && told > 0) {
            out.println();
        }
    }

    private String line(long bytes, long total) {
        if (total <= 0) {
            return String.format(Locale.ROOT, "%s  %.1f MB", name, bytes / MEGABYTE);
        }
        int done = (int) Math.min(BAR, bytes * BAR / total);
        return String.format(
                Locale.ROOT,
                "%s  [%s%s] %3d %%  %.1f of %.1f MB",
                name,
                "#".repeat(done),
                " ".repeat(BAR - done),
                Math.min(100, bytes * 100 / total),
                bytes / MEGABYTE,
                total / MEGABYTE);
    }
}
