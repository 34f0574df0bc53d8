package dev.charla.speech.moonshine;

import ai.onnxruntime.OrtException;
import dev.charla.speech.ModelMissingException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The model that is built in, as resources that the build has fetched. */
final class MoonshineFiles {
    private static final String FOLDER = "/dev/charla/moonshine/";

    private MoonshineFiles() {}

    /** A resource, and what it must be. */
    private enum File {
        ENCODER(
                "encoder_model.onnx",
                "c6fc4b7bc5af75c0591fd157a1f3829b533d18e9769a888fd95a62e470dd4f4a"),
        DECODER(
                "decoder_model_merged.onnx",
                "eed87831c3a6103534aae7d47a5d485025c659a1323901513961c39fe8a1a367"),
        VOCABULARY(
                "vocabulary.txt",
                "0f97b4337921e6e7e9b4620fc73338ee570aecd3c16038bc23870a887e995045");

        private final String name;
        private final String sha256;

        File(String name, String sha256) {
            this.name = name;
            this.sha256 = sha256;
        }
    }

    /** Where the resources come from; a test has others. */
    @FunctionalInterface
    interface Source {
        /** Null when there is no such file. */
        @Nullable InputStream open(String name) throws IOException;
    }

    static MoonshineModel load() throws OrtException {
        return load(name -> MoonshineFiles.class.getResourceAsStream(FOLDER + name));
    }

    /**
     * @throws ModelMissingException when a file is not there, or is another one
     * @throws OrtException when the runtime cannot load them
     */
    static MoonshineModel load(Source source) throws OrtException {
        Vocabulary vocabulary = Vocabulary.read(read(source, File.VOCABULARY));
        return new MoonshineModel(
                read(source, File.ENCODER), read(source, File.DECODER), vocabulary);
    }

    private static byte[] read(Source source, File file) {
        try (InputStream resource = source.open(file.name)) {
            if (resource == null) {
                throw new ModelMissingException(
                        "The built-in ears have no model: %s is not in this application. Build it again with ./charla, which fetches it."
                                .formatted(file.name));
            }
            byte[] bytes = resource.readAllBytes();
            if (!sha256(bytes).equals(file.sha256)) {
                throw new ModelMissingException(
                        "The built-in ears' model is damaged: %s is not what it should be. Delete moonshine/target and build again with ./charla."
                                .formatted(file.name));
            }
            return bytes;
        } catch (IOException e) {
            throw new ModelMissingException(
                    "The built-in ears' model cannot be read: %s.".formatted(file.name), e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
