package dev.charla.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.recognition.DeafRecognizer;
import dev.charla.engine.recognition.Expected;
import dev.charla.engine.recognition.Recognizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LanguageRecognizersTest {
    private final List<String> opened = new ArrayList<>();

    @Test
    void theLanguageOfTheSessionSaysWhoHears() throws Exception {
        Recognizer both =
                new LanguageRecognizers(List.of(ears("es"), ears("en-US"), ears("en-GB")));

        assertThat(both.languages()).containsExactly("es", "en-US", "en-GB");
        for (String tag : List.of("es-MX", "en-GB", "en", "es")) {
            both.open(new Told(), Expected.in(tag)).cancel();
        }
        both.open(new Told(), Expected.ANYTHING).cancel();

        assertThat(opened)
                .containsExactly("es: es-MX", "en-GB: en-GB", "en-US: en", "es: es", "es: null");
    }

    private Recognizer ears(String language) {
        return new Recognizer() {
            private final DeafRecognizer deaf = new DeafRecognizer();

            @Override
            public Utterance open(Listener listener) {
                return open(listener, Expected.ANYTHING);
            }

            @Override
            public Utterance open(Listener listener, Expected expected) {
                opened.add(language + ": " + expected.language());
                return deaf.open(listener);
            }

            @Override
            public Set<String> languages() {
                return Set.of(language);
            }

            @Override
            public void warmUp() {}

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void close() {}
        };
    }
}
