package dev.charla.speech.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tables for people, and the same figures as JSON. */
final class Report {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;
    private final ObjectNode all = JSON.createObjectNode();

    Report(PrintStream out) {
        this.out = out;
    }

    void say(String sentence) {
        out.println(sentence);
        out.flush();
    }

    void put(String name, String value) {
        all.put(name, value);
    }

    /** A table that is printed row by row as it is measured. */
    final class Table {
        private final List<String> columns;
        private final int[] widths;
        private final ArrayNode rows;

        /**
         * @param columns each with the width it is to have, as in {@code recogniser:20}
         */
        Table(String name, String title, String... columns) {
            this.columns = new ArrayList<>();
            this.widths = new int[columns.length];
            this.rows = all.putArray(name);
            StringBuilder head = new StringBuilder();
            for (int i = 0; i < columns.length; i++) {
                String[] parts = columns[i].split(":", 2);
                this.columns.add(parts[0]);
                widths[i] = Integer.parseInt(parts[1]);
                head.append(cell(parts[0], widths[i]));
            }
            say("");
            say(title);
            say(head.toString().stripTrailing());
        }

        void row(Object... values) {
            ObjectNode row = rows.addObject();
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < values.length; i++) {
                line.append(cell(text(values[i]), widths[i]));
                switch (values[i]) {
                    case Integer number -> row.put(columns.get(i), number);
                    case Double number -> row.put(columns.get(i), rounded(number));
                    default -> row.put(columns.get(i), String.valueOf(values[i]));
                }
            }
            say(line.toString().stripTrailing());
        }

        private static double rounded(double number) {
            return Math.round(number * 1_000) / 1_000.0;
        }

        private static String cell(String text, int width) {
            return text + " ".repeat(Math.max(1, width - text.length()));
        }
    }

    private static String text(Object value) {
        if (value instanceof Double number) {
            double size = Math.abs(number);
            return String.format(Locale.ROOT, size < 1 && size > 0 ? "%.3f" : "%.1f", number);
        }
        return String.valueOf(value);
    }

    void write(Path file) throws IOException {
        Files.writeString(
                file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
    }

    /** The value that so many in a hundred do not exceed; 0 of none. */
    static double percentile(List<Double> values, int percent) {
        if (values.isEmpty()) {
            return 0;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }
}
