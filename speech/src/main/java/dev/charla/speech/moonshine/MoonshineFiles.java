package dev.charla.speech.moonshine;

import ai.onnxruntime.OrtException;
import dev.charla.engine.model.ModelBytes;
import dev.charla.speech.ModelMissingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model's files: those that are built in, as resources that the build has fetched, or those in a
 * folder that {@code ./charla models fetch} has filled.
 */
final class MoonshineFiles {
    private static final String ENCODER = "encoder_model.onnx";
    private static final String DECODER = "decoder_model_merged.onnx";
    private static final String VOCABULARY = "vocabulary.txt";

    /** In a folder: what the files must be, as {@code sha256sum} writes it. */
    private static final String SUMS = "SHA256SUMS";

    private static final String RESOURCES = "/dev/charla/moonshine/";

    private static final Map<String, String> BUILT_IN_SUMS =
            Map.of(
                    ENCODER,
                    "c6fc4b7bc5af75c0591fd157a1f3829b533d18e9769a888fd95a62e470dd4f4a",
                    DECODER,
                    "eed87831c3a6103534aae7d47a5d485025c659a1323901513961c39fe8a1a367",
                    VOCABULARY,
                    "0f97b4337921e6e7e9b4620fc73338ee570aecd3c16038bc23870a887e995045");

    private static final Origin BUILT_IN =
            new Origin(
                    "The built-in ears",
                    "this application",
                    "Build it again with ./charla, which fetches it.",
                    "Delete moonshine/target and build again with ./charla.");

    private final Origin origin;
    private final Source source;
    private final Map<String, String> sums;

    private MoonshineFiles(Origin origin, Source source, Map<String, String> sums) {
        this.origin = origin;
        this.source = source;
        this.sums = sums;
    }

    /** Whose files these are, for people who read what is wrong with them. */
    private record Origin(String ears, String place, String ifMissing, String ifDamaged) {}

    /** Where the files come from; a test has others. */
    @FunctionalInterface
    interface Source {
        /** Null when there is no such file. */
        @Nullable InputStream open(String name) throws IOException;
    }

    static MoonshineModel load() throws OrtException {
        return load(MoonshineFiles::resource);
    }

    /**
     * @throws ModelMissingException when a file is not there, or is another one
     * @throws OrtException when the runtime cannot load them
     */
    static MoonshineModel load(Source source) throws OrtException {
        return new MoonshineFiles(BUILT_IN, source, BUILT_IN_SUMS).model(MoonshineLanguage.ENGLISH);
    }

    /**
     * A model in a folder of its own. A vocabulary beside it counts; without one it is the built-in
     * one, which the family shares.
     *
     * @throws ModelMissingException when a file is not there, or is another one than was fetched
     * @throws OrtException when the runtime cannot load them
     */
    static MoonshineModel load(Path folder, MoonshineLanguage language) throws OrtException {
        String name = String.valueOf(folder.getFileName());
        String again =
                "Delete %s and fetch it again: ./charla models fetch %s.".formatted(folder, name);
        var origin = new Origin("The ears of " + name, folder.toString(), again, again);
        return new MoonshineFiles(origin, file -> file(folder, file), sums(folder)).model(language);
    }

    private static @Nullable InputStream file(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file)) {
            return Files.newInputStream(file);
        }
        return name.equals(VOCABULARY) ? resource(name) : null;
    }

    private static @Nullable InputStream resource(String name) {
        return MoonshineFiles.class.getResourceAsStream(RESOURCES + name);
    }

    /** Empty for a model that somebody has put there by hand. */
    private static Map<String, String> sums(Path folder) {
        Map<String, String> sums = new HashMap<>();
        Path file = folder.resolve(SUMS);
        try {
            if (Files.isRegularFile(file)) {
                for (String line : Files.readAllLines(file)) {
                    String[] parts = line.strip().split("\\s+\\*?", 2);
                    if (parts.length == 2) {
                        sums.put(parts[1], parts[0]);
                    }
                }
            }
        } catch (IOException e) {
            throw new ModelMissingException("%s cannot be read.".formatted(file), e);
        }
        return sums;
    }

    private MoonshineModel model(MoonshineLanguage language) throws OrtException {
        try (ModelBytes words = read(VOCABULARY);
                ModelBytes encoder = read(ENCODER);
                ModelBytes decoder = read(DECODER)) {
            Vocabulary vocabulary = Vocabulary.read(words.buffer());
            return new MoonshineModel(encoder.buffer(), decoder.buffer(), vocabulary, language);
        }
    }

    private ModelBytes read(String name) {
        try (InputStream file = source.open(name)) {
            if (file == null) {
                throw new ModelMissingException(
                        "%s have no model: %s is not in %s. %s"
                                .formatted(origin.ears, name, origin.place, origin.ifMissing));
            }
            ModelBytes bytes = ModelBytes.read(file);
            String wanted = sums.get(name);
            if (wanted != null && !sha256(bytes.buffer()).equals(wanted)) {
                bytes.close();
                throw new ModelMissingException(
                        "%s are damaged: %s is not what it should be. %s"
                                .formatted(origin.ears, name, origin.ifDamaged));
            }
            return bytes;
        } catch (IOException e) {
            throw new ModelMissingException(
                    "%s cannot be read: %s in %s.".formatted(origin.ears, name, origin.place), e);
        }
    }

    private static String sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
