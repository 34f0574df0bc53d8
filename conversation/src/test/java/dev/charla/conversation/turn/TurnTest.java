package dev.charla.conversation.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.conversation.browser.PageMessage.Latency;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnTest {
    @Test
    void aSpokenTurnEndsTheKnownSilenceBeforeTheServiceSaidSo() {
        var turn = Turn.spoken(3, ms(10_000), Duration.ofMillis(500));
        turn.reached(Stage.RESPONSE, ms(10_020));
        turn.reached(Stage.FIRST_AUDIO_IN, ms(10_300));
        turn.reached(Stage.FIRST_AUDIO_IN, ms(10_900));

        var latency = turn.audible(7, ms(10_350));

        assertThat(latency)
                .isEqualTo(
                        new Latency(
                                3,
                                7,
                                850,
                                List.of(
                                        new Latency.Stage("endpoint", 500),
                                        new Latency.Stage("response", 520),
                                        new Latency.Stage("first_audio_in", 800),
                                        new Latency.Stage("audible", 850))));
    }

    @Test
    void stagesStandInTheOrderTheyHappened() {
        var turn = Turn.spoken(1, ms(1_000), Duration.ofMillis(200));
        turn.reached(Stage.RESPONSE, ms(1_010));
        turn.reached(Stage.FIRST_TEXT, ms(1_200));
        turn.reached(Stage.TRANSCRIPT, ms(1_300));

        assertThat(turn.audible(1, ms(1_400)).stages())
                .extracting(Latency.Stage::name)
                .containsExactly("endpoint", "response", "first_text", "transcript", "audible");
    }

    @Test
    void typedWordsHaveNoEndpoint() {
        var latency = Turn.typed(1, ms(50)).audible(1, ms(90));

        assertThat(latency.totalMs()).isEqualTo(40);
        assertThat(latency.stages()).extracting(Latency.Stage::name).containsExactly("audible");
    }

    @Test
    void anAnswerIsOwedToWordsOnly() {
        var turn = Turn.spoken(1, ms(10), Duration.ZERO);
        assertThat(turn.owed()).isFalse();
        turn.hadWords();
        assertThat(turn.owed()).isTrue();
        turn.wasAnswered();
        assertThat(turn.owed()).isFalse();
    }

    private static long ms(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
