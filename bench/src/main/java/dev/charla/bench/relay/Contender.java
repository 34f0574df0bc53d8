package dev.charla.bench.relay;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What can stand between pages and service. */
enum Contender {
    /** Ours. */
    CHARLA("charla") {
        @Override
        List<String> command(RelayOptions options, Ports ports, Path directory) {
            List<String> command = new ArrayList<>();
            command.add(java());
            command.addAll(options.java());
            command.add("-jar");
            command.add(options.jar().toAbsolutePath().toString());
            command.add("--server.port=" + ports.own());
            command.add("--charla.service.endpoint=http://127.0.0.1:" + ports.service());
            command.add("--charla.service.api-key=bench");
            command.add("--charla.browser.max-conversations=10000");
            command.add("--logging.level.dev.charla=warn");
            return command;
        }
    },

    /** Reactor Netty without a framework, as its guide shows it. */
    NETTY("reactor-netty") {
        @Override
        List<String> command(RelayOptions options, Ports ports, Path directory) {
            List<String> command = new ArrayList<>();
            command.add(java());
            command.addAll(options.java());
            command.add("-Dreactor.netty.ioWorkerCount=1");
            command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
            command.add("-cp");
            command.add(ownJar());
            command.add("dev.charla.testkit.BareRelay");
            command.add(String.valueOf(ports.own()));
            command.add(String.valueOf(ports.service()));
            return command;
        }
    },

    /** Node.js with the library that everybody takes. */
    NODE("node-ws") {
        @Override
        List<String> command(RelayOptions options, Ports ports, Path directory)
                throws IOException, InterruptedException {
            Path home = options.node().toAbsolutePath();
            if (!Files.isDirectory(home.resolve("node_modules/ws"))) {
                run(home, "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
            }
            return List.of(
                    "node",
                    home.resolve("relay.js").toString(),
                    String.valueOf(ports.own()),
                    String.valueOf(ports.service()));
        }
    },

    /** A proxy that looks at nothing: both sides speak the page's own form. */
    NGINX("nginx") {
        @Override
        List<String> command(RelayOptions options, Ports ports, Path directory) throws IOException {
            Path settings = directory.resolve("nginx.conf");
            Files.writeString(
                    settings,
                    NGINX_SETTINGS
                            .replace("OWN", String.valueOf(ports.own()))
                            .replace("SERVICE", String.valueOf(ports.service())));
            return List.of(
                    "nginx", "-p", directory.toString(), "-e", "stderr", "-c", settings.toString());
        }
    },

    /** Nothing: pages and service are connected, so that what is measured is the load itself. */
    NOTHING("nothing") {
        @Override
        List<String> command(RelayOptions options, Ports ports, Path directory) {
            return List.of("sleep", "86400");
        }
    };

    private static final String NGINX_SETTINGS =
            """
            daemon off;
            worker_processes 1;
            pid nginx.pid;
            error_log stderr error;
            events { worker_connections 8192; }
            http {
              access_log off;
              client_body_temp_path tmp;
              proxy_temp_path tmp;
              fastcgi_temp_path tmp;
              uwsgi_temp_path tmp;
              scgi_temp_path tmp;
              server {
                listen 127.0.0.1:OWN backlog=1024;
                location / {
                  proxy_pass http://127.0.0.1:SERVICE;
                  proxy_http_version 1.1;
                  proxy_set_header Upgrade $http_upgrade;
                  proxy_set_header Connection upgrade;
                  proxy_read_timeout 1h;
                }
              }
            }
            """;

    private final String word;

    Contender(String word) {
        this.word = word;
    }

    /** What it is called on the command line and in reports. */
    String word() {
        return word;
    }

    /** Whether it passes bytes on without looking at them. */
    boolean raw() {
        return this == NGINX || this == NOTHING;
    }

    boolean onJava() {
        return this == CHARLA || this == NETTY;
    }

    /** Where it listens and where its service is, both on loopback. */
    record Ports(int own, int service) {}

    abstract List<String> command(RelayOptions options, Ports ports, Path directory)
            throws IOException, InterruptedException;

    /**
     * Starts it.
     *
     * @throws IOException when this machine does not have what it needs; the message says what
     */
    TestedProcess start(RelayOptions options, Pinning pinning, Ports ports)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("charla-bench");
        directory.toFile().deleteOnExit();
        return TestedProcess.start(pinning, command(options, ports, directory), directory);
    }

    static Contender of(String word) {
        for (Contender each : values()) {
            if (each.word.equals(word.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new IllegalArgumentException(word);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String ownJar() {
        return new File(System.getProperty("java.class.path")).getAbsolutePath();
    }

    private static void run(Path directory, String... command)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .start();
        if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " failed in " + directory);
        }
    }
}
