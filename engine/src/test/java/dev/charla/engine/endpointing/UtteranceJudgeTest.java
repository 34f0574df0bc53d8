package dev.charla.engine.endpointing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.endpointing.Prosody.Melody;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtteranceJudgeTest {
    private static final EndOfUtterance USUAL =
            new EndOfUtterance(EndOfUtterance.MEDIUM, EndOfUtterance.USUAL_WAIT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what is the",
                "set a timer for",
                "i think that we should",
                "because",
                "my name is",
                "well",
                "book a table and um",
                "Hello,",
                "And then I...",
                "And then I.",
                "My name is.",
                "Set a timer for.",
                "So."
            })
    void wordsThatGoOnAreWaitedFor(String words) {
        for (Melody melody : Melody.values()) {
            assertThat(USUAL.endsAfter(words, new Prosody(melody))).as(melody.name()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what time is it now",
                "set a timer for five minutes",
                "yes",
                "tell me about rome",
                "stop",
                "Yes.",
                "Turn it on.",
                "What time is it, please?",
                "What is the?"
            })
    void wholeSentencesAreNot(String words) {
        for (Melody melody : Melody.values()) {
            assertThat(USUAL.endsAfter(words, new Prosody(melody))).as(melody.name()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pon un temporizador de",
                "Pon un temporizador de.",
                "quiero que",
                "Y luego el",
                "porque",
                "pues",
                "Me llamo, eh",
                "Cuánto es siete por.",
                "Hola,",
                "si"
            })
    void spanishWordsThatGoOnAreWaitedFor(String words) {
        for (Melody melody : Melody.values()) {
            assertThat(USUAL.in("es-MX").endsAfter(words, new Prosody(melody)))
                    .as(melody.name())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "¿Qué hora es?",
                "qué hora es ahora",
                "Pon un temporizador de cinco minutos.",
                "sí",
                "Sí.",
                "para",
                "¡Para!",
                "Ya está todo donde está.",
                "I have."
            })
    void wholeSpanishSentencesAreNot(String words) {
        for (Melody melody : Melody.values()) {
            assertThat(USUAL.in("es").endsAfter(words, new Prosody(melody)))
                    .as(melody.name())
                    .isTrue();
        }
    }

    @Test
    void ofOtherLanguagesOnlyPunctuationAndMelodyTell() {
        assertThat(USUAL.in("de").endsAfter("stell einen wecker so", new Prosody(Melody.LEVEL)))
                .isTrue();
        assertThat(USUAL.in("de").endsAfter("Stell einen Wecker,", new Prosody(Melody.FALLING)))
                .isFalse();
    }

    @Test
    void whereNoWordWasMadeOutThereIsNothingToWaitFor() {
        assertThat(new EndOfUtterance(1, Duration.ZERO).endsAfter(" ", Prosody.UNKNOWN)).isTrue();
    }

    @Test
    void theMelodyDecidesWhatTheWordsLeaveOpen() {
        EndOfUtterance strict = new EndOfUtterance(EndOfUtterance.HIGH, Duration.ZERO);

        assertThat(strict.endsAfter("tomorrow", new Prosody(Melody.FALLING))).isTrue();
        assertThat(strict.endsAfter("tomorrow", new Prosody(Melody.LEVEL))).isFalse();
    }
}
