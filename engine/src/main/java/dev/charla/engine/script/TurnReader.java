package dev.charla.engine.script;

import dev.charla.engine.script.Script.Call;
import dev.charla.engine.script.Script.Delays;
import dev.charla.engine.script.Script.Failure;
import dev.charla.engine.script.Script.Reply;
import dev.charla.engine.script.Script.Turn;
import dev.charla.engine.yaml.YamlNode;
import dev.charla.engine.yaml.YamlValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads the turns of a script. */
final class TurnReader {
    static final Set<String> REPLY_KEYS = Set.of("says", "lasts", "calls", "fails");

    private static final Set<String> DELAY_KEYS =
            Set.of("transcript", "answer", "words", "speech", "audio");
    private static final Set<String> OWN_KEYS =
            Set.of("heard", "hearing-fails", "partials", "replies", "delays");

    private final Map<String, Duration> usual;

    /**
     * @param usualDelays for turns that say nothing else
     */
    TurnReader(YamlNode usualDelays) {
        this.usual = delays(usualDelays, Map.of());
    }

    /**
     * What a map of delays says, and for the stages that it does not name what {@code outer} says.
     */
    private static Map<String, Duration> delays(YamlNode node, Map<String, Duration> outer) {
        node.only(DELAY_KEYS);
        Map<String, Duration> delays = new HashMap<>();
        for (String stage : DELAY_KEYS) {
            Duration otherwise = outer.getOrDefault(stage, Duration.ZERO);
            delays.put(stage, new YamlValues(node).duration(stage, otherwise));
        }
        return delays;
    }

    List<Turn> turns(List<YamlNode> nodes) {
        return nodes.stream().map(this::turn).toList();
    }

    private Turn turn(YamlNode node) {
        node.only(
                Stream.concat(OWN_KEYS.stream(), REPLY_KEYS.stream()).collect(Collectors.toSet()));
        Map<String, Duration> delays = delays(node.node("delays"), usual);
        List<YamlNode.Line> partials = node.texts("partials");
        Optional<String> heard = heard(node);
        Optional<String> hearingFails = node.text("hearing-fails").map(YamlNode.Line::text);
        if (heard.isPresent() && hearingFails.isPresent()) {
            node.wrong(
                    node.lineOf("hearing-fails"),
                    "a turn is 'heard' or its hearing fails, not both");
        }
        if (!partials.isEmpty() && heard.isEmpty() && hearingFails.isEmpty()) {
            node.wrong(node.lineOf("partials"), "'partials' go with 'heard'");
        }
        return new Turn(
                node.line(),
                heard,
                hearingFails,
                partials.stream().map(YamlNode.Line::text).toList(),
                of(delays, "transcript"),
                replies(node, delays));
    }

    /** {@code heard: ""} is a noise that nobody made words of. */
    private static Optional<String> heard(YamlNode node) {
        return node.isBlankText("heard")
                ? Optional.of("")
                : node.text("heard").map(YamlNode.Line::text);
    }

    private static List<Reply> replies(YamlNode turn, Map<String, Duration> delays) {
        List<YamlNode> nodes = turn.nodes("replies");
        if (nodes.isEmpty()) {
            return List.of(reply(turn, delays));
        }
        for (String key : new TreeSet<>(REPLY_KEYS)) {
            if (turn.keys().contains(key)) {
                turn.wrong(
                        turn.lineOf(key),
                        "'" + key + "' stands beside 'replies'; put it into one of them");
            }
        }
        List<Reply> replies = new ArrayList<>();
        for (YamlNode node : nodes) {
            node.only(
                    Stream.concat(Stream.of("delays"), REPLY_KEYS.stream())
                            .collect(Collectors.toSet()));
            replies.add(reply(node, delays(node.node("delays"), delays)));
        }
        return replies;
    }

    private static Reply reply(YamlNode node, Map<String, Duration> delays) {
        return new Reply(
                node.text("says").map(YamlNode.Line::text).orElse(""),
                new YamlValues(node).duration("lasts").orElse(null),
                node.nodes("calls").stream().map(TurnReader::call).toList(),
                failure(node),
                new Delays(
                        of(delays, "answer"),
                        of(delays, "words"),
                        of(delays, "speech"),
                        of(delays, "audio")));
    }

    private static Duration of(Map<String, Duration> delays, String stage) {
        return delays.getOrDefault(stage, Duration.ZERO);
    }

    private static Call call(YamlNode node) {
        node.only(Set.of("function", "server", "tool", "arguments"));
        ObjectNode arguments = new YamlValues(node).object("arguments");
        String given = arguments == null ? "{}" : arguments.toString();
        if (!node.keys().contains("server") && !node.keys().contains("tool")) {
            return new Call(node.required("function").text(), given);
        }
        if (node.keys().contains("function")) {
            node.wrong(
                    node.lineOf("function"),
                    "a call is of a 'function' of the client's, or of a 'tool' of a 'server'");
        }
        return new Call(node.required("server").text(), node.required("tool").text(), given);
    }

    private static @Nullable Failure failure(YamlNode node) {
        if (!node.keys().contains("fails")) {
            return null;
        }
        YamlNode failure = node.node("fails");
        failure.only(Set.of("code", "message"));
        return new Failure(failure.required("code").text(), failure.required("message").text());
    }
}
