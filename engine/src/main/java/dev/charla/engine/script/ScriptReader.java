package dev.charla.engine.script;

import dev.charla.engine.script.Script.AtTheEnd;
import dev.charla.engine.script.Script.Part;
import dev.charla.engine.script.Script.VoiceKind;
import dev.charla.engine.yaml.YamlNode;
import dev.charla.engine.yaml.YamlSource;
import dev.charla.engine.yaml.YamlValues;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a script of a YAML file; collects every problem before it gives up. One use each. */
public final class ScriptReader {
    private static final Set<String> KEYS =
            Set.of(
                    "seed",
                    "clock",
                    "hearing",
                    "answers",
                    "voice",
                    "delays",
                    "turns",
                    "at-the-end",
                    "handshakes",
                    "mcp-servers",
                    "noises",
                    "faults");
    private static final Set<String> NOISE_KEYS = Set.of("at", "for", "session");
    private static final Set<String> HANDSHAKE_KEYS =
            Set.of(
                    "refuse",
                    "message",
                    "retry-after",
                    "never-answer",
                    "hang-up",
                    "accept",
                    "wait",
                    "times");

    /** The year in which this was written; any fixed moment would do. */
    private static final Instant USUAL_CLOCK = Instant.parse("2026-01-01T12:00:00Z");

    private static final int MOST_REPEATS = 1_000;

    private final List<String> problems = new ArrayList<>();

    private ScriptReader() {}

    /**
     * Reads a file.
     *
     * @throws ScriptException when anything in it is wrong
     * @throws IOException when it cannot be read
     */
    public static Script read(Path file) throws IOException, ScriptException {
        try {
            return parse(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new ScriptException(List.of(file.getFileName() + ": the file is not UTF-8"));
        }
    }

    /**
     * Reads a file's text.
     *
     * @param name of the file, for messages
     * @throws ScriptException when anything in it is wrong
     */
    public static Script parse(String name, String text) throws ScriptException {
        return new ScriptReader().script(new YamlSource(name, text));
    }

    private Script script(YamlSource source) throws ScriptException {
        YamlNode top = YamlNode.read(source, problems);
        top.only(KEYS);
        YamlValues values = new YamlValues(top);
        Map<String, Part> parts = Map.of("script", Part.SCRIPT, "engine", Part.ENGINE);
        Part hearing = values.choice("hearing", parts, Part.SCRIPT);
        Part answers = values.choice("answers", parts, Part.SCRIPT);
        Script script =
                new Script(
                        values.number("seed", 0, Integer.MAX_VALUE).orElse(1L),
                        values.moment("clock", USUAL_CLOCK),
                        hearing,
                        answers,
                        values.choice(
                                "voice",
                                Map.of(
                                        "tone", VoiceKind.TONE,
                                        "silence", VoiceKind.SILENCE,
                                        "engine", VoiceKind.ENGINE),
                                VoiceKind.TONE),
                        new TurnReader(top.node("delays")).turns(top.nodes("turns")),
                        values.choice(
                                "at-the-end",
                                Map.of(
                                        "fail", AtTheEnd.FAIL,
                                        "repeat", AtTheEnd.REPEAT,
                                        "start-over", AtTheEnd.START_OVER),
                                AtTheEnd.FAIL),
                        handshakes(top),
                        ServerReader.servers(top.nodes("mcp-servers")),
                        noises(top),
                        new FaultReader().faults(top.nodes("faults")));
        checkParts(top, script);
        if (!problems.isEmpty()) {
            throw new ScriptException(problems);
        }
        return script;
    }

    /** What a script says about a part that it leaves to the engine would never come to pass. */
    private static void checkParts(YamlNode top, Script script) {
        List<YamlNode> turns = top.nodes("turns");
        if (script.hearing() == Part.ENGINE) {
            for (YamlNode turn : turns) {
                for (String key : List.of("heard", "hearing-fails", "partials")) {
                    unused(turn, key, "hearing: engine");
                }
            }
            unused(top, "noises", "hearing: engine");
            for (YamlNode fault : top.nodes("faults")) {
                unused(fault, "hear-noise", "hearing: engine");
            }
        }
        if (script.answers() == Part.ENGINE) {
            for (YamlNode turn : turns) {
                for (String key : TurnReader.REPLY_KEYS) {
                    unused(turn, key, "answers: engine");
                }
                unused(turn, "replies", "answers: engine");
            }
        }
    }

    private static void unused(YamlNode node, String key, String setting) {
        if (node.keys().contains(key)) {
            node.wrong(
                    node.lineOf(key),
                    "'%s' has no meaning beside '%s'; remove one of them".formatted(key, setting));
        }
    }

    private static List<Handshake> handshakes(YamlNode top) {
        List<Handshake> all = new ArrayList<>();
        for (YamlNode node : top.nodes("handshakes")) {
            node.only(HANDSHAKE_KEYS);
            YamlValues values = new YamlValues(node);
            long times = values.number("times", 1, MOST_REPEATS).orElse(1L);
            Handshake one = handshake(node, values);
            for (long i = 0; i < times; i++) {
                all.add(one);
            }
        }
        return all;
    }

    private static Handshake handshake(YamlNode node, YamlValues values) {
        Duration wait = values.duration("wait", Duration.ZERO);
        Optional<Long> status = values.number("refuse", 400, 599);
        boolean never = values.flag("never-answer", false);
        boolean hangsUp = values.flag("hang-up", false);
        boolean accepts = values.flag("accept", false);
        int kinds =
                (node.keys().contains("refuse") ? 1 : 0)
                        + (never ? 1 : 0)
                        + (hangsUp ? 1 : 0)
                        + (accepts ? 1 : 0);
        if (kinds != 1) {
            node.wrong(
                    node.line(),
                    "a handshake has one of 'refuse: 429', 'never-answer: true', 'hang-up: true'"
                            + " and 'accept: true'");
        }
        if (status.isPresent()) {
            String message = node.text("message").map(YamlNode.Line::text).orElse("");
            if (message.contains("\"") || message.contains("\\")) {
                node.wrong(node.lineOf("message"), "'message' must be without quotes and \\");
            }
            return new Handshake.Refuse(
                    Math.toIntExact(status.get()),
                    message,
                    values.duration("retry-after").orElse(null),
                    wait);
        }
        for (String key : List.of("message", "retry-after")) {
            if (node.keys().contains(key)) {
                node.wrong(node.lineOf(key), "'" + key + "' goes with 'refuse' only");
            }
        }
        return never
                ? new Handshake.NeverAnswer(wait)
                : hangsUp ? new Handshake.HangUp(wait) : new Handshake.Accept(wait);
    }

    private static List<Script.Noise> noises(YamlNode top) {
        List<Script.Noise> noises = new ArrayList<>();
        for (YamlNode node : top.nodes("noises")) {
            node.only(NOISE_KEYS);
            node.required("at");
            node.required("for");
            YamlValues values = new YamlValues(node);
            noises.add(
                    new Script.Noise(
                            values.number("session", 1, Integer.MAX_VALUE).orElse(0L).intValue(),
                            values.duration("at", Duration.ZERO),
                            values.duration("for", Duration.ZERO)));
        }
        return noises;
    }
}
