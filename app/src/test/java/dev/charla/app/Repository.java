package dev.charla.app;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the repository's own files are while its tests run. */
final class Repository {
    private Repository() {}

    /**
     * A file or folder of the repository.
     *
     * @param path from its root
     */
    static Path file(String path) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("bom/pom.xml"))) {
                return at.resolve(path);
            }
        }
        throw new IllegalStateException("the tests run inside the repository, and this is outside");
    }
}
