package dev.charla.conversation;

import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.page.CallerLeg;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.json.AudioBytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A page that plays what it is given, in the loop's time, and says how far it is. */
public final class FakePage implements CallerLeg {
    private static final int TICK_MS = 50;
    private static final int TICK_SAMPLES = TICK_MS * FakeService.SAMPLES_PER_MS;

    public final List<PageMessage> messages = new ArrayList<>();
    public final List<Long> framesOf = new ArrayList<>();
    public boolean takesAudio = true;
    public boolean plays = true;
    public boolean answersStops = true;
    public int closes;
    public int closeCode;

    /** When something was heard for the length of a tick, in milliseconds of the loop. */
    public final List<Long> heardAtMs = new ArrayList<>();

    private final SessionLoop loop;
    private final Consumer<CallerMessage> up;
    private final TreeMap<Long, Track> tracks = new TreeMap<>();
    private final TreeMap<Long, Track> halted = new TreeMap<>();
    private final Map<Long, Long> told = new HashMap<>();
    private final Set<Long> stopped = new HashSet<>();
    private long stoppedUpTo;
    private long ticks;

    public FakePage(SessionLoop loop, Consumer<CallerMessage> up) {
        this.loop = loop;
        this.up = up;
        tick();
    }

    @Override
    public void send(PageMessage message) {
        if (closes > 0) {
            throw new AssertionError("sent after close: " + message);
        }
        messages.add(message);
        switch (message) {
            case PageMessage.PlaybackStop(var number) -> stop(number);
            case PageMessage.PlaybackEnd(var number, var samples) -> {
                var track = tracks.get(number);
                if (track == null || track.received != samples) {
                    throw new AssertionError("end of playout " + number + " does not fit");
                }
                track.whole = true;
            }
            case PageMessage _ -> {}
        }
    }

    @Override
    public boolean sendAudio(long response, long sampleOffset, AudioBytes pcm) {
        if (closes > 0 || response <= stoppedUpTo) {
            throw new AssertionError("audio of playout " + response + " after its stop");
        }
        if (!takesAudio) {
            return false;
        }
        var track = tracks.computeIfAbsent(response, _ -> new Track());
        if (track.received != sampleOffset) {
            throw new AssertionError("a gap at " + sampleOffset + ", not " + track.received);
        }
        track.received += pcm.length() / Short.BYTES;
        framesOf.add(response);
        return true;
    }

    @Override
    public void close(int code, String reason) {
        closes++;
        closeCode = code;
    }

    private void stop(long number) {
        if (!stopped.add(number)) {
            throw new AssertionError("playout " + number + " stopped twice");
        }
        stoppedUpTo = Math.max(stoppedUpTo, number);
        var dropped = tracks.headMap(number, true);
        halted.putAll(dropped);
        dropped.clear();
        var track = halted.remove(number);
        long heard = track == null ? 0 : track.heard;
        if (answersStops) {
            var _ =
                    loop.after(
                            Duration.ofMillis(20),
                            () -> up.accept(new CallerMessage.PlaybackStopped(number, heard)));
        }
    }

    private void tick() {
        if (closes > 0) {
            return;
        }
        var _ = loop.after(Duration.ofMillis(TICK_MS), this::tick);
        ticks++;
        var head = tracks.firstEntry();
        if (head == null || !plays || head.getKey() <= stoppedUpTo) {
            return;
        }
        play(head.getKey(), head.getValue());
    }

    private void play(long number, Track track) {
        long before = track.heard;
        track.heard = Math.min(track.received, before + TICK_SAMPLES);
        if (track.heard > before) {
            heardAtMs.add(loop.nanos() / 1_000_000);
        }
        if (before == 0 && track.heard > 0) {
            up.accept(new CallerMessage.PlaybackStarted(number));
        }
        if (track.whole && track.heard == track.received) {
            tracks.remove(number);
            up.accept(new CallerMessage.PlaybackFinished(number, track.heard));
        } else if (ticks % 5 == 0 && track.heard > before) {
            told.put(number, track.heard);
            up.accept(new CallerMessage.PlaybackProgress(number, track.heard));
        }
    }

    /** How far this playout had come when the page last said so. */
    public long progressOf(long number) {
        return told.getOrDefault(number, 0L);
    }

    public CallerState state() {
        return all(PageMessage.State.class).getLast().state();
    }

    public List<CallerState> states() {
        return all(PageMessage.State.class).stream().map(PageMessage.State::state).toList();
    }

    public List<String> notices() {
        return all(PageMessage.Notice.class).stream().map(PageMessage.Notice::code).toList();
    }

    public List<PageMessage.Caption> captions() {
        return all(PageMessage.Caption.class);
    }

    /** The latest caption of an item. */
    public PageMessage.Caption caption(String item) {
        return captions().stream().filter(c -> c.item().equals(item)).toList().getLast();
    }

    /** The texts shown, by order, as a page shows them in the end. */
    public List<String> shown() {
        var lines = new TreeMap<Long, String>();
        captions().forEach(caption -> lines.put(caption.order(), caption.text()));
        return lines.values().stream().filter(text -> !text.isEmpty()).toList();
    }

    public <T extends PageMessage> List<T> all(Class<T> kind) {
        return messages.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static final class Track {
        private long received;
        private long heard;
        private boolean whole;
    }
}
