package dev.charla.testkit.service;

import dev.charla.client.Addressee;
import dev.charla.client.ServiceClosed;
import dev.charla.client.ServiceConnection;
import dev.charla.client.ServiceCredential;
import dev.charla.client.ServiceListener;
import dev.charla.client.ServiceTarget;
import dev.charla.protocol.event.ServerEvent;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Connects twice as whoever its environment says it is, and prints what became of it. */
public final class EntraCaller {
    static final String MARK = "outcome: ";

    private EntraCaller() {}

    /** The first argument is the service's address. */
    public static void main(String[] arguments) throws Exception {
        var credential = ServiceCredential.entraDefault();
        var target =
                ServiceTarget.at(URI.create(arguments[0]), Addressee.model("test-model"))
                        .credential(credential)
                        .build();
        try (var client = new ClientLoop()) {
            var first = outcome(client, target);
            System.out.println(MARK + first + " " + outcome(client, target));
        }
    }

    private static String outcome(ClientLoop client, ServiceTarget target) throws Exception {
        var outcome = new CompletableFuture<String>();
        var connection = client.connect(target, new Outcome(outcome));
        var told = outcome.get(120, TimeUnit.SECONDS);
        client.run(() -> connection.close(1000, ""));
        return told;
    }

    private record Outcome(CompletableFuture<String> told) implements ServiceListener {
        @Override
        public void opened(ServiceConnection connection) {
            told.complete("opened");
        }

        @Override
        public void event(ServerEvent event) {}

        @Override
        public void closed(ServiceClosed closed) {
            told.complete(closed.cause().name());
        }
    }
}
