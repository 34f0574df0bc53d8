package dev.charla.bench.relay;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws processor time over conversations, one line for each relay and length of frames, as SVG.
 */
final class RelayPicture {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    private static final int LEFT = 60;
    private static final int RIGHT = 190;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final String[] COLOURS = {
        "#0b6e4f", "#c1440e", "#3a5fcd", "#7a7a7a", "#8e44ad", "#b8860b", "#008b8b", "#444444"
    };

    private final List<Step> steps;
    private final double mostConversations;
    private final double mostMicros;
    private final StringBuilder svg = new StringBuilder();

    private RelayPicture(List<Step> steps) {
        this.steps = steps;
        this.mostConversations = steps.stream().mapToInt(Step::conversations).max().orElse(1);
        double most = steps.stream().mapToDouble(Step::cpuMicros).max().orElse(1);
        this.mostMicros = Math.max(10, Math.ceil(most / 10) * 10);
    }

    static String of(List<Step> steps) {
        return new RelayPicture(steps).draw();
    }

    private String draw() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH, HEIGHT);
        add("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n", WIDTH, HEIGHT);
        add(
                "<text x=\"%d\" y=\"22\" font-size=\"14\">Processor time for one frame each way, in microseconds</text>%n",
                LEFT);
        grid();
        List<String> series = steps.stream().map(RelayPicture::series).distinct().toList();
        for (int i = 0; i < series.size(); i++) {
            line(series.get(i), COLOURS[i % COLOURS.length], i);
        }
        add("</svg>%n");
        return svg.toString();
    }

    private static String series(Step step) {
        return step.relay() + ", " + step.frameMs() + " ms";
    }

    private void grid() {
        for (int micros = 0; micros <= mostMicros; micros += mostMicros > 80 ? 20 : 10) {
            add(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d</text>%n",
                    LEFT, WIDTH - RIGHT, y(micros), y(micros), LEFT - 8, y(micros) + 4, micros);
        }
        for (int conversations :
                steps.stream().map(Step::conversations).distinct().sorted().toList()) {
            add(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n",
                    x(conversations), HEIGHT - BOTTOM + 20, conversations);
        }
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">conversations at once, on one processor</text>%n",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10);
    }

    private void line(String name, String colour, int index) {
        List<String> points = new ArrayList<>();
        for (Step step : steps) {
            if (series(step).equals(name)) {
                points.add(
                        String.format(
                                Locale.ROOT,
                                "%.1f,%.1f",
                                x(step.conversations()),
                                y(step.cpuMicros())));
            }
        }
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                String.join(" ", points), colour);
        for (String point : points) {
            String[] xy = point.split(",", 2);
            add("<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\"/>%n", xy[0], xy[1], colour);
        }
        int y = TOP + 10 + index * 20;
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"4\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text>%n",
                WIDTH - RIGHT + 15, y - 5, colour, WIDTH - RIGHT + 33, y, name);
    }

    private double x(int conversations) {
        return LEFT + (WIDTH - LEFT - RIGHT) * conversations / mostConversations;
    }

    private double y(double micros) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * micros / mostMicros;
    }

    @FormatMethod
    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
