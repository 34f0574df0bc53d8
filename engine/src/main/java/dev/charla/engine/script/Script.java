package dev.charla.engine.script;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a scripted service recognises, answers and does wrong. Immutable.
 *
 * @param seed of all IDs: the same script gives the same client the same frames
 * @param clock the fixed time of the service
 * @param hearing what detects turns and recognises words
 * @param answers what writes the answers
 * @param voice the sound of an answer
 * @param turns turns and answers of each session, in order
 * @param atTheEnd what follows the last turn
 * @param handshakes what happens to the first connections, in order; later ones are accepted
 * @param servers MCP servers that the script simulates, whatever their URLs
 * @param noises speech that nobody spoke
 * @param faults failures
 */
@SuppressWarnings("exports") // what a script is made of is read in this package alone
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

    /** Whether it says what is heard in a turn, or has noises that nobody makes. */
    public boolean saysWhatIsHeard() {
        return !noises.isEmpty()
                || turns.stream()
                        .anyMatch(turn ->
                                turn.heard().isPresent() || turn.hearingFails().isPresent());
    }

    /** The same script with other ears and another voice. */
    public Script with(Part otherHearing, VoiceKind otherVoice) {
        return new Script(
                seed,
                clock,
                otherHearing,
                answers,
                otherVoice,
                turns,
                atTheEnd,
                handshakes,
                servers,
                noises,
                faults);
    }

    /** What provides a part. */
    public enum Part {
        /** The script. */
        SCRIPT,
        /** The engine, as without a script. */
        ENGINE
    }

    /** The sound of an answer. */
    public enum VoiceKind {
        TONE,
        SILENCE,
        /** The engine's own voice. */
        ENGINE
    }

    /** What happens after the last turn. */
    public enum AtTheEnd {
        /** Failed responses that say so. */
        FAIL,
        /** The last turn again. */
        REPEAT,
        /** All of them again. */
        START_OVER
    }

    /**
     * One turn of the caller and the answer.
     *
     * @param line its line in the file
     * @param heard the words of a spoken turn; empty for a typed one
     * @param hearingFails a message for the caller in place of the words; empty when they are
     *     recognised
     * @param partials partial transcripts during the turn, each replacing the one before
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
     * The content of one response, in this order.
     *
     * @param says may be empty
     * @param lasts its duration; null for the pace of ordinary speech
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
     * A tool call.
     *
     * @param server the label of the MCP server that has the tool; null for a function of the
     *     client
     * @param arguments a JSON object, as JSON text
     */
    record Call(@Nullable String server, String function, String arguments) {
        /** Of a function of the client. */
        Call(String function, String arguments) {
            this(null, function, arguments);
        }
    }

    /**
     * An MCP server.
     *
     * @param label its label in the session
     * @param takes delay of listing its tools
     * @param fails why listing fails; empty when it does not
     */
    record Server(String label, List<ServerTool> tools, Duration takes, Optional<String> fails) {
        Server {
            tools = List.copyOf(tools);
        }
    }

    /**
     * A tool of a server.
     *
     * @param answers the result of every call
     * @param takes delay of a call
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
     * The delays of an answer.
     *
     * @param answer from the request for a response to its first words
     * @param words between one word and the next; zero sends all at once
     * @param speech from the words of a sentence to its audio
     * @param audio between two pieces of 100 ms of audio; zero sends it as fast as the client reads
     */
    record Delays(Duration answer, Duration words, Duration speech, Duration audio) {
        static final Delays NONE =
                new Delays(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /**
     * A part of the client's audio in which the service detects speech that nobody spoke: the
     * result is a turn without words.
     *
     * @param session number of its session, from 1; 0 for every one
     * @param at where it begins, in audio the client has sent
     */
    record Noise(int session, Duration at, Duration length) {}
}
