package dev.charla.app.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;

class ThrowAwayCertificateTest {
    @Test
    void itIsForThisMachinesNamesAndTheSameInItsPem() throws Exception {
        ThrowAwayCertificate made = ThrowAwayCertificate.make();

        X509Certificate read =
                (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(
                                        new ByteArrayInputStream(
                                                made.pem().getBytes(StandardCharsets.US_ASCII)));

        assertThat(read).isEqualTo(made.certificate());
        assertThat(read.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(made.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(made).asString().doesNotContain(made.password());
    }

    @Test
    void noTwoAreAlike() throws Exception {
        assertThat(ThrowAwayCertificate.make().fingerprint())
                .isNotEqualTo(ThrowAwayCertificate.make().fingerprint());
    }
}
