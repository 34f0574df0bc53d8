package dev.charla.engine.response;

import dev.charla.engine.reply.ReplyException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Words that are said while an answer takes its time.
 *
 * @param words the words
 * @param afterWaiting said when nothing else was said within this time; null: never
 * @param beforeCalls whether they are said before a function call when nothing else was said
 */
public record Interim(Words words, @Nullable Duration afterWaiting, boolean beforeCalls) {
    /** Source of the words. */
    public sealed interface Words {
        /** Given words. */
        record Known(String text) implements Words {}

        /** Words generated on demand. */
        record MadeUp(Maker maker) implements Words {}
    }

    /** Generates words. */
    @FunctionalInterface
    public interface Maker {
        /** Blocks; called on a virtual thread, which is interrupted to cancel. */
        String words() throws InterruptedException, ReplyException;
    }
}
