package dev.charla.conversation.function;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent says while a tool works, so that the caller does not sit in silence.
 *
 * @param say word for word, one after the other; after the last comes the first again
 * @param after how much silence passes before the first
 * @param again how much silence passes before each of the others; null to say one only
 */
public record WaitingWords(List<String> say, Duration after, @Nullable Duration again) {
    public WaitingWords {
        say = List.copyOf(say);
        if (say.isEmpty() || say.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("what is said while a tool works needs words");
        }
        if (after.isNegative()) {
            throw new IllegalArgumentException("after must not be negative");
        }
        if (again != null && !again.isPositive()) {
            throw new IllegalArgumentException("again must be longer than nothing");
        }
    }
}
