package dev.charla.conversation.page;

import dev.charla.conversation.browser.PageMessage;
import dev.charla.protocol.json.AudioBytes;

/**
 * The way to the caller's page, as a conversation sees it. All calls come on the session's loop and
 * must not block.
 *
 * <p>What is sent goes out in the order of the calls, audio and messages alike.
 */
public interface CallerLeg {
    /** Sends a message. Messages are never dropped; a leg that cannot hold them ends itself. */
    void send(PageMessage message);

    /**
     * Sends audio of a response, to be framed as {@link dev.charla.conversation.browser.AudioFrame}
     * says.
     *
     * @param response the number the page knows it by; fits into 32 bits, unsigned
     * @param sampleOffset of the first sample within the response; fits likewise
     * @param pcm PCM16 little-endian, mono, 24 kHz
     * @return false when the leg holds as much as it may: nothing was taken, the conversation keeps
     *     it and offers it again
     */
    boolean sendAudio(long response, long sampleOffset, AudioBytes pcm);

    /**
     * Sends what waits, then closes. Called once, and nothing is sent afterwards.
     *
     * @param code WebSocket close code
     * @param reason at most 123 bytes of UTF-8
     */
    void close(int code, String reason);
}
