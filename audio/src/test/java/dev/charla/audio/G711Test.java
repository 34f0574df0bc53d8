package dev.charla.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class G711Test {
    /** ITU-T G.711, tables 2a and 2b: the ends of the segments, times four for 16 bits. */
    @ParameterizedTest
    @CsvSource({
        "80, 8031",
        "8F, 4191",
        "90, 3999",
        "9F, 2079",
        "A0, 1983",
        "AF, 1023",
        "B0, 975",
        "BF, 495",
        "C0, 471",
        "CF, 231",
        "D0, 219",
        "DF, 99",
        "E0, 93",
        "EF, 33",
        "F0, 30",
        "FE, 2",
        "FF, 0",
        "7F, 0",
        "7E, -2",
        "70, -30",
        "0F, -4191",
        "00, -8031"
    })
    void ulawValuesAreThoseOfTheRecommendation(String code, int in14Bits) {
        assertThat(G711.ULAW.decode(octet(code))).isEqualTo((short) (4 * in14Bits));
    }

    /**
     * ITU-T G.711, tables 1a and 1b, times eight for 16 bits; codes with the even bits inverted.
     */
    @ParameterizedTest
    @CsvSource({
        "D5, 1",
        "D4, 3",
        "DA, 31",
        "C5, 33",
        "CA, 63",
        "F5, 66",
        "FA, 126",
        "E5, 132",
        "EA, 252",
        "95, 264",
        "9A, 504",
        "85, 528",
        "8A, 1008",
        "B5, 1056",
        "BA, 2016",
        "A5, 2112",
        "AA, 4032",
        "55, -1",
        "54, -3",
        "2A, -4032"
    })
    void alawValuesAreThoseOfTheRecommendation(String code, int in13Bits) {
        assertThat(G711.ALAW.decode(octet(code))).isEqualTo((short) (8 * in13Bits));
    }

    /**
     * ITU-T G.711, tables 5 and 6: a sine of 1 kHz at 0 dBm0, where overload is at 3.14 or 3.17.
     */
    @ParameterizedTest
    @CsvSource({"ULAW, 3.17, 32636, 1E0B0B1E9E8B8B9E", "ALAW, 3.14, 32768, 34212134B4A1A1B4"})
    void digitalMilliwattIsThatOfTheRecommendation(
            G711 law, double headroomDb, int overload, String codes) {
        double amplitude = overload * Math.pow(10, -headroomDb / 20);
        var samples = new short[8];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(-amplitude * Math.sin(Math.PI * (2 * i + 1) / 8));
        }

        var encoded = new byte[8];
        law.encode(samples, 0, encoded, 0, 8);

        assertThat(encoded).isEqualTo(HexFormat.of().parseHex(codes));
    }

    @ParameterizedTest
    @EnumSource
    void all256CodesDecodeAsTheJdkDecodesThem(G711 law) throws IOException {
        var encoding = law == G711.ULAW ? AudioFormat.Encoding.ULAW : AudioFormat.Encoding.ALAW;
        var format = new AudioFormat(encoding, 8_000, 8, 1, 1, 8_000, false);
        var pcm = new AudioFormat(8_000, 16, 1, true, false);
        byte[] codes = allCodes();

        byte[] expected;
        try (var in = new AudioInputStream(new ByteArrayInputStream(codes), format, 256);
                var converted = AudioSystem.getAudioInputStream(pcm, in)) {
            expected = converted.readAllBytes();
        }

        var decoded = new short[256];
        law.decode(codes, 0, decoded, 0, 256);
        assertThat(Pcm16.of(8_000, decoded)).isEqualTo(Pcm16.ofBytes(8_000, expected));
    }

    @Test
    void allCodesSurviveARoundTripButTheNegativeZeroOfUlaw() {
        for (int code = 0; code < 256; code++) {
            byte octet = (byte) code;

            assertThat(G711.ALAW.encode(G711.ALAW.decode(octet))).isEqualTo(octet);
            assertThat(G711.ULAW.encode(G711.ULAW.decode(octet)))
                    .isEqualTo(code == 0x7f ? (byte) 0xff : octet);
        }
    }

    /** Decision values lie half a step beside the values, and the step doubles by segment. */
    @ParameterizedTest
    @CsvSource({"ULAW, 255, 32635", "ALAW, 213, 32767"})
    void everySampleGetsTheValueWhoseIntervalItIsIn(G711 law, int inverted, int loudest) {
        for (int sample = -loudest - 1; sample <= loudest; sample++) {
            byte code = law.encode((short) sample);

            int segment = ((code ^ inverted) >> 4) & 7;
            int half = law == G711.ULAW ? 4 << segment : 8 << Math.max(segment - 1, 0);
            assertThat(sample - law.decode(code))
                    .as("sample %d", sample)
                    .isBetween(-half, half - 1);
        }
    }

    @Test
    void whatIsLouderThanTheLoudestUlawValueGetsThatValue() {
        assertThat(G711.ULAW.encode(Short.MAX_VALUE)).isEqualTo(octet("80"));
        assertThat(G711.ULAW.encode(Short.MIN_VALUE)).isEqualTo(octet("00"));
    }

    @Test
    void silenceIsTheCodeThatLinesCarry() {
        assertThat(G711.ULAW.encode((short) 0)).isEqualTo((byte) 0xff);
        assertThat(G711.ALAW.encode((short) 0)).isEqualTo((byte) 0xd5);
    }

    @ParameterizedTest
    @EnumSource
    void arraysAreConvertedAtTheirOffsetsOnly(G711 law) {
        short[] samples = {1, 1_000, -20_000, 1};
        var codes = new byte[5];
        law.encode(samples, 1, codes, 2, 2);
        var back = new short[4];
        law.decode(codes, 2, back, 1, 2);

        assertThat(codes)
                .containsExactly(0, 0, law.encode((short) 1_000), law.encode((short) -20_000), 0);
        assertThat(back)
                .containsExactly((short) 0, law.decode(codes[2]), law.decode(codes[3]), (short) 0);
        assertThatThrownBy(() -> law.encode(samples, 3, codes, 0, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> law.decode(codes, 0, back, 3, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static byte octet(String hex) {
        return (byte) Integer.parseInt(hex, 16);
    }

    private static byte[] allCodes() {
        var codes = new byte[256];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) i;
        }
        return codes;
    }
}
