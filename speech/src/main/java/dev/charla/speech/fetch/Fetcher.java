package dev.charla.speech.fetch;

import dev.charla.speech.Agreement;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings models into their folder: whole and checked, or not at all. What is half there waits in
 * {@link #PARTS}.
 */
final class Fetcher {
    /** Below the folder of models. */
    static final String PARTS = ".parts";

    private final Path folder;
    private final Mirror mirror;
    private final PrintStream out;
    private final boolean terminal;
    private final NpmClient npm;
    private final Consent consent;
    private final Download download = new Download();
    private final Records records;

    /**
     * @param terminal whether {@code out} is one, so that a line can be redrawn
     */
    Fetcher(
            Path folder,
            Mirror mirror,
            PrintStream out,
            boolean terminal,
            NpmClient npm,
            Consent consent) {
        this.folder = folder;
        this.mirror = mirror;
        this.out = out;
        this.terminal = terminal;
        this.npm = npm;
        this.consent = consent;
        this.records = new Records(folder);
    }

    /**
     * Fetches a model, unless it is there.
     *
     * @param given a digest of the user's for the first file, which counts more than others; or
     *     null
     * @throws FetchException when it cannot be had, or is not what it should be
     */
    void fetch(Catalogue.Model model, @Nullable Digest given) throws FetchException {
        Path result = folder.resolve(model.result());
        try {
            if (Files.exists(result)) {
                out.printf("%s is here already: %s%n", model.name(), result);
                if (model.packed() != null && !Agreement.isGiven(result)) {
                    requirePossible(model, model.packed());
                    consent.obtain(model, result);
                }
                return;
            }
            if (model.packed() != null) {
                fetchPacked(model, model.packed(), result);
                return;
            }
            Path parts = Files.createDirectories(folder.resolve(PARTS).resolve(model.name()));
            List<Path> whole = new ArrayList<>();
            for (Catalogue.Item file : model.files()) {
                Path part = parts.resolve(file.fileName());
                download.fetch(
                        mirror.of(file.address()),
                        part,
                        new Progress(out, terminal, file.fileName()));
                check(model, file, part, whole.isEmpty() ? given : null);
                whole.add(part);
            }
            install(model, whole, parts);
            delete(parts);
            out.printf("%s is in %s%n", model.name(), result);
        } catch (IOException e) {
            throw new FetchException(
                    "%s cannot be written: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private void requirePossible(Catalogue.Model model, Catalogue.Packed packed)
            throws FetchException {
        if (packed.terms() != null) {
            consent.requirePossible(model, packed);
        }
    }

    /** Into a folder beside, which is moved when it is whole, checked, and agreed to. */
    private void fetchPacked(Catalogue.Model model, Catalogue.Packed packed, Path result)
            throws IOException, FetchException {
        requirePossible(model, packed);
        Path parts = folder.resolve(PARTS).resolve(model.name());
        delete(parts);
        Path made = Files.createDirectories(parts.resolve(model.result()));
        try {
            Map<String, Path> wanted = new LinkedHashMap<>();
            packed.parts().forEach(part -> wanted.put(part.inside(), made.resolve(part.name())));
            out.printf(
                    Locale.ROOT,
                    "Fetching %s with npm: %.0f MB.%n",
                    packed.npm(),
                    packed.bytes() / 1e6);
            TarGz.take(npm.pack(packed.npm(), parts.toAbsolutePath()), wanted);
            StringBuilder sums = new StringBuilder();
            for (Catalogue.Packed.Part part : packed.parts()) {
                Digest is = Digest.of(part.digest().algorithm(), made.resolve(part.name()));
                if (!is.equals(part.digest())) {
                    throw new FetchException(
                            ("%s of %s is not the file it should be, and was deleted: its digest is"
                                            + " %s, and the catalogue says %s.")
                                    .formatted(part.name(), model.name(), is, part.digest()));
                }
                sums.append(part.digest().hex()).append("  ").append(part.name()).append('\n');
            }
            Files.writeString(made.resolve("SHA256SUMS"), sums);
            out.printf("%s: as the catalogue says.%n", model.name());
            if (packed.terms() != null) {
                consent.obtain(model, made);
            }
            move(made, result);
        } finally {
            delete(parts);
        }
        out.printf("%s is in %s%n", model.name(), result);
    }

    private void check(
            Catalogue.Model model, Catalogue.Item file, Path part, @Nullable Digest given)
            throws IOException, FetchException {
        Digest sha256 = Digest.of("SHA-256", part);
        Optional<Digest> earlier = records.of(file);
        Digest wanted = given == null ? file.digest() : given;
        String source = given == null ? "the catalogue" : "--sha256";
        if (wanted == null && file.list() != null) {
            wanted = listed(file.list(), file);
            source = String.valueOf(file.list());
        }
        if (wanted == null && earlier.isPresent()) {
            wanted = earlier.get();
            source = "the first download, as recorded in " + records.file();
        }
        Digest is = wanted == null ? sha256 : Digest.of(wanted.algorithm(), part);
        if (wanted != null && !wanted.equals(is)) {
            Files.delete(part);
            throw new FetchException(
                    ("%s of %s is not the file it should be, and was deleted: its digest is %s,"
                                    + " and %s says %s.")
                            .formatted(file.fileName(), model.name(), is, source, wanted));
        }
        if (wanted == null) {
            out.printf(
                    "%s: nobody publishes a digest of it; %s is remembered for the next time.%n",
                    file.fileName(), sha256);
        } else {
            out.printf("%s: as %s says.%n", file.fileName(), source);
        }
        records.remember(file, sha256);
    }

    private @Nullable Digest listed(URI list, Catalogue.Item file) throws FetchException {
        URI from = mirror.of(list);
        return DigestList.read(download.text(from, DigestList.MOST_BYTES), from)
                .of(file)
                .orElse(null);
    }

    private void install(Catalogue.Model model, List<Path> whole, Path parts)
            throws IOException, FetchException {
        if (model.files().getFirst().isArchive()) {
            Path unpacked = parts.resolve("unpacked");
            delete(unpacked);
            Unpacked.into(unpacked, whole.getFirst());
            Path made = unpacked.resolve(model.result());
            if (!Files.isDirectory(made)) {
                throw new FetchException(
                        "%s does not hold the folder %s."
                                .formatted(whole.getFirst(), model.result()));
            }
            move(made, folder.resolve(model.result()));
            return;
        }
        // The first file is what the model is found by, so it comes last.
        for (Path file : whole.reversed()) {
            move(file, folder.resolve(file.getFileName()));
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to);
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> below = Files.walk(path)) {
            for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
