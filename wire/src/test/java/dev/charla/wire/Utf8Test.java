package dev.charla.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    private static boolean wellFormed(byte[] bytes) {
        ByteBuf text = Unpooled.wrappedBuffer(bytes);
        boolean is = Utf8.isWellFormed(text);
        assertThat(text.readerIndex()).isZero();
        return is;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "{\"type\":\"input_audio_buffer.append\",\"audio\":\"AAAA\"}",
                "¿Qué tal? Größe, 日本語, مرحبا",
                "eight by\uD83D\uDE00te",
                "\u0000\u007F\u0080\u07FF\u0800\uFFFF"
            })
    void textInAnyLanguageIsText(String text) {
        assertThat(wellFormed(text.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c0af", // a slash in two bytes
                "e080af", // and in three
                "f08080af",
                "eda080", // half a pair
                "f4908080", // beyond the last character
                "80",
                "c3",
                "e282",
                "f09f98",
                "ff",
                "fe",
                "c328"
            })
    void whatIsNoTextIsFoundWhereverItStands(String hex) {
        byte[] broken = ByteBufUtil.decodeHexDump(hex);
        for (int before = 0; before < 20; before++) {
            for (int after = 0; after < 20; after++) {
                byte[] bytes = new byte[before + broken.length + after];
                java.util.Arrays.fill(bytes, (byte) 'a');
                System.arraycopy(broken, 0, bytes, before, broken.length);

                assertThat(wellFormed(bytes)).as("%s at %d", hex, before).isFalse();
            }
        }
    }

    @Test
    void itAgreesWithTheJdksDecoder() {
        Random random = new Random(20);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            for (int at = 0; at < bytes.length; at++) {
                if (random.nextInt(3) > 0) {
                    bytes[at] &= 0x7F;
                }
            }

            assertThat(wellFormed(bytes)).isEqualTo(decodes(bytes));
        }
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException broken) {
            return false;
        }
    }
}
