package dev.charla.boot.browser;

import dev.charla.conversation.LiveConversation;
import dev.charla.conversation.browser.AudioFrame;
import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.control.Ending;
import dev.charla.conversation.page.CallerLeg;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.wire.PeerSocket;
import dev.charla.wire.SocketListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The page's end of a conversation on a socket. A conversation lives on the loop of its first
 * socket; a page that comes back may be served by another one. Then what passes is handed from loop
 * to loop, in order; otherwise it is passed straight on.
 */
final class PageSocket implements CallerLeg, SocketListener {
    /** Audio that may wait for a slow page: ten seconds at 48,000 bytes a second. */
    private static final long MOST_WAITING_AUDIO_BYTES = 10 * 48_000L;

    /**
     * A page that means to leave closes with this code; browsers that leave or fail have others.
     */
    private static final int LEFT = 1000;

    /** A browser that begins to leave the page, and sometimes stays: Firefox, before a download. */
    private static final int LEAVING = 1001;

    private final PeerSocket socket;
    private final PageJson json;
    private final LiveConversation conversation;
    private final SessionLoop conversationLoop;
    private final boolean sameLoop;
    private final MessageAllowance allowance;

    /** Handed to the socket's loop and not written yet, where the loops are two. */
    private final AtomicLong handedBytes = new AtomicLong();

    /** What waited in the socket when its loop last looked, where the loops are two. */
    private volatile long waitedBytes; // read on the conversation's loop

    /**
     * @param conversations makes the conversation, or finds the one that goes on, given this leg
     * @param conversationLoop the conversation's
     */
    PageSocket(
            PeerSocket socket,
            PageJson json,
            Function<CallerLeg, LiveConversation> conversations,
            SessionLoop conversationLoop,
            MessageAllowance allowance) {
        this.socket = socket;
        this.json = json;
        this.conversationLoop = conversationLoop;
        this.sameLoop = socket.loop().equals(conversationLoop);
        this.allowance = allowance;
        this.conversation = conversations.apply(this);
    }

    LiveConversation conversation() {
        return conversation;
    }

    @Override
    public void send(PageMessage message) {
        byte[] utf8 = json.write(message);
        onSocket(() -> socket.sendText(utf8));
    }

    @Override
    public boolean sendAudio(long response, long sampleOffset, AudioBytes pcm) {
        if (sameLoop) {
            if (socket.pendingBytes() > MOST_WAITING_AUDIO_BYTES) {
                return false;
            }
            write(response, sampleOffset, pcm);
            return true;
        }
        if (waitedBytes + handedBytes.get() > MOST_WAITING_AUDIO_BYTES) {
            onSocket(() -> waitedBytes = socket.pendingBytes());
            return false;
        }
        handedBytes.addAndGet(pcm.length());
        onSocket(() -> {
            write(response, sampleOffset, pcm);
            waitedBytes = socket.pendingBytes();
            handedBytes.addAndGet(-pcm.length());
        });
        return true;
    }

    private void write(long response, long sampleOffset, AudioBytes pcm) {
        ByteBuf frame = socket.binary(AudioFrame.HEADER_BYTES + pcm.length());
        frame.writeIntLE((int) response);
        frame.writeIntLE((int) sampleOffset);
        pcm.writeTo(frame::writeBytes);
        socket.sendBinary(frame);
    }

    @Override
    public void close(int code, String reason) {
        onSocket(() -> socket.close(code, reason));
    }

    @Override
    public void text(ByteBuf utf8) {
        if (!allowed(utf8)) {
            return;
        }
        CallerMessage message = json.read(new ByteBufInputStream(utf8));
        if (message == null) {
            onConversation(() -> conversation.end(Endings.UNREADABLE));
            return;
        }
        onConversation(() -> conversation.callerMessage(message));
    }

    @Override
    public void binary(ByteBuf bytes) {
        if (!allowed(bytes)) {
            return;
        }
        if (sameLoop) {
            conversation.callerAudio(bytes.nioBuffer());
        } else {
            byte[] copy = ByteBufUtil.getBytes(bytes);
            onConversation(() -> conversation.callerAudio(ByteBuffer.wrap(copy)));
        }
    }

    @Override
    public void writable() {
        // The conversation offers what was not taken again by itself.
    }

    @Override
    public void closed() {
        int code = socket.peerCloseCode();
        onConversation(() -> {
            if (code == LEFT) {
                conversation.callerGone(this);
            } else {
                conversation.callerLost(this, code == LEAVING);
            }
        });
    }

    private boolean allowed(ByteBuf message) {
        if (allowance.take(message.readableBytes())) {
            return true;
        }
        onConversation(() -> conversation.end(Endings.FLOODED));
        return false;
    }

    private void onConversation(Runnable task) {
        run(sameLoop, conversationLoop, task);
    }

    private void onSocket(Runnable task) {
        run(sameLoop, socket.loop(), task);
    }

    private static void run(boolean here, SessionLoop loop, Runnable task) {
        if (here) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    /** How a conversation ends because of what the page sent. */
    private static final class Endings {
        static final Ending UNREADABLE =
                new Ending(
                        "bad_message",
                        "The page sent a message that is no JSON of the kind docs/browser-leg.md"
                                + " shows. Reload the page.",
                        true,
                        1003);

        static final Ending FLOODED =
                new Ending(
                        "too_many_messages",
                        "The page sent far more than a person can say. Reload the page.",
                        true,
                        1008);
    }
}
