package dev.charla.app.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A key with a certificate for this machine's loopback names, signed by itself. The JDK can make
 * one only through its tool, so {@code keytool} is started for a moment; its file is gone before
 * this object is there.
 *
 * @param store holds the key under a password
 * @param password of the store, made up for it
 * @param certificate what clients are shown
 */
record ThrowAwayCertificate(KeyStore store, String password, Certificate certificate) {
    private static final String ALIAS = "charla";
    private static final String PASSWORD_VARIABLE = "CHARLA_KEYTOOL_PASSWORD";

    /** Long enough for a service that is left running for days. */
    private static final int DAYS = 30;

    /**
     * Makes one. Blocks for about a second.
     *
     * @throws IOException when this Java has no working {@code keytool}
     */
    static ThrowAwayCertificate make() throws IOException {
        Path folder = Files.createTempDirectory("charla-tls");
        Path file = folder.resolve("store.p12");
        String password = madeUp();
        try {
            runKeytool(file, password);
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream content = Files.newInputStream(file)) {
                store.load(content, password.toCharArray());
            }
            return new ThrowAwayCertificate(store, password, store.getCertificate(ALIAS));
        } catch (GeneralSecurityException e) {
            throw new IOException("keytool made a store that cannot be read", e);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static String madeUp() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static void runKeytool(Path file, String password) throws IOException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost, O=Charla for one start",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1",
                        "-validity",
                        String.valueOf(DAYS),
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass:env",
                        PASSWORD_VARIABLE);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(PASSWORD_VARIABLE, password);
        Process keytool = builder.start();
        keytool.getOutputStream().close();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool could not make a certificate: " + said.strip());
            }
        } catch (InterruptedException e) {
            keytool.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("stopped while a certificate was made", e);
        }
    }

    /** SHA-256 over the certificate, as browsers and openssl show it: {@code AB:01:...}. */
    String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256 and encodes X.509", e);
        }
    }

    /** For clients that are to trust it. */
    String pem() {
        try {
            String body =
                    Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                            .encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK encodes X.509", e);
        }
    }

    @Override
    public String toString() {
        return "ThrowAwayCertificate[" + fingerprint() + "]";
    }
}
