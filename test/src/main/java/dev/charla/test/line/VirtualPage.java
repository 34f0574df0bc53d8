package dev.charla.test.line;

import dev.charla.conversation.LiveConversation;
import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.page.CallerLeg;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.test.report.Recording;
import dev.charla.test.report.Recording.Entry;
import dev.charla.test.report.Recording.Lane;
import dev.charla.test.report.Recording.Word;
import dev.charla.test.sound.LoudnessDetector;
import dev.charla.test.sound.TonalListener;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A page without a browser, and the ears of who uses it: sends 20 ms of the microphone at a time,
 * plays what it is given at the pace of the loop's time, says how far it is, and listens to what it
 * plays. Confined to the loop.
 */
public final class VirtualPage {
    /** A page says how far it is about four times a second. */
    private static final int PROGRESS_FRAMES = 12;

    private final SessionLoop loop;
    private final Recording recording;
    private final long beganNanos;
    private final Microphone microphone = new Microphone();
    private final TonalListener ears;
    private final TreeMap<Long, Track> tracks = new TreeMap<>();
    private final Map<String, PageMessage.Caption> captions = new LinkedHashMap<>();
    private final Map<String, PageMessage.Tool> tools = new LinkedHashMap<>();
    private final List<PageMessage.Latency> latencies = new ArrayList<>();
    private final List<String> agents = new ArrayList<>();
    private final List<Boolean> agentDue = new ArrayList<>();
    private @Nullable LiveConversation conversation;
    private Socket socket = new Socket();
    private boolean connected = true;
    private CallerState state = CallerState.IDLE;
    private PageMessage.@Nullable Ended ended;
    private long stoppedUpTo = -1;
    private SessionLoop.@Nullable Timer next;

    /** A page whose time begins now. */
    public VirtualPage(SessionLoop loop, Recording recording) {
        this.loop = loop;
        this.recording = recording;
        this.beganNanos = loop.nanos();
        this.ears =
                new TonalListener(
                        Recording.RATE_HZ,
                        (text, from, to) -> recording.add(new Word(text, time(from), time(to))));
    }

    private static Duration time(long sample) {
        return Duration.ofNanos(sample * 1_000_000_000L / Recording.RATE_HZ);
    }

    /** The page's present socket. */
    public CallerLeg leg() {
        return socket;
    }

    /** The page is open, in that conversation; its microphone is on from now on. */
    public void open(LiveConversation with) {
        conversation = with;
        tick();
    }

    /** Nobody looks at the page any more. Idempotent. */
    public void close() {
        connected = false;
        if (next != null) {
            next.cancel();
        }
    }

    /** What is spoken into the page. */
    public Microphone microphone() {
        return microphone;
    }

    /** What the page shows of the conversation. */
    public CallerState state() {
        return state;
    }

    /** Why the conversation is over; null while it is not. */
    public PageMessage.@Nullable Ended ended() {
        return ended;
    }

    /** Captions by their order, without those that were withdrawn. */
    public List<PageMessage.Caption> captions() {
        return captions.values().stream()
                .filter(caption -> !caption.text().isEmpty())
                .sorted(Comparator.comparingLong(PageMessage.Caption::order))
                .toList();
    }

    /** The latest card that asks the caller; null when none does. */
    public PageMessage.@Nullable Tool asking() {
        PageMessage.Tool last = null;
        for (var tool : tools.values()) {
            if (tool.status() == PageMessage.ToolStatus.ASKING) {
                last = tool;
            }
        }
        return last;
    }

    /** How long answers took, in order. */
    public List<PageMessage.Latency> latencies() {
        return latencies;
    }

    /** Names of the agents that the caller was handed to, in order. */
    public List<String> agents() {
        return agents;
    }

    /** Whether the agent was to be heard in that frame, or what it waits for was at work. */
    public boolean agentDue(int frame) {
        return agentDue.get(frame);
    }

    /** Sends what somebody does on the page. */
    public void send(CallerMessage message) {
        if (conversation != null && connected) {
            conversation.callerMessage(message);
        }
    }

    /** The socket breaks. What was buffered is not played. */
    public void loseConnection() {
        connected = false;
        tracks.clear();
        if (conversation != null) {
            conversation.callerLost(socket, false);
        }
    }

    /**
     * The page has a socket again.
     *
     * @return false when the conversation is over
     */
    public boolean comeBack() {
        socket = new Socket();
        connected = true;
        return conversation != null && conversation.callerBack(socket);
    }

    private void tick() {
        if (ended != null) {
            return;
        }
        next = loop.after(Recording.FRAME, this::tick);
        var said = microphone.next();
        var heard = play();
        ears.hear(heard, 0, heard.length);
        recording.sound(said, heard);
        agentDue.add(isAgentDue());
        if (connected && conversation != null && !microphone.muted()) {
            conversation.callerAudio(bytes(said));
        }
    }

    private boolean isAgentDue() {
        return switch (state) {
            case IDLE, READY, ENDED, FAILED ->
                    tools.values().stream()
                            .anyMatch(tool -> tool.status() == PageMessage.ToolStatus.RUNNING);
            case CONNECTING, LISTENING, PROCESSING, SPEAKING, RECONNECTING -> true;
        };
    }

