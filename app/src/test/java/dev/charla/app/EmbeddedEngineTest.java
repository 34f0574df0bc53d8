package dev.charla.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.app.settings.SettingException;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class EmbeddedEngineTest {
    @Test
    void anImageWithoutSpeechDataSaysWhatItNeeds() throws Exception {
        try (var nothing = new URLClassLoader(new URL[0], null)) {
            assertThatThrownBy(() -> EmbeddedEngine.requireSpeech(nothing))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("without speech data");
        }
    }

    @Test
    void speechDataIsFoundWhereItIs() {
        assertThatCode(() -> EmbeddedEngine.requireSpeech(getClass().getClassLoader()))
                .doesNotThrowAnyException();
    }
}
