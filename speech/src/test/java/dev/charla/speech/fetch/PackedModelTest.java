package dev.charla.speech.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.speech.Agreement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that npm brings, some of which have a licence to agree to. */
class PackedModelTest {
    private static final String LICENCE = "You agree to be kind.\n";

    private final byte[] encoder = new byte[70_000];
    private final byte[] decoder = new byte[5];
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, byte[]> inside = new LinkedHashMap<>();

    @TempDir Path folder;

    /** What npm does, with the folder it is given. */
    private NpmClient npm = (_, into) -> archive(into, 0);

    private @Nullable Supplier<Optional<String>> answers;
    private int asked;

    @BeforeEach
    void fill() {
        new Random(5).nextBytes(encoder);
        new Random(6).nextBytes(decoder);
        inside.put("package/README.md", new byte[1_000]);
        inside.put("package/m/encoder.onnx", encoder);
        inside.put("package/LICENSE", LICENCE.getBytes(StandardCharsets.UTF_8));
        inside.put("package/m/decoder.onnx", decoder);
    }

    private void answer(String line) {
        answers =
                () -> {
                    asked++;
                    return Optional.of(line);
                };
    }

    @Test
    void theLicenceIsShownAgreedToAndTheAgreementRemembered() {
        answer("yes");

        assertThat(run("fetch", "moonshine-test-es")).isZero();

        assertThat(printed())
                .contains("moonshine-test-es: kind people only.")
                .contains(LICENCE.strip())
                .contains("Do you agree to this licence of moonshine-test-es? [y/N]")
                .contains("To use it: charla.speech.recognizer=moonshine");
        Path model = folder.resolve("moonshine-test-es");
        assertThat(model.resolve("encoder_model.onnx")).hasBinaryContent(encoder);
        assertThat(model.resolve("decoder_model_merged.onnx")).hasBinaryContent(decoder);
        assertThat(model.resolve("SHA256SUMS")).content().contains("  encoder_model.onnx\n");
        assertThat(model.resolve("AGREED.txt")).content().contains("asked at a terminal");
        assertThat(Agreement.isGiven(model)).isTrue();
        assertThat(folder.resolve(Fetcher.PARTS)).isEmptyDirectory();

        assertThat(run("fetch", "moonshine-test-es")).isZero();
        assertThat(printed()).contains("is here already");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void withoutAgreementNothingIsKept() {
        for (String line : List.of("", "no", "yes please")) {
            answer(line);

            assertThat(run("fetch", "moonshine-test-es")).isEqualTo(ModelsCommand.FAILED);

            assertThat(complained()).contains("You do not agree to the licence");
            assertNothingIsHere();
        }
    }

    @Test
    void whereNobodyCanBeAskedTheCommandLineHasToSayYesBeforeAnythingIsFetched() {
        npm =
                (name, _) -> {
                    throw new AssertionError(name);
                };

        assertThat(run("fetch", "moonshine-test-es")).isEqualTo(ModelsCommand.FAILED);

        assertThat(complained()).contains("--accept-licence if you agree").contains("Be Kind 1.0");
        assertNothingIsHere();

        npm = (_, into) -> archive(into, 0);
        assertThat(run("fetch", "moonshine-test-es", "--accept-licence")).isZero();
        assertThat(folder.resolve("moonshine-test-es/AGREED.txt"))
                .content()
                .contains("the command line said --accept-licence");
    }

    @Test
    void aModelThatWasCarriedHereWithoutItsAgreementIsAskedAboutAndNotFetchedAgain()
            throws Exception {
        answer("y");
        assertThat(run("fetch", "moonshine-test-es")).isZero();
        Path model = folder.resolve("moonshine-test-es");
        Files.delete(model.resolve("AGREED.txt"));
        assertThat(Agreement.isGiven(model)).isFalse();
        npm =
                (name, _) -> {
                    throw new AssertionError(name);
                };

        answer("no");
        assertThat(run("fetch", "moonshine-test-es")).isEqualTo(ModelsCommand.FAILED);
        assertThat(Agreement.isGiven(model)).isFalse();
        answer("y");
        assertThat(run("fetch", "moonshine-test-es")).isZero();
        assertThat(Agreement.isGiven(model)).isTrue();
    }

    @Test
    void anotherLicenceThanTheOneAgreedToIsNotAgreedTo() throws Exception {
        answer("y");
        assertThat(run("fetch", "moonshine-test-es")).isZero();
        Path model = folder.resolve("moonshine-test-es");

        Files.writeString(model.resolve(Agreement.LICENCE), "You agree to be rich.");

        assertThat(Agreement.isGiven(model)).isFalse();
    }

    @Test
    void aPackageThatWasBrokenOffOrIsNoneIsNotUsed() {
        answer("y");
        npm = (_, into) -> archive(into, 40_000);
        assertThat(run("fetch", "moonshine-test-es")).isEqualTo(ModelsCommand.FAILED);
        assertThat(complained()).contains("is damaged, or was broken off");
        assertNothingIsHere();

        npm = (_, into) -> Files.write(into.resolve("x.tgz"), new byte[2_000]);
        assertThat(run("fetch", "moonshine-test-es")).isEqualTo(ModelsCommand.FAILED);
        assertNothingIsHere();

        inside.remove("package/LICENSE");
        npm = (_, into) -> archive(into, 0);
        assertThat(run("fetch", "moonshine-test-es")).isEqualTo(ModelsCommand.FAILED);
        assertThat(complained()).contains("does not hold package/LICENSE");
        assertNothingIsHere();
        assertThat(asked).isZero();
    }

    @Test
    void anotherFileThanTheCatalogueSaysIsNotUsed() {
        answer("y");
        inside.put("package/m/decoder.onnx", new byte[5]);

        assertThat(run("fetch", "moonshine-test-es")).isEqualTo(ModelsCommand.FAILED);

        assertThat(complained())
                .contains("decoder_model_merged.onnx of moonshine-test-es is not the file")
                .contains("the catalogue says sha256:");
        assertNothingIsHere();
        assertThat(asked).isZero();
    }

    @Test
    void whatAnEarlierTryLeftIsNotUsed() throws Exception {
        answer("y");
        Path left = folder.resolve(Fetcher.PARTS).resolve("moonshine-test-es/moonshine-test-es");
        Files.createDirectories(left);
        Files.write(left.resolve("encoder_model.onnx"), new byte[7]);
        Files.write(left.resolve("vocabulary.txt"), new byte[7]);

        assertThat(run("fetch", "moonshine-test-es")).isZero();

        assertThat(folder.resolve("moonshine-test-es/encoder_model.onnx"))
                .hasBinaryContent(encoder);
        assertThat(folder.resolve("moonshine-test-es/vocabulary.txt")).doesNotExist();
    }

    @Test
    void whatARegistryDoesNotHaveIsTold() throws Exception {
        answer("y");
        try (FileServer registry = new FileServer()) {
            npm = NpmClient.ofSystem(registry.address().toString());

            assertThat(run("fetch", "moonshine-test-es")).isEqualTo(ModelsCommand.FAILED);

            assertThat(registry.asked()).isNotEmpty();
        }
        assertThat(complained())
                .contains("npm could not bring charla-no-such-package@1.0.0")
                .contains("CHARLA_NPM_REGISTRY");
        assertNothingIsHere();
    }

    @Test
    void aDigestOfTheUsersIsForASingleFile() {
        assertThat(run("fetch", "moonshine-test-es", "--sha256", "ab".repeat(32)))
                .isEqualTo(ModelsCommand.USAGE);
        assertThat(complained()).contains("--sha256 is for a model that is one file");
    }

    private void assertNothingIsHere() {
        assertThat(folder.resolve("moonshine-test-es")).doesNotExist();
        assertThat(folder.resolve(Fetcher.PARTS).resolve("moonshine-test-es")).doesNotExist();
    }

    private int run(String... arguments) {
        return new ModelsCommand(
                        catalogue(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        npm,
                        answers)
                .follow(List.of(arguments), folder, null);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Catalogue catalogue() {
        return Catalogue.read(
                """
                {"models":[
                 {"name":"moonshine-test-es","kind":"moonshine","languages":"Spanish",
                  "licence":"Be Kind 1.0","result":"moonshine-test-es",
                  "use":"charla.speech.recognizer=moonshine",
                  "npm":{"package":"charla-no-such-package@1.0.0","bytes":80000,
                    "terms":"kind people only.",
                    "files":[
                     {"inside":"package/m/encoder.onnx","name":"encoder_model.onnx","digest":"%s"},
                     {"inside":"package/m/decoder.onnx","name":"decoder_model_merged.onnx",
                      "digest":"%s"},
                     {"inside":"package/LICENSE","name":"LICENSE.txt","digest":"%s"}]}}],
                 "libraries":[]}
                """
                        .formatted(
                                digest(encoder),
                                digest(decoder),
                                digest(LICENCE.getBytes(StandardCharsets.UTF_8)))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * As npm packs.
     *
     * @param most bytes to write, as of a download that broke off; 0 for all
     */
    private Path archive(Path into, int most) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream tar = new GZIPOutputStream(bytes)) {
            for (var file : inside.entrySet()) {
                byte[] content = file.getValue();
                byte[] block = new byte[(content.length + 511) / 512 * 512];
                System.arraycopy(content, 0, block, 0, content.length);
                byte[] header = new byte[512];
                put(header, 0, file.getKey());
                put(header, 124, "%011o".formatted(content.length));
                header[156] = '0';
                tar.write(header);
                tar.write(block);
            }
            tar.write(new byte[1_024]);
        }
        byte[] all = bytes.toByteArray();
        return Files.write(into.resolve("x.tgz"), most == 0 ? all : Arrays.copyOf(all, most));
    }

    private static void put(byte[] header, int at, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, header, at, ascii.length);
    }
}
