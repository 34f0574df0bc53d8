package dev.charla.conversation.browser;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text message to the page. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface PageMessage {
    /** The conversation is in another state now. */
    @JsonTypeName("state")
    record State(CallerState state) implements PageMessage {}

    /**
     * What one party said, whole: it replaces the caption with the same {@code item}.
     *
     * @param item names the caption; never shown
     * @param order captions are shown by rising order, whenever they come
     * @param text all words so far; empty and final: the caption is withdrawn
     * @param fin whether it will not change any more, but for {@code heard}
     * @param heard characters of {@code text} the caller heard before the answer was interrupted;
     *     null when it was not
     */
    @JsonTypeName("caption")
    record Caption(
            Role role,
            String item,
            long order,
            String text,
            @JsonProperty("final") boolean fin,
            @Nullable Integer heard)
            implements PageMessage {}

    /**
     * When a word of the agent's caption sounds; told before its audio, where the service knows.
     *
     * @param item of the caption
     * @param from where in the caption's text the word begins
     * @param to where it ends
     * @param sample where in the item's audio it begins, at 24 kHz
     * @param samples how long it sounds
     */
    @JsonTypeName("word")
    record Word(String item, int from, int to, long sample, long samples) implements PageMessage {}

    /**
     * The agent uses a tool, or has used it: replaces the card with the same {@code id}.
     *
     * @param order among the captions
     * @param input what it was given; null while that is not known, or nothing
     * @param result what came of it, or why it failed; null while it runs, or when nothing is told
     * @param tookMs how long it took; null while it runs
     */
    @JsonTypeName("tool")
    record Tool(
            String id,
            long order,
            String name,
            ToolStatus status,
            @Nullable String input,
            @Nullable String result,
            @Nullable Long tookMs)
            implements PageMessage {}

    /**
     * A value is asked for, which the caller may type instead of saying it. Comes again each time
     * that it is asked for or read back.
     *
     * @param id of the value; another one has another
     * @param kind {@code email}, {@code phone}, {@code name}, {@code date} or {@code code}
     */
    @JsonTypeName("capture")
    record Capture(String id, String kind) implements PageMessage {}

    /** The value is not asked for any more. */
    @JsonTypeName("capture.over")
    record CaptureOver(String id) implements PageMessage {}

    /**
     * The caller talks with another agent from here on.
     *
     * @param order among the captions
     * @param name of the agent
     * @param title what people call it
     */
    @JsonTypeName("agent")
    record Agent(long order, String name, String title) implements PageMessage {}

    /** How a tool is doing. */
    enum ToolStatus {
        @JsonProperty("running")
        RUNNING,
        /** It runs only once the caller agrees; the page answers with {@code approval}. */
        @JsonProperty("asking")
        ASKING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED
    }

    /**
     * The audio of a response begins; this comes before it.
     *
     * @param item the caption that holds its words
     */
    @JsonTypeName("playback.begin")
    record PlaybackBegin(long response, String item) implements PageMessage {}

    /**
     * Stop playing this response now, drop what is buffered of it and of those before, and answer
     * {@code playback.stopped}.
     *
     * <p>When several are unfinished, there is one of these for each, the newest first, and each is
     * answered with what was heard of it: none of one that was still waiting. The first answer for
     * a response counts.
     */
    @JsonTypeName("playback.stop")
    record PlaybackStop(long response) implements PageMessage {}

    /**
     * No more audio will come for this response.
     *
     * @param samples how many it has in all, at 24 kHz
     */
    @JsonTypeName("playback.end")
    record PlaybackEnd(long response, long samples) implements PageMessage {}

    /**
     * How long an answer took.
     *
     * @param turn counts the caller's turns from 1
     * @param response the response that answered
     * @param totalMs from the end of the caller's speech (or from sending the typed words) to the
     *     first audible sample
     * @param stages the parts of it, in the order they happened
     */
    @JsonTypeName("latency")
    record Latency(long turn, long response, long totalMs, List<Stage> stages)
            implements PageMessage {
        public Latency {
            stages = List.copyOf(stages);
        }

        /**
         * One part of the way to an answer.
         *
         * @param name one of {@code endpoint, transcript, response, first_text, first_audio_in,
         *     first_audio_out, audible}
         * @param atMs milliseconds after the end of speech at which the stage was reached
         */
        public record Stage(String name, long atMs) {}
    }

    /**
     * Something worth knowing that does not end the conversation.
     *
     * @param code for programs, from a closed list in docs/browser-leg.md
     * @param text a plain English sentence that says what to do
     * @param reason a sentence of the application's own, as it wrote it; null where there is none
     */
    @JsonTypeName("notice")
    record Notice(String code, String text, @Nullable String reason) implements PageMessage {
        /** Where the code says it all. */
        public Notice(String code, String text) {
            this(code, text, null);
        }
    }

    /** The answer to a ping: the connection carries something both ways. */
    @JsonTypeName("pong")
    record Pong() implements PageMessage {}

    /**
     * The conversation is over; the socket closes next.
     *
     * @param code {@code stopped}, {@code agent_ended}, or why it failed
     * @param text a plain English sentence that says what to do
     * @param failed whether something went wrong
     */
    @JsonTypeName("ended")
    record Ended(String code, String text, boolean failed) implements PageMessage {}

    /**
     * For the event log: one event on the service leg, without anything said in it.
     *
     * @param out whether Charla sent it
     * @param name the event's wire type
     * @param atMs milliseconds since the conversation began
     * @param detail ids, counts and codes, never words
     */
    @JsonTypeName("event")
    record Event(boolean out, String name, long atMs, @Nullable String detail)
            implements PageMessage {}

    /** Whose words. */
    enum Role {
        @JsonProperty("user")
        USER,
        @JsonProperty("agent")
        AGENT
    }
}
