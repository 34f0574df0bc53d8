package dev.charla.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.engine.recognition.DeafRecognizer;
import dev.charla.engine.recognition.Expected;
import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.session.SessionEars;
import dev.charla.protocol.settings.Voice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which languages a session may be in, with ears and voices for several. */
class LanguagesTest {
    private static final Map<String, String> VOICES =
            Map.of("piper-es", "es-ES", "mexican", "es-MX", "usual", "en-US");

    private final Languages languages =
            new Languages(
                    Collections.unmodifiableSet(new LinkedHashSet<>(List.of("es", "en-US", "fr"))));
    private final VoiceRule voices =
            new VoiceRule(
                    List.of("usual", "piper-es", "mexican"),
                    voice -> VOICES.getOrDefault(voice, ""));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none|es|es",
                "''|es|es",
                "en|en-US|en-US",
                "es-MX|es-MX|es-MX",
                "fr,de|fr|fr",
                "es-MX,en-US|es-MX|none",
                "en-GB,en-US|en-GB|en-GB"
            })
    void theUsualLanguageIsSpokenUnlessTheClientSaysAnother(
            @Nullable String asked, String spoken, @Nullable String expected) {
        assertThat(languages.spoken(asked)).isEqualTo(spoken);
        assertThat(languages.expected(asked)).isEqualTo(expected);
    }

    @Test
    void aLanguageThatIsNotUnderstoodIsRefusedByNameOfThoseThatAre() {
        assertThatThrownBy(() -> languages.check(List.of("de-DE"), "p", new ArrayList<>()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("understands es, en-US, fr, not 'de-DE'");
    }

    @Test
    void aVoiceOfAzuresIsSpokenByOneOfItsLanguage() throws Exception {
        assertThat(voices.choose(azure("es-ES-ElviraNeural"), "v").voice()).isEqualTo("piper-es");
        assertThat(voices.choose(azure("es-MX-DaliaNeural"), "v").voice()).isEqualTo("mexican");
        assertThat(voices.choose(azure("es-AR-ElenaNeural"), "v").voice()).isEqualTo("piper-es");
        assertThat(voices.choose(azure("en-GB-SoniaNeural"), "v").voice()).isEqualTo("usual");
        assertThat(voices.choose(azure("mexican"), "v").warning()).isNull();
    }

    @Test
    void aVoiceOfAnotherLanguageIsRefusedByNameOfThoseThatAreSpoken() {
        assertThatThrownBy(() -> voices.choose(azure("de-DE-KatjaNeural"), "v"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("speaks en-US, es-ES, es-MX; 'de-DE-KatjaNeural' does not");
    }

    @Test
    void theRecogniserIsToldWhatTheSessionExpects() throws Exception {
        List<Expected> told = new ArrayList<>();
        Recognizer shared = new Noting(told);
        var french = new Expected("fr", List.of("Contoso"));
        var ears = new SessionEars(shared, () -> told.isEmpty() ? french : Expected.ANYTHING);

        ears.open(new Deaf());
        ears.open(new Deaf());
        ears.close();

        assertThat(told).containsExactly(french, Expected.ANYTHING);
        assertThat(ears.languages()).isEqualTo(shared.languages());
        assertThat(ears.usesPhrases()).isTrue();
        assertThat(ears.isReady()).isTrue();
    }

    private static Voice azure(String name) {
        return new Voice.AzureStandard(
                name, null, null, null, null, null, null, null, null, null, Map.of());
    }

    private static final class Deaf implements Recognizer.Listener {
        @Override
        public void partial(String text) {}

        @Override
        public void done(Hypothesis hypothesis) {}

        @Override
        public void failed(String reason) {}
    }

    /** Notes what it is to expect; fails when it is closed. */
    private record Noting(List<Expected> told) implements Recognizer {
        @Override
        public Utterance open(Listener listener) {
            throw new AssertionError("without what is expected");
        }

        @Override
        public Utterance open(Listener listener, Expected expected) {
            told.add(expected);
            return new DeafRecognizer().open(listener);
        }

        @Override
        public Set<String> languages() {
            return Set.of("fr");
        }

        @Override
        public boolean usesPhrases() {
            return true;
        }

        @Override
        public void close() {
            throw new AssertionError("it is shared");
        }
    }
}
