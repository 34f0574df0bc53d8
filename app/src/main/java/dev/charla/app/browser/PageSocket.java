package dev.charla.app.browser;

import dev.charla.agent.CallerLeg;
import dev.charla.agent.Conversation;
import dev.charla.agent.Ending;
import dev.charla.agent.browser.AudioFrame;
import dev.charla.agent.browser.CallerMessage;
import dev.charla.agent.browser.PageMessage;
import dev.charla.app.net.PeerSocket;
import dev.charla.app.net.SocketListener;
import dev.charla.protocol.AudioBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.io.InputStream;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The page's end of a conversation on a socket. Confined to the socket's loop. */
final class PageSocket implements CallerLeg, SocketListener {
    /** Audio that may wait for a slow page: ten seconds at 48,000 bytes a second. */
    private static final long MOST_WAITING_AUDIO_BYTES = 10 * 48_000L;

    private final PeerSocket socket;
    private final JsonMapper json;
    private final Conversation conversation;
    private final Runnable over;

    /**
     * @param conversations makes the conversation, given this leg
     * @param over called once, when the socket is gone
     */
    PageSocket(
            PeerSocket socket,
            JsonMapper json,
            Function<CallerLeg, Conversation> conversations,
            Runnable over) {
        this.socket = socket;
        this.json = json;
        this.over = over;
        this.conversation = conversations.apply(this);
    }

    Conversation conversation() {
        return conversation;
    }

    @Override
    public void send(PageMessage message) {
        socket.sendText(json.writerFor(PageMessage.class).writeValueAsBytes(message));
    }

    @Override
    public boolean sendAudio(long response, long sampleOffset, AudioBytes pcm) {
        if (socket.pendingBytes() > MOST_WAITING_AUDIO_BYTES) {
            return false;
        }
        ByteBuf frame = socket.allocator().buffer(AudioFrame.HEADER_BYTES + pcm.length());
        frame.writeIntLE((int) response);
        frame.writeIntLE((int) sampleOffset);
        frame.writeBytes(pcm.asReadOnlyByteBuffer());
        socket.sendBinary(frame);
        return true;
    }

    @Override
    public void close(int code, String reason) {
        socket.close(code, reason);
    }

    @Override
    public void text(ByteBuf utf8) {
        CallerMessage message;
        try {
            message =
                    json.readValue((InputStream) new ByteBufInputStream(utf8), CallerMessage.class);
        } catch (JacksonException e) {
            conversation.end(Endings.UNREADABLE);
            return;
        }
        conversation.callerMessage(message);
    }

    @Override
    public void binary(ByteBuf bytes) {
        conversation.callerAudio(bytes.nioBuffer());
    }

    @Override
    public void writable() {
        // The conversation offers what was not taken again by itself.
    }

    @Override
    public void closed() {
        conversation.callerGone();
        over.run();
    }

    /** How a talk ends because of what the page sent. */
    private static final class Endings {
        static final Ending UNREADABLE =
                new Ending(
                        "bad_message",
                        "The page sent a message that is no JSON of the kind docs/browser-leg.md"
                                + " shows. Reload the page.",
                        true,
                        1003);
    }
}
