package dev.charla.app.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A way to the server on which connections can die without a word, as when a laptop wakes up in
 * another network: they stay open, and nothing passes any more. New ones pass. Any thread.
 */
final class WeakNetwork implements AutoCloseable {
    private final int to;
    private final ServerSocket door;
    private final List<Passage> passages = new CopyOnWriteArrayList<>();

    private WeakNetwork(int to) throws IOException {
        this.to = to;
        this.door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("weak-network").start(this::accept);
    }

    static WeakNetwork to(int port) throws IOException {
        return new WeakNetwork(port);
    }

    int port() {
        return door.getLocalPort();
    }

    /** From now on nothing passes over the connections there are. */
    void swallow() {
        passages.forEach(passage -> passage.dead = true);
    }

    private void accept() {
        try {
            while (true) {
                Socket near = door.accept();
                Passage passage =
                        new Passage(near, new Socket(InetAddress.getLoopbackAddress(), to));
                passages.add(passage);
                passage.start();
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Passage passage : passages) {
            passage.close();
        }
    }

    private static final class Passage {
        private final Socket near;
        private final Socket far;
        volatile boolean dead; // read by the threads that pass things on

        Passage(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void start() {
            Thread.ofVirtual().name("weak-up").start(() -> pass(near, far));
            Thread.ofVirtual().name("weak-down").start(() -> pass(far, near));
        }

        private void pass(Socket from, Socket into) {
            byte[] buffer = new byte[64 * 1024];
            try {
                for (int length = from.getInputStream().read(buffer);
                        length >= 0;
                        length = from.getInputStream().read(buffer)) {
                    if (!dead) {
                        into.getOutputStream().write(buffer, 0, length);
                    }
                }
                if (!dead) {
                    close();
                }
            } catch (IOException gone) {
                // one of the ends is closed, and the other with it by whoever closed it
            }
        }

        void close() throws IOException {
            near.close();
            far.close();
        }
    }
}
