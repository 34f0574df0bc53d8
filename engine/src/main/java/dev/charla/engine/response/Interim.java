package dev.charla.engine.response;

import dev.charla.engine.reply.ReplyException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is said while an answer takes its time.
 *
 * @param words what it is
 * @param afterWaiting said when nothing else was by then; null for never
 * @param beforeCalls whether it is said when a function is called and nothing else was said
 */
public record Interim(Words words, @Nullable Duration afterWaiting, boolean beforeCalls) {
    /** Where its words come from. */
    public sealed interface Words {
        /** They are there. */
        record Known(String text) implements Words {}

        /** They are made up when they are needed. */
        record MadeUp(Maker maker) implements Words {}
    }

    /** Makes words up. */
    @FunctionalInterface
    public interface Maker {
        /** Blocks; called on a virtual thread, which is interrupted when nobody waits any more. */
        String words() throws InterruptedException, ReplyException;
    }
}
