package dev.charla.boot.agent;

import java.security.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what agents are to know of a caller: their tools find it in the conversation's attributes,
 * and instructions may name it in braces. A bean of this type is asked.
 *
 * <p>Any thread. Asked once, when a conversation is asked for; may block then.
 */
@FunctionalInterface
public interface CallerAttributes {
    /**
     * What is known of a caller.
     *
     * @param caller as the application's login knows them, such as an {@code Authentication} of
     *     Spring Security; null where nobody signs in
     * @return no null in it
     */
    Map<String, Object> of(@Nullable Principal caller);
}
