package dev.charla.speech.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.audio.Pcm16;
import dev.charla.audio.Wav;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SpeechBenchTest {
    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void turnsAreMeasuredAndWrittenAsATableAndAsJson() throws Exception {
        Path json = folder.resolve("figures.json");

        assertThat(run("--only", "turns", "--json", json.toString())).isZero();

        JsonNode figures = JsonMapper.builder().build().readTree(Files.readString(json));
        JsonNode clean = figures.path("turns").path(0);
        assertThat(clean.path("detector").asString()).isEqualTo("built-in");
        assertThat(clean.path("missed").asInt()).isZero();
        assertThat(clean.path("onset p50").asDouble()).isBetween(20.0, 400.0);
        assertThat(clean.path("end p50").asDouble()).isBetween(300.0, 900.0);
        assertThat(figures.path("falseStarts").path(0).path("starts").asDouble()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("False starts in a minute")
                .contains("the agent's own voice, 20 dB down");
    }

    @Test
    void noiseIsAsLoudAsItIsSaidToBe() {
        assertThat(Noise.rms(Noise.pink(160_000, Noise.ofDbfs(-30), 1)))
                .isCloseTo(Noise.ofDbfs(-30), Percentage.withPercentage(1));
        short[] speech = Noise.white(160_000, 3_000, 2);
        short[] heard = Condition.NOISE_10_DB.of(speech, Noise.rms(speech), 3);
        short[] added = new short[speech.length];
        for (int i = 0; i < added.length; i++) {
            added[i] = (short) (heard[i] - speech[i]);
        }

        assertThat(20 * Math.log10(Noise.rms(speech) / Noise.rms(added)))
                .isCloseTo(10, Offset.offset(0.2));
        assertThat(Condition.CLEAN.of(speech, 1, 4)).isSameAs(speech);
    }

    @Test
    void aTrackKnowsWhereItsSentencesAre() {
        Spoken one = new Spoken("one", Pcm16.of(16_000, Noise.white(16_000, 1_000, 5)));

        Track track = Track.of(List.of(one, one), 300, 6);

        assertThat(track.turns().getFirst()).isEqualTo(new Track.Turn(1_000, 2_300));
        assertThat(track.turns().get(1).beginMs()).isBetween(3_500L, 4_800L);
        assertThat(track.speechRms()).isCloseTo(1_000, Offset.offset(30.0));
    }

    @Test
    void recordingsOfPeopleNeedTheirWords() throws Exception {
        Wav.write(folder.resolve("a.wav"), Pcm16.of(16_000, Noise.white(8_000, 1_000, 7)));
        assertThatThrownBy(() -> Material.recordings(folder, "es"))
                .hasMessageContaining("a.txt with the words of");
        Files.writeString(folder.resolve("a.txt"), "Hola, ¿qué tal?");

        Material.Set people = Material.recordings(folder, "es");

        assertThat(people.spoken()).extracting(Spoken::words).containsExactly("Hola, ¿qué tal?");
        assertThat(people.language()).isEqualTo("es");
    }

    @Test
    void optionsAreReadAndRefusedWithASentence() {
        BenchOptions options =
                BenchOptions.read(
                        List.of("--only", "words, LOAD", "--conversations", "1,3"), folder);
        assertThat(options.parts())
                .isEqualTo(Set.of(BenchOptions.Part.WORDS, BenchOptions.Part.LOAD));
        assertThat(options.conversations()).containsExactly(1, 3);
        assertThat(options.models()).isEqualTo(folder);

        assertThat(run("--only", "music")).isEqualTo(SpeechBench.USAGE);
        assertThat(run("--conversations", "0")).isEqualTo(SpeechBench.USAGE);
        assertThat(run("--loud", "1")).isEqualTo(SpeechBench.USAGE);
        assertThat(run("--json")).isEqualTo(SpeechBench.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(4)
                .anyMatch(line -> line.contains("not \"music\""))
                .anyMatch(line -> line.contains("numbers from 1 to 99"))
                .anyMatch(line -> line.contains("--loud is not understood"))
                .anyMatch(line -> line.contains("--json wants a value"));
        assertThat(run("--help")).isZero();
    }

    private int run(String... arguments) {
        return SpeechBench.run(
                List.of(arguments),
                folder,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
