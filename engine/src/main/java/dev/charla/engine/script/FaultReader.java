package dev.charla.engine.script;

import dev.charla.engine.script.Fault.Action;
import dev.charla.engine.yaml.Nearest;
import dev.charla.engine.yaml.YamlNode;
import dev.charla.engine.yaml.YamlValues;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.request.ClientEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads what goes wrong in a script. */
final class FaultReader {
    private static final Set<String> POINT_KEYS = Set.of("before", "after", "number", "session");
    private static final Set<String> ACTION_KEYS =
            Set.of(
                    "drop",
                    "close",
                    "stall",
                    "error",
                    "send",
                    "lose",
                    "again",
                    "late",
                    "late-until",
                    "hear-noise");
    private static final Set<String> ERROR_KEYS = Set.of("type", "code", "message", "param");

    /** Close codes that an endpoint may send: RFC 6455, section 7.4. */
    private static final int FIRST_CODE = 1000;

    private static final int LAST_CODE = 4999;

    private static final int MOST = 1_000_000;

    List<Fault> faults(List<YamlNode> nodes) {
        List<Fault> faults = new ArrayList<>();
        for (YamlNode node : nodes) {
            node.only(
                    Stream.concat(POINT_KEYS.stream(), ACTION_KEYS.stream())
                            .collect(Collectors.toSet()));
            boolean before = node.keys().contains("before");
            if (before == node.keys().contains("after")) {
                node.wrong(
                        node.line(),
                        "a fault has one of 'before' and 'after' with the type of an event, such"
                                + " as 'after: session.created'");
            } else {
                YamlNode.Line type = node.required(before ? "before" : "after");
                checkType(node, type);
                action(node, before, type.text())
                        .ifPresent(action -> faults.add(fault(node, type, before, action)));
            }
        }
        return faults;
    }

    private static Fault fault(YamlNode node, YamlNode.Line type, boolean before, Action action) {
        YamlValues values = new YamlValues(node);
        boolean every = node.text("number").map(line -> line.text().equals("every")).orElse(false);
        int number = every ? 0 : values.number("number", 1, MOST).orElse(1L).intValue();
        int session = values.number("session", 1, MOST).orElse(0L).intValue();
        return new Fault(type.text(), before, number, session, action);
    }

    private static void checkType(YamlNode node, YamlNode.Line type) {
        Set<String> known = new HashSet<>(ServerEvent.knownTypes());
        known.addAll(ClientEvent.knownTypes());
        if (type.text().isEmpty() || known.contains(type.text())) {
            return;
        }
        node.wrong(
                type.number(),
                "there is no event '%s'%s; docs/scripts.md has the names"
                        .formatted(
                                type.text(),
                                Nearest.of(type.text(), known)
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse("")));
    }

    private static Optional<Action> action(YamlNode node, boolean before, String point) {
        Set<String> actions = new TreeSet<>(node.keys());
        actions.retainAll(ACTION_KEYS);
        if (actions.size() != 1) {
            node.wrong(
                    node.line(),
                    "a fault does one thing; expected one of "
                            + String.join(", ", new TreeSet<>(ACTION_KEYS)));
            return Optional.empty();
        }
        String key = actions.iterator().next();
        checkPlace(node, key, before, point);
        YamlValues values = new YamlValues(node);
        return switch (key) {
            case "drop" -> yes(node, key, new Action.Drop());
            case "lose" -> yes(node, key, new Action.Lose());
            case "again" -> yes(node, key, new Action.Again());
            case "close" -> Optional.of(close(node.node(key)));
            case "stall" -> stall(node, values);
            case "error" -> Optional.of(new Action.Send(error(node.node(key))));
            case "send" -> send(node, values);
            case "late" -> values.duration(key).map(Action.Late::new);
            case "late-until" -> lateUntil(node);
            default -> values.duration(key).map(Action.HearNoise::new);
        };
    }

    private static void checkPlace(YamlNode node, String key, boolean before, String point) {
        if (Set.of("lose", "late", "late-until").contains(key) && !before) {
            node.wrong(node.lineOf(key), "'" + key + "' goes with 'before': after it, it is late");
        }
        if (key.equals("again") && before) {
            node.wrong(node.lineOf(key), "'again' goes with 'after'");
        }
        if (Set.of("again", "late", "late-until").contains(key)
                && ClientEvent.knownTypes().contains(point)) {
            node.wrong(
                    node.lineOf(key),
                    "'" + key + "' goes with events of the service; the client sends " + point);
        }
    }

    private static Optional<Action> yes(YamlNode node, String key, Action action) {
        if (!new YamlValues(node).flag(key, false)) {
            node.wrong(node.lineOf(key), "write '" + key + ": true', or leave the fault out");
            return Optional.empty();
        }
        return Optional.of(action);
    }

    private static Action close(YamlNode close) {
        close.only(Set.of("code", "reason"));
        return new Action.Close(
                new YamlValues(close)
                        .number("code", FIRST_CODE, LAST_CODE)
                        .orElse(1011L)
                        .intValue(),
                close.text("reason").map(YamlNode.Line::text).orElse(""));
    }

    private static Optional<Action> stall(YamlNode node, YamlValues values) {
        boolean forEver =
                node.text("stall").map(line -> line.text().equals("for-ever")).orElse(false);
        if (forEver) {
            return Optional.of(new Action.Stall(null));
        }
        Optional<Duration> length = values.duration("stall");
        return length.map(Action.Stall::new);
    }

    private static JsonNode error(YamlNode error) {
        error.only(ERROR_KEYS);
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        details.put("type", text(error, "type", "server_error"));
        details.put("code", text(error, "code", "server_error"));
        details.put("message", text(error, "message", "The script says that this fails."));
        details.put("param", text(error, "param", null));
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("type", "error");
        event.set("error", details);
        return event;
    }

    private static @Nullable String text(YamlNode node, String key, @Nullable String otherwise) {
        return node.text(key).map(YamlNode.Line::text).orElse(otherwise);
    }

    private static Optional<Action> send(YamlNode node, YamlValues values) {
        ObjectNode event = values.object("send");
        if (event == null) {
            return Optional.empty();
        }
        JsonNode type = event.get("type");
        if (type == null || !type.isString()) {
            node.wrong(node.lineOf("send"), "'send' is an event, which has a 'type'");
            return Optional.empty();
        }
        return Optional.of(new Action.Send(event));
    }

    private static Optional<Action> lateUntil(YamlNode node) {
        YamlNode.Line until = node.required("late-until");
        if (!until.text().isEmpty() && !ServerEvent.knownTypes().contains(until.text())) {
            checkType(node, until);
        }
        return Optional.of(new Action.LateUntil(until.text()));
    }
}
