package dev.charla.boot.agent;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Says with which agents a caller may talk. Without a bean of this type, everybody with all. A page
 * is told of no other agent, a conversation with one is refused, and so is a hand-off.
 *
 * <p>Any thread. Asked when a page loads and once for each agent when a conversation is asked for;
 * may block then.
 */
@FunctionalInterface
public interface AgentAccess {
    /**
     * Whether the caller may talk with the agent.
     *
     * @param agent its name
     * @param caller as the application's login knows them, such as an {@code Authentication} of
     *     Spring Security; null where nobody signs in
     */
    boolean allows(String agent, @Nullable Principal caller);
}
