package dev.charla.test.report;

import dev.charla.test.report.Recording.Entry;
import java.util.Base64;
import java.util.Locale;
import java.util.function.IntFunction;

/** One web page with a conversation's sound, waveform and time line; it loads nothing. */
final class ReportPage {
    private static final int PIXELS_PER_SECOND = 60;
    private static final int HEIGHT = 60;
    private static final int LANE = 22;

    private final Recording recording;
    private final String name;

    ReportPage(Recording recording, String name) {
        this.recording = recording;
        this.name = name;
    }

    String html(byte[] wav) {
        return """
        <!doctype html>
        <html lang="en"><meta charset="utf-8"><title>%s</title>
        <style>
        body{font:14px/1.4 system-ui,sans-serif;margin:1rem;color-scheme:light dark}
        .scroll{overflow-x:auto}audio{width:100%%}
        table{border-collapse:collapse}td{padding:.1rem .8rem .1rem 0;vertical-align:top}
        .caller{fill:#2c6fbb;color:#2c6fbb}.agent{fill:#b5482a;color:#b5482a}
        text{font-size:11px}
        </style>
        <h1>%s</h1>
        <p>Left: the caller. Right: the agent, as the caller heard it.</p>
        <audio controls src="data:audio/wav;base64,%s"></audio>
        <div class="scroll">%s</div>
        <table>%s</table>
        </html>
        """
                .formatted(
                        escaped(name),
                        escaped(name),
                        Base64.getEncoder().encodeToString(wav),
                        waves(),
                        rows());
    }

    private String waves() {
        int width = Math.max(1, recording.frames() * PIXELS_PER_SECOND / 50);
        var svg = new StringBuilder();
        svg.append(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' role='img' aria-label='Waveform'>"
                        .formatted(width, 2 * HEIGHT + 2 * LANE));
        svg.append(wave("caller", HEIGHT / 2, recording::said));
        svg.append(wave("agent", HEIGHT + HEIGHT / 2, recording::heard));
        for (var entry : recording.entries()) {
            switch (entry.lane()) {
                case CALLER -> svg.append(label(entry, 2 * HEIGHT + LANE - 6, "caller"));
                case AGENT -> svg.append(label(entry, 2 * HEIGHT + 2 * LANE - 6, "agent"));
                case STATE, TOOL, NOTE -> {}
            }
        }
        return svg.append("</svg>").toString();
    }

    private String wave(String party, int middle, IntFunction<short[]> sound) {
        var path = new StringBuilder();
        for (int frame = 0; frame < recording.frames(); frame++) {
            int most = 0;
            for (short sample : sound.apply(frame)) {
                most = Math.max(most, Math.abs(sample));
            }
            double half = Math.max(0.5, most / 32_768.0 * HEIGHT / 2);
            double x = frame * PIXELS_PER_SECOND / 50.0;
            path.append(
                    String.format(
                            Locale.ROOT, "M%.1f %.1fh1v%.1fh-1z", x, middle - half, 2 * half));
        }
        return "<path class='" + party + "' d='" + path + "'/>";
    }

    private static String label(Entry entry, int y, String party) {
        long x = entry.from().toMillis() * PIXELS_PER_SECOND / 1_000;
        return "<text class='%s' x='%d' y='%d'>%s</text>"
                .formatted(party, x, y, escaped(entry.text()));
    }

    private String rows() {
        var rows = new StringBuilder();
        for (var entry : recording.entries()) {
            var to = entry.to();
            var lane = entry.lane().name().toLowerCase(Locale.ROOT);
            rows.append(
                    "<tr class='%s'><td>%s<td>%s<td>%s<td>%s\n"
                            .formatted(
                                    lane,
                                    Timeline.seconds(entry.from()),
                                    to == null ? "" : Timeline.seconds(to),
                                    lane,
                                    escaped(entry.text())));
        }
        return rows.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
