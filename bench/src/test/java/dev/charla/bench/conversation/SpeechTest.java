package dev.charla.bench.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.audio.Pcm16;
import dev.charla.bench.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpeechTest {
    @Test
    void theSilenceAroundSpeechIsLeftOut() throws UsageException {
        var silence = Pcm16.silence(Speech.SAMPLE_RATE_HZ, Duration.ofMillis(100));
        var speech = Speech.of(silence.then(loud(3 * Speech.FRAME_SAMPLES)).then(silence));

        assertThat(speech.frames()).isEqualTo(3);
        assertThat(speech.frame(2).remaining()).isEqualTo(2 * Speech.FRAME_SAMPLES);
    }

    @Test
    void theLastFrameIsFilledUp() throws UsageException {
        assertThat(Speech.of(loud(Speech.FRAME_SAMPLES + Speech.FRAME_SAMPLES / 2)).frames())
                .isEqualTo(2);
    }

    @Test
    void aFileWithoutSpeechIsRefused() {
        var silence = Pcm16.silence(Speech.SAMPLE_RATE_HZ, Duration.ofSeconds(1));
        assertThatThrownBy(() -> Speech.of(silence))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("holds no speech");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> Speech.read(Path.of("no-such-file.wav")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("cannot be read");
    }

    private static Pcm16 loud(int samples) {
        var square = new short[samples];
        Arrays.fill(square, (short) 8_000);
        return Pcm16.of(Speech.SAMPLE_RATE_HZ, square);
    }
}
