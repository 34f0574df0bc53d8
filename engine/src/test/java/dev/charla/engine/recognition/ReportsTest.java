package dev.charla.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private final Reports reports = new Reports();
    private final List<String> told = new ArrayList<>();

    @Test
    void whatAReportCausesIsToldAfterIt() {
        reports.add(() -> {
            reports.add(() -> told.add("second"));
            reports.tell();
            told.add("first");
        });

        reports.tell();

        assertThat(told).containsExactly("first", "second");
    }

    @Test
    void aReportThatFailsKeepsBackNoneAfterIt() {
        reports.add(() -> {
            throw new IllegalStateException("for a test");
        });
        reports.add(() -> told.add("next"));

        assertThatThrownBy(reports::tell).isInstanceOf(IllegalStateException.class);
        reports.tell();

        assertThat(told).containsExactly("next");
    }
}
