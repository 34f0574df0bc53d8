package dev.charla.speech.fetch;

import java.net.URI;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list in which the makers of models publish their digests: Vosk's, an array of models, or that
 * of Piper's voices, an object of voices with their files.
 */
final class DigestList {
    /** Piper's has 200 kB. */
    static final int MOST_BYTES = 8_000_000;

    private final JsonNode root;

    private DigestList(JsonNode root) {
        this.root = root;
    }

    /**
     * @throws FetchException when it is no such list
     */
    static DigestList read(String json, URI from) throws FetchException {
        try {
            return new DigestList(JsonMapper.builder().build().readTree(json));
        } catch (JacksonException e) {
            throw new FetchException(from + " is not the list of digests it should be.", e);
        }
    }

    /** The digest of a file; empty when the list does not have it. */
    Optional<Digest> of(Catalogue.Item file) {
        String md5 = root.isArray() ? ofVosk(file) : ofPiper(file);
        try {
            return md5.isEmpty() ? Optional.empty() : Optional.of(Digest.parse("md5:" + md5));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String ofVosk(Catalogue.Item file) {
        for (JsonNode model : root) {
            if ((model.path("name").asString("") + ".zip").equals(file.fileName())) {
                return model.path("md5").asString("");
            }
        }
        return "";
    }

    private String ofPiper(Catalogue.Item file) {
        for (JsonNode voice : root) {
            for (var entry : voice.path("files").properties()) {
                if (file.address().getPath().endsWith("/" + entry.getKey())) {
                    return entry.getValue().path("md5_digest").asString("");
                }
            }
        }
        return "";
    }
}
