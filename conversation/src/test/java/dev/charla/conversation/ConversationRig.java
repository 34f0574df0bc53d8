package dev.charla.conversation;

import dev.charla.client.Addressee;
import dev.charla.client.ServiceTarget;
import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.page.CallerLeg;
import dev.charla.testkit.VirtualLoop;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation in virtual time between a page and a service made by hand. */
public final class ConversationRig {
    public static final int FRAME_BYTES = 960;

    public final VirtualLoop loop = new VirtualLoop();
    public final FakeService service = new FakeService();
    public final FakePage page;
    public final LiveConversation conversation;
    public final Counting observer = new Counting();
    public int over;

    public ConversationRig(ConversationOptions options) {
        this(options, Addressee.model("gpt-4o"));
    }

    public ConversationRig(ConversationOptions options, Addressee addressee) {
        page = new FakePage(loop, this::deliver);
        conversation =
                new LiveConversation(
                        options,
                        page,
                        service,
                        ServiceTarget.at(URI.create("http://127.0.0.1:9"), addressee).build(),
                        loop,
                        observer);
        conversation.whenOver(() -> over++);
    }

    /** A conversation in which both sides are ready. */
    public static ConversationRig ready() {
        return ready(ConversationOptions.builder().build());
    }

    public static ConversationRig ready(ConversationOptions options) {
        var conversation = new ConversationRig(options);
        conversation.start();
        conversation.run(conversation.service::ready);
        return conversation;
    }

    public void start() {
        run(conversation::start);
    }

    public void run(Runnable task) {
        loop.run(task);
    }

    public void passes(int millis) {
        loop.advance(Duration.ofMillis(millis));
    }

    /** The page's socket breaks; the page falls silent. */
    public void pageLost() {
        page.plays = false;
        run(() -> conversation.callerLost(page, false));
    }

    /** The browser cuts the page's socket as it begins to leave the page. */
    public void browserLeaves() {
        page.plays = false;
        run(() -> conversation.callerLost(page, true));
    }

    /** A page comes back on another socket. */
    public void back(CallerLeg leg) {
        run(() -> {
            if (!conversation.callerBack(leg)) {
                throw new AssertionError("the conversation is over");
            }
        });
    }

    public void page(CallerMessage message) {
        run(() -> conversation.callerMessage(message));
    }

    public void types(String text) {
        page(new CallerMessage.Text(text));
    }

    public void speaks(int frames) {
        run(() -> {
            for (int i = 0; i < frames; i++) {
                conversation.callerAudio(ByteBuffer.allocate(FRAME_BYTES));
            }
        });
    }

    /** A turn of the caller, and the answer in one burst. */
    public void turn(int number, String words, String answer, int answerMs) {
        run(() -> {
            service.hears("item_u" + number);
            service.hearsTheEnd("item_u" + number);
            service.understands("item_u" + number, words);
            service.answers("resp_" + number, "item_a" + number, answer, answerMs);
        });
    }

    private void deliver(CallerMessage message) {
        conversation.callerMessage(message);
    }

    /** Counts what is observed. */
    public static final class Counting implements ConversationObserver {
        int ended;
        int voids;
        int unknownEvents;
        int stops;
        int renewals;
        long staleSamples;
        long droppedBytes;
        public int lateTools;
        public final List<String> ruledBy = new ArrayList<>();
        public final List<String> steps = new ArrayList<>();
        public final List<String> failedGuards = new ArrayList<>();

        @Override
        public void guardRuled(String guard, boolean replaced) {
            ruledBy.add(guard);
        }

        @Override
        public void stepTaken(String flow, @Nullable String from, @Nullable String to) {
            steps.add(flow + ": " + from + " > " + to);
        }

        @Override
        public void guardFailed(String guard) {
            failedGuards.add(guard);
        }

        @Override
        public void toolLate() {
            lateTools++;
        }

        @Override
        public void ended(String code, boolean failed, Duration age) {
            ended++;
        }

        @Override
        public void turnVoid() {
            voids++;
        }

        @Override
        public void unknownEvent() {
            unknownEvents++;
        }

        @Override
        public void playbackStopped(boolean bySpeech, Duration took, boolean told) {
            stops++;
        }

        @Override
        public void sessionRenewed() {
            renewals++;
        }

        @Override
        public void staleAudio(long samples) {
            staleSamples += samples;
        }

        @Override
        public void callerAudioDropped(long bytes) {
            droppedBytes += bytes;
        }
    }
}
