package dev.charla.engine.response;

import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplySink;
import java.util.concurrent.locks.ReentrantLock;

/** Where the words of a response come from. Called on a virtual thread of the response's. */
@FunctionalInterface
public interface AnswerSource {
    void write(ReplySink sink) throws InterruptedException, ReplyException;

    /** Words that are known already. */
    static AnswerSource of(String text) {
        return sink -> sink.text(text);
    }

    /**
     * Words of a reply model.
     *
     * @param turn held while the model works, since a conversation serves one thread at a time and
     *     a cancelled answer may still be on its way out when the next one is wanted
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
