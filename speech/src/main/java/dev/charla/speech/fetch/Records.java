package dev.charla.speech.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * What files were when they were fetched, in a text beside them: a line with the digest and the
 * address of each. A file of which nobody publishes a digest must be the same the next time.
 */
final class Records {
    private final Path file;

    Records(Path folder) {
        file = folder.resolve("fetched.txt");
    }

    Path file() {
        return file;
    }

    Optional<Digest> of(Catalogue.Item item) throws IOException, FetchException {
        for (String line : lines()) {
            String[] parts = line.strip().split("\\s+", 2);
            if (parts.length == 2 && parts[1].equals(item.address().toString())) {
                try {
                    return Optional.of(Digest.parse(parts[0]));
                } catch (IllegalArgumentException e) {
                    throw new FetchException(
                            "%s has a line that is not understood: %s".formatted(file, line), e);
                }
            }
        }
        return Optional.empty();
    }

    void remember(Catalogue.Item item, Digest digest) throws IOException {
        String line = digest + " " + item.address();
        if (!lines().contains(line)) {
            Files.writeString(
                    file,
                    line + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private List<String> lines() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
