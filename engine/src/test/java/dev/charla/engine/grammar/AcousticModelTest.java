package dev.charla.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AcousticModelTest {
    private static final AcousticModel MODEL = AcousticModel.shared();

    @Test
    void eachStateGoesSomewhereForCertain() {
        for (int phone = 0; phone < MODEL.phones; phone++) {
            for (float[] row : MODEL.transitions(phone)) {
                double sum = 0;
                for (float probability : row) {
                    sum += Math.exp(probability);
                }
                assertThat(sum).isCloseTo(1, within(1e-4));
            }
        }
    }

    @Test
    void theStatesOfAPhoneInContextUseThatPhonesCodebook() {
        int t = MODEL.number("T");
        int alone = MODEL.contextFreeSequence(t);
        int inContext =
                MODEL.sequence(
                        t, MODEL.number("S"), MODEL.number("AY"), AcousticModel.Position.INTERNAL);

        assertThat(inContext).isNotEqualTo(alone);
        for (int state = 0; state < AcousticModel.STATES; state++) {
            assertThat(MODEL.codebookOf[MODEL.senone(inContext, state)])
                    .isEqualTo(MODEL.codebookOf[MODEL.senone(alone, state)]);
        }
    }

    @Test
    void aPhoneThatTheModelLacksIsNamed() {
        assertThatThrownBy(() -> MODEL.number("Q"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Q");
    }

    @Test
    void scoresAreThoseOfTheMixtureWithinTheTablesError() {
        var scorer = new SenoneScorer(MODEL);
        var random = new Random(3);

        for (int i = 0; i < 50; i++) {
            float[] feature = new float[MODEL.featureLength()];
            for (int d = 0; d < feature.length; d++) {
                feature[d] = (float) random.nextGaussian() * 3;
            }
            scorer.use(feature);
            int senone = random.nextInt(MODEL.codebookOf.length);
            assertThat(scorer.score(senone)).isCloseTo(exact(feature, senone), within(0.2f));
            assertThat(scorer.score(senone)).isEqualTo(scorer.score(senone));
        }
    }

    /** The log of the sum over each stream's four best Gaussians. */
    private static float exact(float[] feature, int senone) {
        double score = 0;
        for (int stream = 0; stream < MODEL.streams; stream++) {
            int set = MODEL.codebookOf[senone] * MODEL.streams + stream;
            double[][] gaussians = new double[MODEL.gaussians][];
            for (int g = 0; g < MODEL.gaussians; g++) {
                double density = MODEL.offsets[set * MODEL.gaussians + g];
                for (int d = 0; d < MODEL.streamLength; d++) {
                    int at = (set * MODEL.streamLength + d) * MODEL.gaussians + g;
                    double off = feature[stream * MODEL.streamLength + d] - MODEL.means[at];
                    density -= off * off * MODEL.precisions[at];
                }
                double weight =
                        MODEL.weights[(senone * MODEL.streams + stream) * MODEL.gaussians + g];
                gaussians[g] = new double[] {density, weight};
            }
            Arrays.sort(gaussians, (a, b) -> Double.compare(b[0], a[0]));
            double largest = gaussians[0][0];
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                sum += Math.exp(gaussians[i][0] - largest + gaussians[i][1]);
            }
            score += largest + Math.log(sum);
        }
        return (float) score;
    }

    @Test
    void numbersAreReadInEitherByteOrder() throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            byte[] body = new byte[16];
            ByteBuffer.wrap(body)
                    .order(order)
                    .putInt(0x11223344)
                    .putInt(7)
                    .putFloat(2.5f)
                    .putFloat(-1);

            ModelFile file = file("s3\nversion 1.0\nendhdr\n", body);

            assertThat(file.number()).isEqualTo(7);
            assertThat(file.floats(2)).containsExactly(2.5f, -1);
        }
    }

    @Test
    void whatIsNoModelFileIsRefused() {
        assertThatThrownBy(() -> file("hello", new byte[8]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("header");
        assertThatThrownBy(() -> file("s3\nendhdr\n", new byte[8]))
                .hasMessageContaining("byte order");
        assertThatThrownBy(() -> file("s3\nendhdr\n", new byte[2])).hasMessageContaining("short");
    }

    private static ModelFile file(String header, byte[] body) throws IOException {
        byte[] head = header.getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return ModelFile.read(new ByteArrayInputStream(all));
    }
}
