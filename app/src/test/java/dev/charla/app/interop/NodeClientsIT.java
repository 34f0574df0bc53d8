package dev.charla.app.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.charla.engine.Engine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Unmodified JavaScript clients of Voice Live and of OpenAI's Realtime API against the service. The
 * tests themselves are in {@code src/test/interop}, where the clients' versions are pinned; they
 * run under Node.js, and each is reported here.
 */
@InteropTest
class NodeClientsIT {
    private static final Path SOURCES = Path.of("src/test/interop");
    private static final Path HERE = Path.of("target/interop");
    private static final List<String> SUITES =
            List.of("azure.test.js", "openai.test.js", "agents.test.js");
    private static final Duration LONGEST_RUN = Duration.ofMinutes(15);
    private static final String PASSWORD = "interop";

    @LocalServerPort int port;
    @Autowired Engine engine;

    @TestFactory
    Stream<DynamicTest> clients() throws Exception {
        copySources();
        installClients();
        makeCertificate();
        Files.write(HERE.resolve("question.pcm"), Speech.of("What is twelve times seven?"));
        Files.write(HERE.resolve("interruption.pcm"), Speech.of("Stop. What time is it?"));
        await().until(() -> engine.hears() && engine.speaks());

        List<DynamicTest> tests = new ArrayList<>();
        for (String suite : SUITES) {
            tests.addAll(run(suite));
        }
        tests.add(
                DynamicTest.dynamicTest(
                        "no session is left behind",
                        () -> await().untilAsserted(() -> assertThat(engine.sessions()).isZero())));
        return tests.stream();
    }

    private static void copySources() throws IOException {
        Files.createDirectories(HERE);
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        source,
                        HERE.resolve(source.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Not again while the lock file is the same. */
    private static void installClients() throws Exception {
        Path stamp = HERE.resolve("node_modules/.installed-lock.json");
        Path lock = HERE.resolve("package-lock.json");
        if (Files.exists(stamp) && Files.mismatch(stamp, lock) < 0) {
            return;
        }
        command(HERE, npm(), "ci", "--no-audit", "--no-fund", "--loglevel=error");
        Files.copy(lock, stamp, StandardCopyOption.REPLACE_EXISTING);
    }

    /** For clients that insist on TLS. */
    private static void makeCertificate() throws Exception {
        Path store = HERE.resolve("service.p12");
        Files.deleteIfExists(store);
        Files.deleteIfExists(HERE.resolve("service.pem"));
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        command(
                HERE,
                keytool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "service",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=IP:127.0.0.1,DNS:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                "service.p12",
                "-storepass",
                PASSWORD);
        command(
                HERE,
                keytool,
                "-exportcert",
                "-rfc",
                "-alias",
                "service",
                "-keystore",
                "service.p12",
                "-storepass",
                PASSWORD,
                "-file",
                "service.pem");
    }

    private List<DynamicTest> run(String suite) throws Exception {
        Path report = HERE.resolve(suite + ".xml").toAbsolutePath();
        Files.deleteIfExists(report);
        ProcessBuilder node =
                new ProcessBuilder(
                        "node",
                        "--test",
                        "--test-reporter=junit",
                        "--test-reporter-destination=" + report,
                        suite);
        var environment = node.environment();
        // The Azure client would use them for 127.0.0.1 too.
        environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        environment.put("CHARLA_PORT", String.valueOf(port));
        environment.put("CHARLA_KEY", InteropTest.KEY);
        environment.put("CHARLA_QUESTION", "question.pcm");
        environment.put("CHARLA_INTERRUPTION", "interruption.pcm");
        environment.put("CHARLA_TLS_STORE", "service.p12");
        environment.put("CHARLA_TLS_PASSWORD", PASSWORD);
        environment.put("CHARLA_TLS_CERTIFICATE", "service.pem");
        String output = finished(node.directory(HERE.toFile()));
        assertThat(report).as("node wrote no report: %s", output).isNotEmptyFile();
        return testsIn(report.toFile(), suite, output);
    }

    private static List<DynamicTest> testsIn(File report, String suite, String output)
            throws Exception {
        NodeList cases =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(report)
                        .getElementsByTagName("testcase");
        assertThat(cases.getLength()).as("tests of %s: %s", suite, output).isGreaterThan(5);
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            NodeList failures = test.getElementsByTagName("failure");
            boolean skipped = test.getElementsByTagName("skipped").getLength() > 0;
            String failure =
                    failures.getLength() > 0 ? failures.item(0).getTextContent() : "skipped";
            tests.add(
                    DynamicTest.dynamicTest(
                            test.getAttribute("name"),
                            () ->
                                    assertThat(failures.getLength() == 0 && !skipped)
                                            .as(failure)
                                            .isTrue()));
        }
        return tests;
    }

    private static String npm() {
        return System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";
    }

    private static void command(Path directory, String... words) throws Exception {
        Path log = Files.createTempFile(directory, "command", ".log");
        Process process =
                new ProcessBuilder(words)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", String.join(" ", words), Files.readString(log))
                .isZero();
        Files.delete(log);
    }

    private static String finished(ProcessBuilder builder) throws Exception {
        Path log = Files.createTempFile(HERE, "node", ".log");
        Process process;
        try {
            process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        } catch (IOException e) {
            throw new AssertionError(
                    "Node.js 20 or newer with npm has to be installed for these tests: "
                            + e.getMessage(),
                    e);
        }
        if (!process.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("node did not end: " + Files.readString(log));
        }
        String output = Files.readString(log);
        Files.delete(log);
        return output;
    }
}
