package dev.charla.app.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** The way to the service, below its protocol: its name, its certificate, its clock. */
final class Wire {
    /** Entra tokens and certificates are judged by the clock; five minutes are forgiven. */
    private static final Duration FORGIVEN = Duration.ofMinutes(5);

    /** Half of that is worth knowing. */
    private static final Duration NOTED = Duration.ofSeconds(150);

    private final URI endpoint;
    private final Duration patience;
    private final InstantSource clock;

    Wire(URI endpoint, Duration patience, InstantSource clock) {
        this.endpoint = endpoint;
        this.patience = patience;
        this.clock = clock;
    }

    Finding name() {
        try {
            var address = InetAddress.getByName(endpoint.getHost());
            return Finding.ok("name", endpoint.getHost() + " is " + address.getHostAddress() + ".");
        } catch (UnknownHostException unknown) {
            return Finding.failed(
                    "name",
                    endpoint.getHost()
                            + " is not known to the name service. Check the spelling of"
                            + " AZURE_VOICE_LIVE_ENDPOINT, the network, and whether the resource was"
                            + " deleted.");
        }
    }

    Finding tls() {
        if (!secure()) {
            return Finding.leftOut("tls", "The endpoint is on this machine and not encrypted.");
        }
        int port = endpoint.getPort() > 0 ? endpoint.getPort() : 443;
        try (var plain = new Socket()) {
            plain.connect(
                    new InetSocketAddress(endpoint.getHost(), port),
                    Math.toIntExact(patience.toMillis()));
            plain.setSoTimeout(Math.toIntExact(patience.toMillis()));
            return certificate(plain, port);
        } catch (SSLException refused) {
            return Finding.failed("tls", sentence(refused));
        } catch (IOException unreachable) {
            return Finding.failed(
                    "tls",
                    "Nothing answers at "
                            + endpoint.getHost()
                            + ", port "
                            + port
                            + ". Check the network and the firewall: connections out to that port"
                            + " must be allowed.");
        }
    }

    private String sentence(SSLException refused) {
        var host = endpoint.getHost();
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException
                    || cause instanceof CertificateNotYetValidException) {
                return "The certificate of "
                        + host
                        + " is not valid today. Check this machine's clock; if it is right, whoever"
                        + " runs the service or a proxy in between must renew the certificate.";
            }
            if (cause instanceof CertPathBuilderException) {
                return "The certificate of "
                        + host
                        + " is of nobody whom Java trusts, as when a proxy in between puts in its own."
                        + " Name a store with its issuer in JAVA_TOOL_OPTIONS:"
                        + " -Djavax.net.ssl.trustStore=<file>.";
            }
            // What Java says of a name, and of nothing else.
            if (cause.getClass() == CertificateException.class) {
                return "The certificate of "
                        + host
                        + " is for another name. Check AZURE_VOICE_LIVE_ENDPOINT: it is the resource's"
                        + " own name, not an address or an alias.";
            }
        }
        return "No secure connection could be agreed on with "
                + host
                + ". Check the port in AZURE_VOICE_LIVE_ENDPOINT, and whether a proxy in between"
                + " breaks TLS.";
    }

    private Finding certificate(Socket plain, int port) throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (var socket =
                (SSLSocket) factory.createSocket(plain, endpoint.getHost(), port, false)) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            var session = socket.getSession();
            var certificate = (X509Certificate) session.getPeerCertificates()[0];
            var until = certificate.getNotAfter().toInstant().atZone(ZoneOffset.UTC).toLocalDate();
            return Finding.ok(
                    "tls", session.getProtocol() + ", with a certificate until " + until + ".");
        }
    }

    /** The clock, and the region if the service tells it. */
    List<Finding> clockAndRegion() {
        HttpResponse<Void> answer;
        try (var client = HttpClient.newBuilder().connectTimeout(patience).build()) {
            answer =
                    client.send(
                            HttpRequest.newBuilder(endpoint.resolve("/")).timeout(patience).build(),
                            HttpResponse.BodyHandlers.discarding());
        } catch (IOException silent) {
            return List.of(
                    Finding.leftOut("clock", "The endpoint answers no plain request."),
                    Finding.leftOut("region", "The endpoint answers no plain request."));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of();
        }
        var region =
                answer.headers()
                        .firstValue("x-ms-region")
                        .map(name ->
                                Finding.ok("region", "The resource is in " + plain(name) + "."))
                        .orElseGet(() ->
                                Finding.leftOut("region", "The service does not say where it is."));
        return List.of(clock(answer.headers().firstValue("Date").orElse("")), region);
    }

    private Finding clock(String date) {
        Instant theirs;
        try {
            theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeParseException none) {
            return Finding.leftOut("clock", "The endpoint does not tell the time.");
        }
        var off = Duration.between(theirs, clock.instant()).abs();
        var told = "This machine's clock is " + off.toSeconds() + " s off the service's";
        if (off.compareTo(FORGIVEN) > 0) {
            return Finding.failed(
                    "clock",
                    told
                            + ". Set it, best by switching time synchronisation on: tokens and"
                            + " certificates are judged by it.");
        }
        return off.compareTo(NOTED) > 0
                ? Finding.note("clock", told + ", which is much.")
                : Finding.ok("clock", told + ".");
    }

    private boolean secure() {
        var scheme = endpoint.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals("https") || scheme.equals("wss");
    }

    /** Foreign text, cut down to what a name can hold. */
    private static String plain(String text) {
        var clean = text.replaceAll("[^A-Za-z0-9 -]", "");
        return clean.substring(0, Math.min(40, clean.length()));
    }
}
