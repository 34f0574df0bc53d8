package dev.charla.app.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where clients find the certificate they are to trust; its file goes when the service ends. */
final class ShownCertificate implements AutoCloseable {
    private final @Nullable ThrowAwayCertificate certificate;
    private final @Nullable Path file;

    /**
     * @param certificate null when there is no TLS
     */
    ShownCertificate(@Nullable ThrowAwayCertificate certificate) throws IOException {
        this.certificate = certificate;
        if (certificate == null) {
            this.file = null;
        } else {
            this.file = Files.createTempFile("charla-service-", ".pem");
            Files.writeString(file, certificate.pem());
        }
    }

    /** The certificate as PEM; null when there is no TLS. */
    @Nullable Path file() {
        return file;
    }

    void announce() {
        if (certificate != null) {
            System.out.printf(
                    "Its certificate is made for this start: SHA-256 %s%n"
                            + "Clients that check it are to trust %s%n",
                    certificate.fingerprint(), file);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
