package dev.charla.engine.script;

import dev.charla.engine.leg.ClientLeg;
import dev.charla.engine.leg.IdSource;
import dev.charla.engine.script.Fault.Action;
import dev.charla.engine.session.SessionCasting.ClientWatch;
import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.request.ClientEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Between a session and its client: observes every event in both directions and applies the
 * script's faults. Confined to the session's loop.
 */
final class ScriptedLeg implements ClientLeg, ClientWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ScriptedLeg.class);

    /** Events kept back by a stall; a session makes some ten a second. Beyond it the stall ends. */
    private static final int MOST_KEPT = 10_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ScriptRun run;
    private final ClientLeg client;
    private final IdSource ids;
    private final ProtocolCodec codec = new ProtocolCodec();
    private final Map<String, Integer> sent = new HashMap<>();
    private final Map<String, Integer> received = new HashMap<>();
    private final Deque<ServerEvent> kept = new ArrayDeque<>();
    private final List<Awaited> awaited = new ArrayList<>();
    private boolean stalled;
    private boolean gone;

    /** An event that comes after the next one of another type. */
    private record Awaited(String type, ServerEvent event) {}

    ScriptedLeg(ScriptRun run, ClientLeg client, IdSource ids) {
        this.run = run;
        this.client = client;
        this.ids = ids;
    }

    @Override
    public void send(ServerEvent event) {
        String type = String.valueOf(event.type());
        int count = sent.merge(type, 1, Integer::sum);
        boolean passes = strike(type, true, count, event);
        if (passes) {
            pass(event);
        }
        strike(type, false, count, event);
        release(type);
    }

    @Override
    public boolean before(ClientEvent event) {
        String type = String.valueOf(event.type());
        return strike(type, true, received.merge(type, 1, Integer::sum), null);
    }

    @Override
    public void after(ClientEvent event) {
        String type = String.valueOf(event.type());
        strike(type, false, received.getOrDefault(type, 0), null);
    }

    /**
     * @param event null when it is a client's
     * @return whether the event itself still goes its way
     */
    private boolean strike(String type, boolean early, int count, @Nullable ServerEvent event) {
        boolean passes = true;
        for (Fault fault : run.script().faults()) {
            if (!gone && fault.strikes(type, early, count, run.session())) {
                passes &= act(fault.action(), event);
            }
        }
        return passes;
    }

    private boolean act(Action action, @Nullable ServerEvent event) {
        switch (action) {
            case Action.Drop _ -> {
                gone = true;
                client.abort();
                return false;
            }
            case Action.Close(var code, var reason) -> {
                gone = true;
                client.close(code, reason);
                return false;
            }
            case Action.Stall(var length) -> stall(length);
            case Action.Send(var json) -> pass(named((ObjectNode) json));
            case Action.Lose _ -> {
                return false;
            }
            case Action.Again _ -> {
                if (event != null) {
                    pass(again(event));
                }
            }
            case Action.Late(var by) -> {
                if (event != null) {
                    run.loop().after(by, () -> pass(event));
                }
                return false;
            }
            case Action.LateUntil(var other) -> {
                if (event != null) {
                    awaited.add(new Awaited(other, event));
                }
                return false;
            }
            case Action.HearNoise(var length) -> run.hearNoise(ScriptedDetector.frames(length));
        }
        return true;
    }

    private void stall(@Nullable Duration length) {
        stalled = true;
        if (length == null) {
            gone = true;
        } else {
            run.loop().after(length, this::goOn);
        }
    }

    private void goOn() {
        stalled = false;
        while (!kept.isEmpty()) {
            pass(kept.remove());
        }
    }

    private void pass(ServerEvent event) {
        if (gone) {
            return;
        }
        if (!stalled) {
            client.send(event);
            return;
        }
        kept.add(event);
        if (kept.size() > MOST_KEPT) {
            LOG.warn("a script's stall exceeds the limit of held events, so it ends here");
            goOn();
        }
    }

    private void release(String type) {
        for (Iterator<Awaited> each = awaited.iterator(); each.hasNext(); ) {
            Awaited waiting = each.next();
            if (waiting.type().equals(type)) {
                each.remove();
                pass(waiting.event());
            }
        }
    }

    private ServerEvent again(ServerEvent event) {
        ObjectNode copy = (ObjectNode) JSON.readTree(codec.writeBytes(event));
        copy.put("event_id", "event_" + ids.next());
        return new ServerEvent.Unknown(event.type(), copy);
    }

    /** The script's own event with a name, its type first as everywhere. */
    private ServerEvent named(ObjectNode event) {
        ObjectNode named = JSON.createObjectNode();
        named.set("type", event.get("type"));
        if (!event.has("event_id")) {
            named.put("event_id", "event_" + ids.next());
        }
        named.setAll(event);
        return new ServerEvent.Unknown(event.get("type").stringValue(), named);
    }

    @Override
    public boolean isWritable() {
        return client.isWritable();
    }

    @Override
    public void close(int code, String reason) {
        client.close(code, reason);
    }

    @Override
    public void abort() {
        client.abort();
    }
}
