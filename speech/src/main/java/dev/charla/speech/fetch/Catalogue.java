package dev.charla.speech.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The models that can be fetched by name. Read from {@code catalogue.json}.
 *
 * @param models in the order they are listed in
 * @param libraries what the kinds of models need
 */
record Catalogue(List<Model> models, List<Library> libraries) {
    Catalogue {
        models = List.copyOf(models);
        libraries = List.copyOf(libraries);
    }

    /**
     * A model.
     *
     * @param kind {@code moonshine}, {@code vosk}, {@code whisper}, {@code silero} or {@code piper}
     * @param languages for people to read
     * @param result what is in the folder of models afterwards
     * @param use the setting that makes use of it
     * @param packed what npm brings; null where files are fetched from their addresses
     */
    record Model(
            String name,
            String kind,
            String languages,
            String licence,
            String result,
            String use,
            List<Item> files,
            @Nullable Packed packed) {
        Model {
            files = List.copyOf(files);
        }

        /** What is fetched. */
        long bytes() {
            return packed == null ? files.stream().mapToLong(Item::bytes).sum() : packed.bytes();
        }
    }

    /**
     * A model inside a package of npm's. Its files make a folder.
     *
     * @param npm name and version
     * @param bytes the package's size
     * @param terms what its licence asks, in a sentence; null where nobody has to agree to it
     */
    record Packed(String npm, long bytes, @Nullable String terms, List<Part> parts) {
        Packed {
            parts = List.copyOf(parts);
        }

        /**
         * A file in it.
         *
         * @param inside its name in the package
         * @param name its name in the model's folder
         */
        record Part(String inside, String name, Digest digest) {}
    }

    /**
     * A file of a model.
     *
     * @param bytes its size, in some cases only nearly
     * @param digest what its makers say of it; null where they say it in a list, see {@link #list}
     * @param list where its makers publish the digests of their files
     */
    record Item(URI address, long bytes, @Nullable Digest digest, @Nullable URI list) {
        String fileName() {
            String path = address.getPath();
            return path.substring(path.lastIndexOf('/') + 1);
        }

        boolean isArchive() {
            return fileName().endsWith(".zip");
        }
    }

    /**
     * A jar that a kind of models needs.
     *
     * @param coordinates as Maven takes them
     */
    record Library(String kind, String coordinates, Digest digest) {
        String jar() {
            String[] parts = coordinates.split(":", -1);
            return parts[1] + "-" + parts[2] + ".jar";
        }
    }

    static Catalogue builtIn() {
        try (InputStream file = Catalogue.class.getResourceAsStream("catalogue.json")) {
            return read(Objects.requireNonNull(file).readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Catalogue read(byte[] json) {
        JsonNode root = JsonMapper.builder().build().readTree(json);
        List<Model> models = new ArrayList<>();
        for (JsonNode model : root.path("models")) {
            List<Item> files = new ArrayList<>();
            model.path("files").forEach(file -> files.add(file(file)));
            models.add(
                    new Model(
                            model.path("name").asString(),
                            model.path("kind").asString(),
                            model.path("languages").asString(),
                            model.path("licence").asString(),
                            model.path("result").asString(),
                            model.path("use").asString(),
                            files,
                            packed(model.get("npm"))));
        }
        List<Library> libraries = new ArrayList<>();
        for (JsonNode library : root.path("libraries")) {
            libraries.add(
                    new Library(
                            library.path("kind").asString(),
                            library.path("coordinates").asString(),
                            Digest.parse(library.path("digest").asString())));
        }
        return new Catalogue(models, libraries);
    }

    private static @Nullable Packed packed(@Nullable JsonNode npm) {
        if (npm == null) {
            return null;
        }
        List<Packed.Part> parts = new ArrayList<>();
        for (JsonNode part : npm.path("files")) {
            parts.add(
                    new Packed.Part(
                            part.path("inside").asString(),
                            part.path("name").asString(),
                            Digest.parse(part.path("digest").asString())));
        }
        JsonNode terms = npm.get("terms");
        return new Packed(
                npm.path("package").asString(),
                npm.path("bytes").asLong(),
                terms == null ? null : terms.asString(),
                parts);
    }

    private static Item file(JsonNode file) {
        JsonNode digest = file.get("digest");
        JsonNode list = file.get("list");
        return new Item(
                URI.create(file.path("address").asString()),
                file.path("bytes").asLong(),
                digest == null ? null : Digest.parse(digest.asString()),
                list == null ? null : URI.create(list.asString()));
    }

    Optional<Model> model(String name) {
        return models.stream().filter(model -> model.name().equals(name)).findFirst();
    }

    Optional<Library> library(String kind) {
        return libraries.stream().filter(library -> library.kind().equals(kind)).findFirst();
    }
}
