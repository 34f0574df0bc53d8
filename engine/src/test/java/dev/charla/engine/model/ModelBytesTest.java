package dev.charla.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ModelBytesTest {
    @Test
    void allThatIsReadIsThereHoweverLong() throws IOException {
        byte[] file = new byte[(1 << 24) + 70_001];
        new SplittableRandom(1).nextBytes(file);

        try (ModelBytes read = ModelBytes.read(new ByteArrayInputStream(file))) {
            assertThat(read.buffer().isDirect()).isTrue();
            assertThat(read.buffer()).isEqualTo(ByteBuffer.wrap(file));
        }
    }

    @Test
    void anEmptyFileHasNoBytes() throws IOException {
        try (ModelBytes read = ModelBytes.read(InputStream.nullInputStream())) {
            assertThat(read.buffer().remaining()).isZero();
        }
    }

    @Test
    void whatWasFreedCannotBeRead() throws IOException {
        ModelBytes read = ModelBytes.read(new ByteArrayInputStream(new byte[9]));
        ByteBuffer buffer = read.buffer();
        read.close();
        read.close();

        assertThatThrownBy(buffer::get).isInstanceOf(IllegalStateException.class);
    }
}
