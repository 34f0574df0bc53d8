package dev.charla.conversation.control;

import dev.charla.client.CloseCause;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.state.ConversationEvent;
import dev.charla.conversation.state.ConversationState;
import dev.charla.loop.SessionLoop;
import java.time.Duration;

/** What the parts of a conversation may ask of it. Confined to the session's loop. */
public interface ConversationControl {
    /** Where the conversation is. */
    ConversationState state();

    /** Something happened; the effects are carried out before the next event is taken. */
    void on(ConversationEvent event);

    /** Tells the page, unless it is gone. */
    void tell(PageMessage message);

    /** Tells the page something that does not end the conversation. */
    void notice(PageMessage.Notice notice);

    /** Ends the conversation; the first call counts. */
    void finish(Ending ending);

    /**
     * The connection to the service is of no use any more; the conversation tries to go on over
     * another.
     */
    void serviceBroken(CloseCause cause);

    /** Runs {@code task} after {@code delay}, unless the conversation is over by then. */
    SessionLoop.Timer after(Duration delay, Runnable task);

    /** Monotonic time. */
    long nanos();
}
