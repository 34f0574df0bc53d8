package dev.charla.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.CharlaApplication;
import dev.charla.testkit.Script;
import dev.charla.testkit.StrictService;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the doctor says of certificates. It is a process of its own, as whom Java trusts is settled
 * once for a process.
 */
class DoctorTlsIT {
    private static final String KEY = "the-right-key";

    @TempDir static Path folder;

    private static X509Bundle issuer;

    private int code;

    @BeforeAll
    static void anIssuerThatIsTrusted() throws Exception {
        issuer =
                new CertificateBuilder()
                        .subject("CN=Issuer of the test")
                        .setIsCertificateAuthority(true)
                        .buildSelfSigned();
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("issuer", issuer.getCertificate());
        try (var file = Files.newOutputStream(trusted())) {
            store.store(file, "public".toCharArray());
        }
    }

    @Test
    void aServiceWithACertificateThatIsTrustedIsOkInEveryLine() throws Exception {
        var lines = examine(localhost().buildIssuedBy(issuer), trusting());

        assertThat(lines).noneMatch(line -> line.startsWith("FAILED"));
        assertThat(lines)
                .anyMatch(line -> line.matches("ok +name +localhost is .*"))
                .anyMatch(line -> line.matches("ok +tls +TLSv1\\.3, with a certificate until .*"));
        for (var check :
                List.of("network", "credential", "role", "version", "model", "quota", "voice")) {
            assertThat(lines).anyMatch(line -> line.matches("ok +" + check + " .*"));
        }
        assertThat(code).isEqualTo(Doctor.HEALTHY);
    }

    @Test
    void aCertificateOfAnIssuerThatIsNotTrustedIsToldAsThat() throws Exception {
        assertThatItFails(localhost().buildIssuedBy(issuer), List.of(), "trustStore");
    }

    @Test
    void aCertificateThatRanOutIsToldAsThat() throws Exception {
        var yesterday = Clock.systemUTC().instant().minus(Duration.ofDays(1));
        var ranOut =
                localhost()
                        .notBefore(yesterday.minus(Duration.ofDays(9)))
                        .notAfter(yesterday)
                        .buildIssuedBy(issuer);

        assertThatItFails(ranOut, trusting(), "clock");
    }

    @Test
    void aCertificateForAnotherNameIsToldAsThat() throws Exception {
        var others = new CertificateBuilder().subject("CN=other").addSanDnsName("other.example");

        assertThatItFails(
                others.buildIssuedBy(issuer), trusting(), "another name", "AZURE_VOICE_LIVE");
    }

    private void assertThatItFails(X509Bundle certificate, List<String> options, String... words)
            throws Exception {
        var lines = examine(certificate, options);

        assertThat(lines).anyMatch(line -> line.matches("ok +name .*"));
        assertThat(lines.getLast()).startsWith("FAILED  tls").contains(words);
        assertThat(code).isEqualTo(Doctor.ILL);
    }

    private List<String> examine(X509Bundle certificate, List<String> options) throws Exception {
        try (var service = StrictService.start(Script.of(Script.Turn.of("hello", "Hello.")), KEY);
                var front = TlsFront.of(service.endpoint(), certificate)) {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
            command.addAll(List.of(CharlaApplication.class.getName(), "doctor"));
            command.add("--AZURE_VOICE_LIVE_ENDPOINT=" + front.endpoint());
            command.add("--AZURE_VOICE_LIVE_API_KEY=" + KEY);
            var doctor =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            doctor.getOutputStream().close();
            var said = new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            code = doctor.waitFor();
            assertThat(said).doesNotContain(KEY);
            return said.lines().filter(line -> line.matches("(ok|-|note|FAILED) .*")).toList();
        }
    }

    private static CertificateBuilder localhost() {
        return new CertificateBuilder().subject("CN=localhost").addSanDnsName("localhost");
    }

    private static List<String> trusting() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + trusted(),
                "-Djavax.net.ssl.trustStorePassword=public");
    }

    private static Path trusted() {
        return folder.resolve("trusted.p12");
    }
}
