package dev.charla.bench.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void aPercentileIsAMeasuredValue() {
        var figures = of(40, 10, 30, 20);

        assertThat(figures.percentile(1)).isEqualTo(10);
        assertThat(figures.percentile(25)).isEqualTo(10);
        assertThat(figures.percentile(26)).isEqualTo(20);
        assertThat(figures.percentile(50)).isEqualTo(20);
        assertThat(figures.percentile(95)).isEqualTo(40);
        assertThat(figures.max()).isEqualTo(40);
    }

    @Test
    void ofAHundredTheNinetyFifthIsTheNinetyFifth() {
        var figures = new Figures();
        for (int i = 100; i >= 1; i--) {
            figures.add(i);
        }

        assertThat(figures.percentile(95)).isEqualTo(95);
        assertThat(figures.percentile(50)).isEqualTo(50);
    }

    @Test
    void oneValueIsAllPercentiles() {
        assertThat(of(7).percentile(1)).isEqualTo(7);
        assertThat(of(7).percentile(50)).isEqualTo(7);
        assertThat(of(7).max()).isEqualTo(7);
    }

    @Test
    void figuresOfSeveralConversationsAreAddedUp() {
        var figures = of(1, 2);
        figures.addAll(of(3));

        assertThat(figures.count()).isEqualTo(3);
        assertThat(figures.max()).isEqualTo(3);
    }

    @Test
    void nothingMeasuredHasNoPercentile() {
        assertThatThrownBy(() -> new Figures().max()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> of(1).percentile(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(1).percentile(101))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Figures of(double... values) {
        var figures = new Figures();
        for (double value : values) {
            figures.add(value);
        }
        return figures;
    }
}
