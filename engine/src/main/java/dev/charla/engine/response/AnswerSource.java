package dev.charla.engine.response;

import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplySink;
import java.util.concurrent.locks.ReentrantLock;

/** Source of a response's words. Called on a virtual thread of the response. */
@FunctionalInterface
public interface AnswerSource {
    void write(ReplySink sink) throws InterruptedException, ReplyException;

    /** Given words. */
    static AnswerSource of(String text) {
        return sink -> sink.text(text);
    }

    /**
     * Words of a reply model.
     *
     * @param turn a lock held while the model works: a conversation serves one thread at a time,
     *     and a cancelled answer may still be ending when the next one starts
     */
    static AnswerSource of(ReplyModel.Dialogue dialogue, ReplyRequest request, ReentrantLock turn) {
        return sink -> {
            turn.lockInterruptibly();
            try {
                dialogue.reply(request, sink);
            } finally {
                turn.unlock();
            }
        };
    }
}
