package dev.charla.test.line;

import dev.charla.client.CloseCause;
import dev.charla.client.ConnectionSnapshot;
import dev.charla.client.ServiceClosed;
import dev.charla.client.ServiceConnection;
import dev.charla.client.ServiceConnector;
import dev.charla.client.ServiceListener;
import dev.charla.client.ServiceTarget;
import dev.charla.engine.Engine;
import dev.charla.engine.leg.ClientLeg;
import dev.charla.engine.session.SessionRequested;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.request.InputAudioBufferRequest;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The way to an engine in the same process, without a socket. All but audio is written and read as
 * JSON, as on a socket. Confined to the loop.
 */
public final class LocalService implements ServiceConnector {
    private final Engine engine;
    private final String model;
    private final ProtocolCodec codec = new ProtocolCodec();

    /**
     * The way to that engine.
     *
     * @param model what sessions are asked for
     */
    public LocalService(Engine engine, String model) {
        this.engine = engine;
        this.model = model;
    }

    @Override
    public ServiceConnection connect(ServiceTarget target, SessionLoop loop, ServiceListener told) {
        var connection = new Connection(loop, told);
        loop.execute(connection::open);
        return connection;
    }

    private final class Connection implements ServiceConnection {
        private final SessionLoop loop;
        private final ServiceListener listener;
        private final ArrayDeque<ServerEvent> held = new ArrayDeque<>();
        private Engine.@Nullable Seat seat;
        private boolean reading = true;
        private final ClientLeg service = new FromService();
        private boolean closing;
        private boolean over;
        private long sent;
        private long received;

        Connection(SessionLoop loop, ServiceListener listener) {
            this.loop = loop;
            this.listener = listener;
        }

        void open() {
            if (over) {
                return;
            }
            var opened = engine.open(SessionRequested.model(model), loop, service);
            if (opened.isEmpty()) {
                end(ServiceClosed.of(CloseCause.UNREACHABLE));
                return;
            }
            seat = opened.get();
            listener.opened(this);
        }

        private void deliver(ServerEvent event) {
            if (over || closing) {
                return;
            }
            if (!reading) {
                held.add(event);
                return;
            }
            received++;
            listener.event(event);
        }

        private void end(ServiceClosed how) {
            if (over) {
                return;
            }
            over = true;
            if (seat != null) {
                seat.leave().run();
            }
            listener.closed(how);
        }

        @Override
        public void close(int code, String reason) {
            closing = true;
            var cause = seat == null ? CloseCause.CANCELLED : CloseCause.CLOSED;
            loop.execute(() -> end(ServiceClosed.of(cause, code, reason)));
        }

        @Override
        public boolean send(ClientEvent event) {
            if (over || closing || seat == null) {
                return false;
            }
            sent++;
            var asked = seat;
            try {
                var read = codec.readClientEvent(codec.write(event));
                loop.execute(() -> receive(asked, read));
            } catch (ProtocolException e) {
                loop.execute(() -> asked.session().refuse(e));
            }
            return true;
        }

        @Override
        public boolean sendAudio(ByteBuffer pcm) {
            if (over || closing || seat == null) {
                return false;
            }
            sent++;
            var asked = seat;
            var audio = new InputAudioBufferRequest.Append(AudioBytes.copyOf(pcm), null);
            loop.execute(() -> receive(asked, audio));
            return true;
        }

        private void receive(Engine.Seat asked, ClientEvent event) {
            if (!over) {
                asked.receive(event);
            }
        }

        @Override
        public long droppedAudioMs() {
            return 0;
        }

        @Override
        public void pauseReading() {
            reading = false;
        }

        @Override
        public void resumeReading() {
            reading = true;
            loop.execute(() -> {
                while (reading && !held.isEmpty()) {
                    deliver(held.remove());
                }
                if (reading && seat != null && !over) {
                    seat.session().writable();
                }
            });
        }

        @Override
        public ConnectionSnapshot snapshot() {
            var state = over ? ConnectionSnapshot.State.CLOSED : ConnectionSnapshot.State.OPEN;
            return new ConnectionSnapshot(state, 0, 0, 0, 0, sent, received, 0);
        }

        /** What the session sends. */
        private final class FromService implements ClientLeg {
            @Override
            public void send(ServerEvent event) {
                var read = event instanceof ResponseEvent.AudioDelta ? event : again(event);
                loop.execute(() -> deliver(read));
            }

            @Override
            public boolean isWritable() {
                return reading;
            }

            @Override
            public void close(int code, String reason) {
                var how = ServiceClosed.of(CloseCause.SERVER_CLOSED, code, reason);
                loop.execute(() -> end(how));
            }

            @Override
            public void abort() {
                loop.execute(() -> end(ServiceClosed.of(CloseCause.LOST)));
            }
        }
    }

    private ServerEvent again(ServerEvent event) {
        try {
            return codec.readServerEvent(codec.write(event));
        } catch (ProtocolException e) {
            throw new IllegalStateException("the engine sends what no client can read", e);
        }
    }
}
