package dev.charla.conversation.sound;

import dev.charla.conversation.browser.AudioFrame;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.control.Ending;
import dev.charla.conversation.options.ConversationLimits;
import dev.charla.conversation.page.PageLink;
import dev.charla.conversation.playout.Cut;
import dev.charla.conversation.playout.PageQueue;
import dev.charla.conversation.playout.Playout;
import dev.charla.conversation.playout.Playouts;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.json.AudioBytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The agent's voice on its way to the caller: numbers it, passes it to the page, stops it, and
 * learns what was heard.
 *
 * <p>Confined to the session's loop.
 */
public final class Playback {
    private static final Duration DRAIN_EVERY = Duration.ofMillis(20);

    /** The page tells how far it is four times a second; a little more than that may be unheard. */
    private static final long NEARLY_HEARD_SAMPLES = AudioFrame.SAMPLE_RATE_HZ * 3 / 10;

    private final ConversationControl control;
    private final PlaybackListener listener;
    private final ConversationLimits limits;
    private final PageLink page;
    private final Unheard unheard;
    private final Playouts playouts = new Playouts();
    private final PageQueue queue;
    private final Map<Long, Stop> stops = new HashMap<>();
    private SessionLoop.@Nullable Timer drainTimer;
    private boolean holding;

    /** When the page last took audio while some waited. */
    private long takenNanos;

    /** When the page last got further. */
    private long progressNanos;

    /**
     * Nothing is played yet.
     *
     * @param keepsUnheard whether a page may come back that has lost what was on its way
     */
    public Playback(
            ConversationControl control,
            PlaybackListener listener,
            ConversationLimits limits,
            PageLink page,
            boolean keepsUnheard) {
        this.control = control;
        this.listener = listener;
        this.limits = limits;
        this.page = page;
        this.unheard = new Unheard(keepsUnheard ? limits.heldForPageSamples() : 0);
        this.queue = new PageQueue(new Outlet());
    }

    /**
     * Audio of an answer came from the service.
     *
     * @return false when it comes too late, for its item was stopped or is over
     */
    public boolean audio(ResponseId response, ItemId item, int contentIndex, AudioBytes pcm) {
        var whole = wholeSamples(pcm);
        if (whole.length() == 0) {
            return true;
        }
        var playout = playouts.of(response, item, contentIndex);
        if (playout == null) {
            return false;
        }
        long offset = playout.receive(whole.length() / Short.BYTES);
        if (offset == 0) {
            progressNanos = control.nanos();
            listener.soundBegan(playout.number());
            control.tell(new PageMessage.PlaybackBegin(playout.number(), item.value()));
        }
        unheard.add(playout.number(), offset, whole);
        if (!queue.audio(playout.number(), offset, whole)) {
            pageHeldBack();
        }
        return true;
    }

    /** No more audio of this item comes. */
    public void audioDone(ItemId item, int contentIndex) {
        var playout = playouts.complete(item, contentIndex);
        if (playout != null) {
            progressNanos = control.nanos();
            queue.end(playout.number(), playout.receivedSamples());
        }
    }

    /** The response is over; so is the audio of its items. */
    public void responseOver(ResponseId response) {
        for (var playout : playouts.incomplete(response)) {
            audioDone(playout.item(), playout.contentIndex());
        }
    }

    /** Stops everything up to {@code newest}. */
    public void stop(long newest, boolean bySpeech) {
        queue.drop(newest);
        var stopped = playouts.stop(newest);
        for (var playout : stopped) {
            long number = playout.number();
            control.tell(new PageMessage.PlaybackStop(number));
            var timer =
                    control.after(
                            limits.stopAnswer(),
                            () -> cut(number, playouts.stoppedSilently(number), false));
            stops.put(number, new Stop(control.nanos(), bySpeech, timer));
        }
        stopped.forEach(playout -> listener.stopping(playout.response()));
    }

    /** A page is back: it is sent what was not heard, from where the last one had come to. */
    public void resume() {
        queue.drop(Long.MAX_VALUE);
        for (var playout : playouts.unfinished()) {
            if (!playout.stopping()) {
                resend(playout);
            }
        }
        progressNanos = control.nanos();
        if (!queue.isEmpty()) {
            pageHeldBack();
        }
    }

    private void resend(Playout playout) {
        for (var chunk : unheard.chunks()) {
            if (chunk.playout() == playout.number()) {
                var rest = Unheard.after(chunk, playout.heardSamples());
                if (rest != null) {
                    var _ = queue.audio(rest.playout(), rest.offset(), rest.pcm());
                }
            }
        }
        if (playout.complete()) {
            queue.end(playout.number(), playout.receivedSamples());
        }
    }

    /** The page began to play this one. */
    public @Nullable Playout started(long number) {
        progressNanos = control.nanos();
        return playouts.numbered(number);
    }

