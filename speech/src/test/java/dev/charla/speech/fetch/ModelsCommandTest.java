package dev.charla.speech.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models fetched from a server on this machine. */
class ModelsCommandTest {
    private static final String WHISPER = "/models.example/w/ggml-test.bin";
    private static final String VOSK = "/models.example/v/vosk-model-small-es-0.1.zip";
    private static final String VOSK_LIST = "/models.example/v/model-list.json";
    private static final String VOICE = "/models.example/p/es/es_ES-test-low.onnx";

    private final byte[] model = new byte[300_000];
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir Path folder;
    private FileServer server;

    @BeforeEach
    void start() throws IOException {
        new Random(7).nextBytes(model);
        server = new FileServer();
        server.put(WHISPER, model);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aModelIsFetchedWholeCheckedAndRecorded() throws Exception {
        assertThat(run("fetch", "whisper-test")).isZero();

        assertThat(folder.resolve("ggml-test.bin")).hasBinaryContent(model);
        assertThat(folder.resolve(Fetcher.PARTS)).isEmptyDirectory();
        assertThat(folder.resolve("fetched.txt"))
                .hasContent(
                        digest("SHA-256", model).replace("SHA-256", "sha256")
                                + " https://models.example/w/ggml-test.bin");
        assertThat(printed())
                .contains("[##############################] 100 %  0.3 of 0.3 MB")
                .contains("To use it: charla.speech.recognizer=whisper");

        assertThat(run("fetch", "whisper-test")).isZero();
        assertThat(printed()).contains("is here already");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aDownloadThatBreaksOffGoesOnWhereItWas() {
        server.breakOff(3);

        assertThat(run("fetch", "whisper-test")).isZero();

        assertThat(folder.resolve("ggml-test.bin")).hasBinaryContent(model);
        assertThat(server.asked()).hasSize(4).element(1).isEqualTo(WHISPER + " bytes=150000-");
    }

    @Test
    void whatCameIsKeptForTheNextTry() throws Exception {
        Path part = folder.resolve(Fetcher.PARTS).resolve("whisper-test/ggml-test.bin");
        Files.createDirectories(part.getParent());
        Files.write(part, Arrays.copyOf(model, 100_000));

        assertThat(run("fetch", "whisper-test")).isZero();

        assertThat(server.asked()).containsExactly(WHISPER + " bytes=100000-");
        assertThat(folder.resolve("ggml-test.bin")).hasBinaryContent(model);
    }

    @Test
    void aWholePartNeedsNoByteMore() throws Exception {
        Path part = folder.resolve(Fetcher.PARTS).resolve("whisper-test/ggml-test.bin");
        Files.createDirectories(part.getParent());
        Files.write(part, model);

        assertThat(run("fetch", "whisper-test")).isZero();

        assertThat(folder.resolve("ggml-test.bin")).hasBinaryContent(model);
    }

    @Test
    void aServerWithoutRangesIsAskedForAllOfItAgain() {
        server.withoutRanges();
        server.breakOff(1);

        assertThat(run("fetch", "whisper-test")).isZero();

        assertThat(folder.resolve("ggml-test.bin")).hasBinaryContent(model);
    }

    @Test
    void aServerThatBreaksOffWithoutEndIsGivenUpAndItsPartKept() {
        server.withoutRanges();
        server.breakOff(1_000);

        assertThat(run("fetch", "whisper-test")).isEqualTo(ModelsCommand.FAILED);

        assertThat(complained()).contains("breaks off").contains("the same command goes on");
        assertThat(folder.resolve("ggml-test.bin")).doesNotExist();
        assertThat(folder.resolve(Fetcher.PARTS).resolve("whisper-test/ggml-test.bin")).exists();
    }

    @Test
    void anotherFileThanItShouldBeIsDeleted() {
        server.put(WHISPER, "an error page".getBytes(StandardCharsets.UTF_8));

        assertThat(run("fetch", "whisper-test")).isEqualTo(ModelsCommand.FAILED);

        assertThat(complained())
                .contains("is not the file it should be, and was deleted")
                .contains("the catalogue says sha1:");
        assertThat(folder.resolve("ggml-test.bin")).doesNotExist();
        assertThat(folder.resolve(Fetcher.PARTS).resolve("whisper-test")).isEmptyDirectory();
    }

    @Test
    void aMissingFileIsToldWithItsAddress() {
        assertThat(run("fetch", "vosk-small-es")).isEqualTo(ModelsCommand.FAILED);

        assertThat(complained()).contains(VOSK).contains("404").contains("mirror lacks it");
    }

    @Test
    void anArchiveIsUnpackedAndHeldAgainstTheListOfItsMakers() throws Exception {
        byte[] zip =
                zip(
                        Map.of(
                                "vosk-model-small-es-0.1/am/final.mdl", "a model",
                                "vosk-model-small-es-0.1/README", "of a test"));
        server.put(VOSK, zip);
        server.put(VOSK_LIST, voskList(digest("MD5", zip).substring("MD5:".length())));

        assertThat(run("fetch", "vosk-small-es")).isZero();

        assertThat(folder.resolve("vosk-model-small-es-0.1/am/final.mdl")).hasContent("a model");
        assertThat(printed()).contains("as https://models.example/v/model-list.json says.");
    }

    @Test
    void anArchiveThatTheListDoesNotFitIsNotUnpacked() throws Exception {
        server.put(VOSK, zip(Map.of("vosk-model-small-es-0.1/am/final.mdl", "a model")));
        server.put(VOSK_LIST, voskList("0".repeat(32)));

        assertThat(run("fetch", "vosk-small-es")).isEqualTo(ModelsCommand.FAILED);

        assertThat(complained()).contains("model-list.json says md5:000");
        assertThat(folder.resolve("vosk-model-small-es-0.1")).doesNotExist();
    }

    @Test
    void whatNobodyVouchesForMustBeTheSameTheNextTime() throws Exception {
        server.put(VOSK, zip(Map.of("vosk-model-small-es-0.1/am/final.mdl", "a model")));
        server.put(VOSK_LIST, "[]".getBytes(StandardCharsets.UTF_8));
        assertThat(run("fetch", "vosk-small-es")).isZero();
        assertThat(printed()).contains("nobody publishes a digest").contains("remembered");
        Files.move(folder.resolve("vosk-model-small-es-0.1"), folder.resolve("elsewhere"));
        server.put(VOSK, zip(Map.of("vosk-model-small-es-0.1/am/final.mdl", "another")));

        assertThat(run("fetch", "vosk-small-es")).isEqualTo(ModelsCommand.FAILED);

        assertThat(complained()).contains("the first download, as recorded in");
    }

    @Test
    void aDigestOfTheUsersCountsMost() throws Exception {
        assertThat(run("fetch", "whisper-test", "--sha256", "ab".repeat(32)))
                .isEqualTo(ModelsCommand.FAILED);
        assertThat(complained()).contains("--sha256 says sha256:abab");

        String right = digest("SHA-256", model).substring("SHA-256:".length());
        assertThat(run("fetch", "whisper-test", "--sha256", right)).isZero();
        assertThat(folder.resolve("ggml-test.bin")).exists();
    }

    @Test
    void anArchiveThatWantsToWriteElsewhereIsRefused() throws Exception {
        byte[] zip = zip(Map.of("../../escaped", "x"));
        server.put(VOSK, zip);
        server.put(VOSK_LIST, voskList(digest("MD5", zip).substring("MD5:".length())));

        assertThat(run("fetch", "vosk-small-es")).isEqualTo(ModelsCommand.FAILED);

        assertThat(complained()).contains("outside its folder");
        assertThat(folder.resolve(Fetcher.PARTS).resolve("escaped")).doesNotExist();
        assertThat(folder.resolve("escaped")).doesNotExist();
    }

    @Test
    void aVoiceIsTwoFilesAndBothAreHeldAgainstTheList() throws Exception {
        byte[] settings = "{}".getBytes(StandardCharsets.UTF_8);
        server.put(VOICE, model);
        server.put(VOICE + ".json", settings);
        server.put(
                "/models.example/p/voices.json",
                """
                {"es_ES-test-low":{"files":{
                  "es/es_ES-test-low.onnx":{"size_bytes":1,"md5_digest":"%s"},
                  "es/es_ES-test-low.onnx.json":{"size_bytes":1,"md5_digest":"%s"}}}}
                """
                        .formatted(
                                digest("MD5", model).substring("MD5:".length()),
                                digest("MD5", settings).substring("MD5:".length()))
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(run("fetch", "piper-test")).isZero();

        assertThat(folder.resolve("es_ES-test-low.onnx")).hasBinaryContent(model);
        assertThat(folder.resolve("es_ES-test-low.onnx.json")).hasBinaryContent(settings);
        assertThat(printed().lines().filter(line -> line.endsWith("voices.json says."))).hasSize(2);
    }

    @Test
    void theLibrariesThatLackAreTold() throws Exception {
        assertThat(run("lacking")).isZero();
        assertThat(printed()).isEmpty();
        assertThat(run("fetch", "whisper-test")).isZero();
        out.reset();

        assertThat(run("lacking")).isZero();
        String lib = folder.toAbsolutePath().resolve("lib").toString();
        assertThat(printed()).isEqualTo("org.example:whisper:1\t" + lib + System.lineSeparator());

        Files.createDirectories(folder.resolve("lib"));
        Files.writeString(folder.resolve("lib/whisper-1.jar"), "another");
        out.reset();
        run("lacking");
        assertThat(printed()).isNotEmpty();

        Files.write(folder.resolve("lib/whisper-1.jar"), model);
        out.reset();
        run("lacking");
        assertThat(printed()).isEmpty();
    }

    @Test
    void whatCannotBeFollowedIsSaid() {
        assertThat(run("fetch")).isEqualTo(ModelsCommand.USAGE);
        assertThat(complained()).contains("Name what to fetch");
        assertThat(run("fetch", "vosk-klingon")).isEqualTo(ModelsCommand.USAGE);
        assertThat(complained()).contains("no model \"vosk-klingon\"");
        assertThat(run("fetch", "whisper-test", "--mirror", "nowhere"))
                .isEqualTo(ModelsCommand.USAGE);
        assertThat(complained()).contains("no address of http");
        assertThat(run("fetch", "whisper-test", "--sha256", "12")).isEqualTo(ModelsCommand.USAGE);
        assertThat(complained()).contains("64 hexadecimal digits");
        assertThat(run("fetch", "whisper-test", "--size", "12")).isEqualTo(ModelsCommand.USAGE);
        assertThat(complained()).contains("--size is not understood");
        assertThat(run("remove")).isEqualTo(ModelsCommand.USAGE);
        assertThat(run("list")).isZero();
        assertThat(printed()).contains("whisper-test").contains("charla.speech.recognizer=vosk");
        assertThat(run()).isZero();
        assertThat(printed()).contains("./charla models fetch NAME");
    }

    @Test
    void theCatalogueInsideCanBeReadAndNamesNothingTwice() {
        Catalogue catalogue = Catalogue.builtIn();

        assertThat(catalogue.models()).extracting(Catalogue.Model::name).doesNotHaveDuplicates();
        assertThat(catalogue.models())
                .allSatisfy(each -> {
                    assertThat(each.languages()).isNotBlank();
                    assertThat(each.licence()).isNotBlank();
                    assertThat(each.use()).startsWith("charla.speech.");
                    assertThat(each.bytes()).isPositive();
                    assertThat(each.files().isEmpty()).isEqualTo(each.packed() != null);
                    assertThat(each.files())
                            .allSatisfy(file -> {
                                assertThat(file.address().getScheme()).isEqualTo("https");
                                assertThat(file.digest() != null || file.list() != null).isTrue();
                            });
                });
        assertThat(catalogue.libraries())
                .hasSize(3)
                .allSatisfy(library ->
                        assertThat(library.coordinates()).matches("[a-z.]+:[a-z-]+:[0-9.]+"));
    }

    private int run(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        String mirror = server.address().toString();
        return new ModelsCommand(
                        catalogue(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        (name, _) -> {
                            throw new AssertionError(name);
                        },
                        null)
                .follow(line, folder, mirror);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Catalogue catalogue() {
        String json =
                """
                {"models":[
                 {"name":"whisper-test","kind":"whisper","languages":"many","licence":"MIT",
                  "result":"ggml-test.bin","use":"charla.speech.recognizer=whisper",
                  "files":[{"address":"https:/%s","bytes":300000,"digest":"%s"}]},
                 {"name":"vosk-small-es","kind":"vosk","languages":"Spanish","licence":"Apache-2.0",
                  "result":"vosk-model-small-es-0.1","use":"charla.speech.recognizer=vosk",
                  "files":[{"address":"https:/%s","bytes":1,"list":"https:/%s"}]},
                 {"name":"piper-test","kind":"piper","languages":"Spanish","licence":"CC0",
                  "result":"es_ES-test-low.onnx","use":"charla.speech.synthesizer=piper",
                  "files":[{"address":"https:/%s","bytes":1,
                            "list":"https://models.example/p/voices.json"},
                           {"address":"https:/%s.json","bytes":1,
                            "list":"https://models.example/p/voices.json"}]}],
                 "libraries":[{"kind":"whisper","coordinates":"org.example:whisper:1",
                               "digest":"%s"}]}
                """
                        .formatted(
                                WHISPER,
                                digest("SHA-1", model).replace("SHA-1", "sha1"),
                                VOSK,
                                VOSK_LIST,
                                VOICE,
                                VOICE,
                                digest("SHA-256", model).replace("SHA-256", "sha256"));
        return Catalogue.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] voskList(String md5) {
        return """
        [{"lang":"es","lang_text":"Spanish","md5":"%s","name":"vosk-model-small-es-0.1",
          "obsolete":"false","size":1,"type":"small","version":"0.1"}]
        """
                .formatted(md5)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(String algorithm, byte[] content) {
        try {
            return algorithm
                    + ":"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
