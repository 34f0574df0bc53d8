package dev.charla.app.doctor;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;

/** Puts TLS with a given certificate in front of a service of this machine. */
final class TlsFront implements AutoCloseable {
    private final SSLServerSocket server;
    private final URI service;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    private TlsFront(SSLServerSocket server, URI service) {
        this.server = server;
        this.service = service;
    }

    static TlsFront of(URI service, X509Bundle certificate)
            throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
        var server =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var front = new TlsFront(server, service);
        Thread.ofVirtual().start(front::accept);
        return front;
    }

    /** Where it is, by a name that certificates can be made out to. */
    URI endpoint() {
        return URI.create("https://localhost:" + server.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                var outside = keep(server.accept());
                Thread.ofVirtual().start(() -> join(outside));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void join(Socket outside) {
        try {
            var inside = keep(new Socket(service.getHost(), service.getPort()));
            Thread.ofVirtual().start(() -> pass(inside, outside));
            pass(outside, inside);
        } catch (IOException gone) {
            throw new IllegalStateException("the service behind it is gone", gone);
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (SocketException | SSLException left) {
            // One of the two has left, perhaps because it does not like the certificate.
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Socket keep(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
