package dev.charla.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.protocol.event.ServerEvent;
import dev.charla.wire.NettySessionLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CredentialClassesTest {
    @Test
    void connectingWithAKeyLoadsNoClassOfAzure() throws Exception {
        try (var loader = new WithoutAzure()) {
            var ending = loader.loadClass(KeyUser.class.getName()).getMethod("ending").invoke(null);

            assertThat(ending).isEqualTo("UNREACHABLE");
        }
    }

    /** Tries to connect with a key to a port that nobody listens on. */
    public static final class KeyUser {
        private KeyUser() {}

        public static String ending() throws Exception {
            int port;
            try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = unused.getLocalPort();
            }
            var target =
                    ServiceTarget.at(URI.create("http://127.0.0.1:" + port), Addressee.model("m"))
                            .credential(ServiceCredential.apiKey("k"))
                            .build();
            var ending = new CompletableFuture<String>();
            var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
            try {
                var loop = NettySessionLoop.on(group.next());
                loop.execute(() ->
                        new NettyServiceConnector()
                                .connect(target, loop, new EndingListener(ending)));
                return ending.get(60, TimeUnit.SECONDS);
            } finally {
                group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(60, TimeUnit.SECONDS);
            }
        }
    }

    private record EndingListener(CompletableFuture<String> ending) implements ServiceListener {
        @Override
        public void opened(ServiceConnection connection) {
            ending.complete("opened");
        }

        @Override
        public void event(ServerEvent event) {
            ending.complete("event");
        }

        @Override
        public void closed(ServiceClosed closed) {
            ending.complete(closed.cause().name());
        }
    }

    /** Loads the client anew and knows no class of Azure's libraries. */
    private static final class WithoutAzure extends URLClassLoader {
        WithoutAzure() {
            super(
                    new URL[] {home(ServiceTarget.class), home(CredentialClassesTest.class)},
                    CredentialClassesTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.azure.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("dev.charla.client.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }

        private static URL home(Class<?> type) {
            return type.getProtectionDomain().getCodeSource().getLocation();
        }
    }
}
