package dev.charla.app.doctor;

import dev.charla.client.CloseCause;
import dev.charla.client.NettyServiceConnector;
import dev.charla.client.ServiceClosed;
import dev.charla.client.ServiceConnection;
import dev.charla.client.ServiceListener;
import dev.charla.client.ServiceTarget;
import dev.charla.protocol.event.ErrorDetails;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.event.SessionEvent;
import dev.charla.protocol.request.SessionRequest;
import dev.charla.protocol.settings.SessionUpdate;
import dev.charla.wire.NettySessionLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Opens one session as a conversation does, says nothing in it, and tells what came of it. */
final class ServiceVisit {
    /** What a visit looks at, in the order in which the service does. */
    private static final List<String> CHECKS =
            List.of("network", "credential", "role", "version", "model", "quota", "voice");

    private final ServiceTarget target;
    private final SessionUpdate settings;
    private final Duration patience;

    ServiceVisit(ServiceTarget target, SessionUpdate settings, Duration patience) {
        this.target = target;
        this.settings = settings;
        this.patience = patience;
    }

    List<Finding> findings() {
        var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            var visitor = new Visitor();
            var loop = NettySessionLoop.on(group.next());
            loop.execute(() -> new NettyServiceConnector().connect(target, loop, visitor));
            return visitor.outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException silent) {
            return failedAt(
                    "network", "The service did not get a session ready in time. Try again.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    /** What came before is right, what comes after could not be looked at. */
    private static List<Finding> failedAt(String check, String sentence) {
        var findings = new ArrayList<Finding>();
        int at = CHECKS.indexOf(check);
        for (int i = 0; i < CHECKS.size(); i++) {
            var name = CHECKS.get(i);
            if (i < at) {
                findings.add(Finding.ok(name, right(name)));
            } else if (i == at) {
                findings.add(Finding.failed(name, sentence));
            } else {
                findings.add(Finding.leftOut(name, "Not reached."));
            }
        }
        return findings;
    }

    private static List<Finding> allRight() {
        return CHECKS.stream().map(name -> Finding.ok(name, right(name))).toList();
    }

    private static String right(String check) {
        return switch (check) {
            case "network" -> "The service answers.";
            case "credential" -> "It accepts the credential.";
            case "role" -> "The credential may use Voice Live.";
            case "version" -> "It knows the version of the protocol.";
            case "model" -> "It has the model or agent.";
            case "quota" -> "It takes another connection.";
            case "voice" -> "It accepts the voice and the other settings of the session.";
            default -> throw new IllegalArgumentException(check);
        };
    }

    /** Which check an ending belongs to. */
    static String check(CloseCause cause) {
        return switch (cause) {
            case CREDENTIAL_FAILED,
                    CREDENTIAL_TIMEOUT,
                    REFUSED_CREDENTIAL,
                    REFUSED_KEY_OFF,
                    REFUSED_TOKEN,
                    REFUSED_TENANT,
                    REFUSED_SUBDOMAIN ->
                    "credential";
            case REFUSED_ROLE, REFUSED_FORBIDDEN -> "role";
            case REFUSED_VERSION -> "version";
            case REFUSED_MODEL, REFUSED_REQUEST -> "model";
            case REFUSED_TOO_MANY -> "quota";
            case CLOSED,
                    CANCELLED,
                    UNREACHABLE,
                    TLS_FAILED,
                    CONNECT_TIMEOUT,
                    HANDSHAKE_TIMEOUT,
                    FIRST_EVENT_TIMEOUT,
                    REFUSED_NETWORK,
                    REFUSED_NOT_FOUND,
                    REFUSED_UNAVAILABLE,
                    REFUSED_OTHER,
                    PROTOCOL_BREACH,
                    TOO_LARGE,
                    SERVER_CLOSED,
                    SESSION_EXPIRED,
                    LOST,
                    NO_PONG,
                    SLOW_PEER,
                    LISTENER_FAILED,
                    LOOP_STOPPED ->
                    "network";
        };
    }

    /** Tells the settings, and leaves at the first answer to them. */
    private final class Visitor implements ServiceListener {
        final CompletableFuture<List<Finding>> outcome = new CompletableFuture<>();

        private @Nullable ServiceConnection connection;

        @Override
        public void opened(ServiceConnection opened) {
            connection = opened;
            opened.send(new SessionRequest.Update(settings));
        }

        @Override
        public void event(ServerEvent event) {
            switch (event) {
                case SessionEvent.Updated _ -> leave(allRight());
                case ErrorEvent(var _, ErrorDetails error) -> leave(refused(error));
                default -> {} // session.created, and whatever a newer service says before it
            }
        }

        @Override
        public void closed(ServiceClosed closed) {
            var number = closed.reason().startsWith("AADSTS") ? " (" + closed.reason() + ")" : "";
            outcome.complete(failedAt(check(closed.cause()), closed.cause().sentence() + number));
        }

        private void leave(List<Finding> findings) {
            outcome.complete(findings);
            if (connection != null) {
                connection.close(1000, "doctor");
            }
        }

        private static List<Finding> refused(ErrorDetails error) {
            var param = error.param() == null ? "" : error.param().toLowerCase(Locale.ROOT);
            var check = param.contains("model") ? "model" : "voice";
            return failedAt(
                    check,
                    "The service does not accept a setting of the session ("
                            + param.replaceAll("[^a-z0-9._\\[\\]-]", "_")
                            + "). Check VOICE_LIVE_MODEL, VOICE_LIVE_VOICE and charla.conversation.");
        }
    }
}