    private static ByteBuffer bytes(short[] samples) {
        var bytes =
                ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes;
    }

    private short[] play() {
        var head = tracks.firstEntry();
        if (head == null) {
            return Recording.silence();
        }
        var track = head.getValue();
        long number = head.getKey();
        var heard = track.next();
        if (heard.length > 0 && !track.started) {
            track.started = true;
            later(new CallerMessage.PlaybackStarted(number));
        }
        if (track.whole && track.waiting() == 0) {
            tracks.remove(number);
            later(new CallerMessage.PlaybackFinished(number, track.played));
        } else if (heard.length > 0 && ++track.frames % PROGRESS_FRAMES == 0) {
            later(new CallerMessage.PlaybackProgress(number, track.played));
        }
        return heard.length == 0
                ? Recording.silence()
                : Arrays.copyOf(heard, Recording.FRAME_SAMPLES);
    }

    /** What the page says by itself, which never comes within a call of the conversation's. */
    private void later(CallerMessage message) {
        loop.execute(() -> send(message));
    }

    private void note(Lane lane, String text) {
        recording.add(new Entry(now(), null, lane, text));
    }

    private Duration now() {
        return Duration.ofNanos(loop.nanos() - beganNanos);
    }

    /** One answer's audio. */
    private static final class Track {
        private short[] samples = new short[Recording.RATE_HZ];
        private int end;
        private int at;
        private long played;
        private int frames;
        private boolean started;
        private boolean whole;

        Track(long offset) {
            played = offset;
            started = offset > 0;
        }

        void add(AudioBytes pcm) {
            int count = pcm.length() / Short.BYTES;
            if (end + count > samples.length) {
                samples = Arrays.copyOf(samples, Math.max(samples.length * 2, end + count));
            }
            pcm.asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(samples, end, count);
            end += count;
        }

        int waiting() {
            return end - at;
        }

        short[] next() {
            int count = Math.min(waiting(), Recording.FRAME_SAMPLES);
            var frame = Arrays.copyOfRange(samples, at, at + count);
            at += count;
            played += count;
            return frame;
        }
    }

    /** One socket of the page. */
    private final class Socket implements CallerLeg {
        private final Map<PageMessage.ToolStatus, String> said = new HashMap<>();

        Socket() {
            said.put(PageMessage.ToolStatus.RUNNING, "runs");
            said.put(PageMessage.ToolStatus.ASKING, "asks the caller first");
            said.put(PageMessage.ToolStatus.DONE, "is done");
            said.put(PageMessage.ToolStatus.FAILED, "failed");
        }

        @Override
        public void send(PageMessage message) {
            switch (message) {
                case PageMessage.State(var now) -> {
                    if (now != state) {
                        note(Lane.STATE, now.name().toLowerCase(Locale.ROOT));
                    }
                    state = now;
                }
                case PageMessage.Caption caption -> captions.put(caption.item(), caption);
                case PageMessage.Tool tool -> tool(tool);
                case PageMessage.Agent(_, var name, var title) -> {
                    agents.add(name);
                    note(Lane.NOTE, "handed to " + title);
                }
                case PageMessage.Latency latency -> latencies.add(latency);
                case PageMessage.Notice notice ->
                        note(Lane.NOTE, notice.code() + ": " + notice.text());
                case PageMessage.Ended end -> {
                    ended = end;
                    note(Lane.NOTE, end.code() + ": " + end.text());
                }
                case PageMessage.PlaybackStop(var number) -> stop(number);
                case PageMessage.PlaybackEnd(var number, _) ->
                        tracks.computeIfAbsent(number, _ -> new Track(0)).whole = true;
                case PageMessage _ -> {}
            }
        }

        private void tool(PageMessage.Tool tool) {
            var before = tools.put(tool.id(), tool);
            if (before == null || before.status() != tool.status()) {
                var input = tool.input() == null ? "" : " " + tool.input();
                var result = tool.result() == null ? "" : ": " + tool.result();
                note(Lane.TOOL, tool.name() + input + " " + said.get(tool.status()) + result);
            }
        }

        private void stop(long number) {
            stoppedUpTo = Math.max(stoppedUpTo, number);
            var track = tracks.get(number);
            tracks.headMap(number, true).clear();
            later(new CallerMessage.PlaybackStopped(number, track == null ? 0 : track.played));
        }

        @Override
        public boolean sendAudio(long response, long sampleOffset, AudioBytes pcm) {
            if (response > stoppedUpTo) {
                tracks.computeIfAbsent(response, _ -> new Track(sampleOffset)).add(pcm);
            }
            return true;
        }

        @Override
        public void close(int code, String reason) {
            if (this == socket) {
                connected = false;
            }
        }
    }

    /** Whether the agent was heard in that frame. */
    public static boolean isLoud(short[] frame) {
        return LoudnessDetector.isLoud(frame, 0, frame.length);
    }
}