    /** The page says how far it is. */
    public void progress(long number, long samples) {
        var playout = playouts.numbered(number);
        if (playout == null) {
            return;
        }
        long before = playout.heardSamples();
        playouts.progress(number, samples);
        if (playout.heardSamples() > before) {
            forgetHeard();
            progressNanos = control.nanos();
            listener.heard(playout.response());
        }
    }

    /** The page has played all of this one. */
    public void finished(long number, long samples) {
        progress(number, samples);
        if (playouts.finished(number, samples)) {
            forgetHeard();
            progressNanos = control.nanos();
            listener.soundOver(number);
        }
    }

    /**
     * The page has stopped this one.
     *
     * @return false when nobody told it to, though it was being played
     */
    public boolean stopped(long number, long samples) {
        var playout = playouts.numbered(number);
        if (playout == null) {
            return true;
        }
        if (!playout.stopping()) {
            progress(number, samples);
            return false;
        }
        cut(number, playouts.stopped(number, samples), true);
        return true;
    }

    /** Looks for a page that has fallen silent; about once a second. */
    public void tick() {
        var head = playouts.oldest();
        if (head == null || !head.complete() || head.stopping() || page.away()) {
            return;
        }
        long unheard = head.receivedSamples() - head.heardSamples();
        var due =
                Duration.ofMillis(unheard * 1000 / AudioFrame.SAMPLE_RATE_HZ)
                        .plus(limits.playoutGrace());
        if (queue.isEmpty() && control.nanos() - progressNanos > due.toNanos()) {
            progressNanos = control.nanos();
            if (playouts.giveUp(head.number())) {
                forgetHeard();
                listener.pageSilent();
                listener.soundOver(head.number());
            }
        }
    }

    /** Whether the caller has heard all there is, while more was to come. */
    public boolean dry() {
        var head = playouts.oldest();
        return head != null
                && !head.complete()
                && head.receivedSamples() - head.heardSamples() <= NEARLY_HEARD_SAMPLES;
    }

    /** Items whose heard length is being asked for. */
    public Predicate<ItemId> beingCut() {
        return playouts::stopping;
    }

    /** Whether some of this response is on its way to the caller's ear. */
    public boolean unfinishedOf(ResponseId response) {
        return playouts.anyOf(response);
    }

    public int unfinished() {
        return playouts.size();
    }

    public Duration heldForPage() {
        return Duration.ofMillis(queue.heldSamples() * 1000 / AudioFrame.SAMPLE_RATE_HZ);
    }

    public boolean holdingService() {
        return holding;
    }

    private void cut(long number, @Nullable Cut cut, boolean told) {
        var stop = stops.remove(number);
        if (cut == null || stop == null) {
            return;
        }
        stop.timer().cancel();
        forgetHeard();
        var took = Duration.ofNanos(control.nanos() - stop.toldNanos());
        listener.cut(cut, stop.bySpeech(), took, told);
    }

    private void forgetHeard() {
        unheard.forget(chunk -> {
            var playout = playouts.numbered(chunk.playout());
            return playout == null ? -1 : playout.heardSamples();
        });
    }

    private void pageHeldBack() {
        if (drainTimer == null && !page.away()) {
            takenNanos = control.nanos();
            drainTimer = control.after(DRAIN_EVERY, this::drain);
        }
        hold();
    }

    private void drain() {
        drainTimer = null;
        if (page.away()) {
            return; // a page that comes back begins with what was not heard
        }
        if (queue.drain()) {
            takenNanos = control.nanos();
        }
        hold();
        if (queue.isEmpty()) {
            return;
        }
        if (control.nanos() - takenNanos > limits.pageStalled().toNanos()) {
            control.finish(Ending.PAGE_TOO_SLOW);
            return;
        }
        drainTimer = control.after(DRAIN_EVERY, this::drain);
    }

    private void hold() {
        long bound = limits.heldForPageSamples();
        boolean hold = queue.heldSamples() > (holding ? bound / 2 : bound);
        if (hold != holding) {
            holding = hold;
            listener.holdService(hold);
        }
    }

    private static AudioBytes wholeSamples(AudioBytes pcm) {
        if (pcm.length() % Short.BYTES == 0) {
            return pcm;
        }
        return AudioBytes.copyOf(
                ByteBuffer.wrap(pcm.toByteArray(), 0, pcm.length() - pcm.length() % Short.BYTES));
    }

    private record Stop(long toldNanos, boolean bySpeech, SessionLoop.Timer timer) {}

    private final class Outlet implements PageQueue.Outlet {
        @Override
        public boolean audio(long number, long sampleOffset, AudioBytes pcm) {
            if (!page.sendAudio(number, sampleOffset, pcm)) {
                return false;
            }
            var playout = playouts.numbered(number);
            if (sampleOffset == 0 && playout != null) {
                listener.audioTaken(playout.response());
            }
            return true;
        }

        @Override
        public void end(long number, long samples) {
            control.tell(new PageMessage.PlaybackEnd(number, samples));
        }
    }
}
