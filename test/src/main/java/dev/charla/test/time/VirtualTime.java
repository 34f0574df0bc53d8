package dev.charla.test.time;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * Time that tools take in a rehearsal. It passes for everybody in the conversation, and not for who
 * runs the test.
 */
public final class VirtualTime {
    private VirtualTime() {}

    /**
     * Gives {@code value} once {@code time} has passed in the conversation. For a tool, or what
     * stands in for what a tool calls: {@code given(calendar.free(any())).willAnswer(_ ->
     * after(ofSeconds(4), slots))}.
     *
     * @throws CancellationException when the call is given up meanwhile, as at its deadline
     * @throws IllegalStateException on a thread that no tool was called on
     */
    public static <T> T after(Duration time, T value) {
        var task = OrderedThreads.current();
        if (task == null) {
            throw new IllegalStateException(
                    "Only a tool that is called in a rehearsal can take virtual time.");
        }
        try {
            task.passes(time);
            return value;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException)
                    new CancellationException("The call was given up.").initCause(e);
        }
    }
}
