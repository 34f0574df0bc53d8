package dev.charla.engine.script;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a scripted service hears, answers and does wrong. Immutable.
 *
 * @param seed of all ids: the same script gives the same client the same frames
 * @param clock what time it is for the service, always
 * @param hearing who makes turns and words of audio
 * @param answers who thinks of what to say
 * @param voice what an answer sounds like
 * @param turns what each session hears and answers, in order
 * @param atTheEnd what follows the last turn
 * @param handshakes what connections meet, in order, before any further one is accepted
 * @param servers MCP servers that the script plays, whatever their addresses
 * @param noises speech that nobody spoke
 * @param faults what goes wrong
 */
public record Script(
        long seed,
        Instant clock,
        Part hearing,
        Part answers,
        VoiceKind voice,
        List<Turn> turns,
        AtTheEnd atTheEnd,
        List<Handshake> handshakes,
        List<Server> servers,
        List<Noise> noises,
        List<Fault> faults) {
    public Script {
        turns = List.copyOf(turns);
        handshakes = List.copyOf(handshakes);
        servers = List.copyOf(servers);
        noises = List.copyOf(noises);
        faults = List.copyOf(faults);
    }

    /** Who plays a part. */
    public enum Part {
        /** The script. */
        SCRIPT,
        /** The engine, as without a script. */
        ENGINE
    }

    /** What an answer sounds like. */
    public enum VoiceKind {
        TONE,
        SILENCE,
        /** The engine's own voice. */
        ENGINE
    }

    /** What a session gets that asks for more turns than there are. */
    public enum AtTheEnd {
        /** Failures that say so. */
        FAIL,
        /** The last turn again. */
        REPEAT,
        /** All of them again. */
        START_OVER
    }

    /**
     * One turn of the caller's with what answers it.
     *
     * @param line where it stands in the file
     * @param heard the words of a spoken turn; empty when it is a typed one
     * @param hearingFails a sentence for the caller in place of the words; empty when they are
     *     heard
     * @param partials what is told while the turn is being spoken, each in place of the one before
     * @param transcriptDelay from the end of speech to its words
     * @param replies one for each response, at least one
     */
    record Turn(
            int line,
            Optional<String> heard,
            Optional<String> hearingFails,
            List<String> partials,
            Duration transcriptDelay,
            List<Reply> replies) {
        Turn {
            partials = List.copyOf(partials);
            replies = List.copyOf(replies);
        }
    }

    /**
     * What one response says and does, in this order.
     *
     * @param says may be empty
     * @param lasts how long it sounds; null for the pace of ordinary speech
     * @param calls functions that the client is asked to run
     * @param failure how the response fails in the end; null when it does not
     */
    record Reply(
            String says,
            @Nullable Duration lasts,
            List<Call> calls,
            @Nullable Failure failure,
            Delays delays) {
        static final Reply NOTHING = new Reply("", null, List.of(), null, Delays.NONE);

        Reply {
            calls = List.copyOf(calls);
        }
    }

    /**
     * A tool that is called.
     *
     * @param server the label of the MCP server that has it; null for a function of the client's
     * @param arguments a JSON object, as JSON text
     */
    record Call(@Nullable String server, String function, String arguments) {
        /** Of a function of the client's. */
        Call(String function, String arguments) {
            this(null, function, arguments);
        }
    }

    /**
     * An MCP server.
     *
     * @param label by which a session offers it
     * @param takes how long it takes to tell its tools
     * @param fails why it does not; empty when it does
     */
    record Server(String label, List<ServerTool> tools, Duration takes, Optional<String> fails) {
        Server {
            tools = List.copyOf(tools);
        }
    }

    /**
     * What a server has.
     *
     * @param answers what every call is answered with
     * @param takes how long a call takes
     * @param fails why every call fails; empty when none does
     */
    record ServerTool(
            String name,
            String description,
            String answers,
            Duration takes,
            Optional<String> fails) {}

    /**
     * @param code for programs: {@code rate_limit_exceeded}
     */
    record Failure(String code, String message) {}

    /**
     * How long each stage of an answer takes.
     *
     * @param answer from the wish for a response to its first words
     * @param words between one word and the next; zero gives them all at once
     * @param speech from a sentence's words to its sound
     * @param audio between two tenths of a second of sound; zero makes it as fast as it is taken
     */
    record Delays(Duration answer, Duration words, Duration speech, Duration audio) {
        static final Delays NONE =
                new Delays(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /**
     * A stretch of the client's audio in which speech is heard that nobody spoke: nothing comes of
     * it but a turn without words.
     *
     * @param session number of the session it is for, from 1; 0 for every one
     * @param at where it begins, in audio the client has sent
     */
    record Noise(int session, Duration at, Duration length) {}
}
