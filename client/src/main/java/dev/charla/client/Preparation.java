package dev.charla.client;

import dev.charla.loop.SessionLoop;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of connecting that may block: getting the credential, then resolving the name. Runs on
 * its own virtual thread and reports once, on the session loop, unless {@linkplain #cancel
 * cancelled} before. A name server that does not answer blocks that thread, not the connection.
 */
final class Preparation {
    private static final Logger log = LoggerFactory.getLogger(Preparation.class);

    private static final String BEARER = "Bearer ";

    private final ServiceTarget target;
    private final SessionLoop loop;
    private final Consumer<Outcome> whenDone;
    private final Thread thread;
    private final Runnable resolving;

    private Preparation(
            ServiceTarget target,
            SessionLoop loop,
            Runnable resolving,
            Consumer<Outcome> whenDone) {
        this.target = target;
        this.loop = loop;
        this.resolving = resolving;
        this.whenDone = whenDone;
        this.thread = Thread.ofVirtual().name("service-connect").unstarted(this::prepare);
    }

    /**
     * Starts at once.
     *
     * @param resolving called on the loop when the credential is available and name resolution
     *     starts
     */
    static Preparation start(
            ServiceTarget target,
            SessionLoop loop,
            Runnable resolving,
            Consumer<Outcome> whenDone) {
        var preparation = new Preparation(target, loop, resolving, whenDone);
        preparation.thread.start();
        return preparation;
    }

    void cancel() {
        thread.interrupt();
    }

    private void prepare() {
        Outcome outcome;
        try {
            var header = credentialHeader();
            loop.execute(resolving);
            outcome = new Ready(List.of(InetAddress.getAllByName(target.address().host())), header);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt(); // this thread ends here; nobody waits for it
            return;
        } catch (TokenCache.CredentialException failure) {
            log.atWarn()
                    .addKeyValue("failure", className(failure.getCause()))
                    .addKeyValue("number", failure.number())
                    .log("no token could be had");
            outcome =
                    new Failed(ServiceClosed.of(CloseCause.CREDENTIAL_FAILED, 0, failure.number()));
        } catch (UnknownHostException unknown) {
            outcome = new Failed(ServiceClosed.of(CloseCause.UNREACHABLE));
        } catch (RejectedExecutionException stopped) {
            log.debug("a session loop stopped while a connection was prepared on it");
            return;
        }
        report(outcome);
    }

    private @Nullable Header credentialHeader()
            throws InterruptedException, TokenCache.CredentialException {
        return switch (target.credential()) {
            case ServiceCredential.None _ -> null;
            case ServiceCredential.ApiKey key -> new Header("api-key", key.key());
            case ServiceCredential.EntraToken entra ->
                    new Header("Authorization", BEARER + entra.tokens().token());
        };
    }

    private void report(Outcome outcome) {
        try {
            loop.execute(() -> whenDone.accept(outcome));
        } catch (RejectedExecutionException stopped) {
            log.debug("a session loop stopped while a connection was prepared on it");
        }
    }

    private static String className(@Nullable Throwable failure) {
        return failure == null ? "none" : failure.getClass().getName();
    }

    /** The result. */
    sealed interface Outcome {}

    /**
     * Everything needed to open a socket.
     *
     * @param addresses at least one
     * @param credential null when none is sent
     */
    record Ready(List<InetAddress> addresses, @Nullable Header credential) implements Outcome {
        /** The service does not accept what was sent. */
        void refused(ServiceCredential sent) {
            if (sent instanceof ServiceCredential.EntraToken entra && credential != null) {
                entra.tokens().refused(credential.value().substring(BEARER.length()));
            }
        }
    }

    /** Nothing can be opened. */
    record Failed(ServiceClosed closed) implements Outcome {}

    /** A request header that holds a secret. */
    record Header(String name, String value) {
        @Override
        public String toString() {
            return "Header[" + name + "=hidden]";
        }
    }
}
