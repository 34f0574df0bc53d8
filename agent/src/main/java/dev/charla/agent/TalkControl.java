package dev.charla.agent;

import dev.charla.agent.browser.PageMessage;
import dev.charla.agent.talk.TalkEvent;
import dev.charla.agent.talk.TalkState;
import dev.charla.client.CloseCause;
import dev.charla.loop.SessionLoop;
import java.time.Duration;

/** What the parts of a conversation may ask of it. Confined to the session's loop. */
interface TalkControl {
    /** Where the talk is. */
    TalkState state();

    /** Something happened; the effects are carried out before the next event is taken. */
    void on(TalkEvent event);

    /** Tells the page, unless it is gone. */
    void tell(PageMessage message);

    /** Tells the page something that does not end the talk. */
    void notice(PageMessage.Notice notice);

    /** Ends the talk; the first call counts. */
    void finish(Ending ending);

    /**
     * The connection to the service is of no use any more; the talk tries to go on over another.
     */
    void serviceBroken(CloseCause cause);

    /** Runs {@code task} after {@code delay}, unless the talk is over by then. */
    SessionLoop.Timer after(Duration delay, Runnable task);

    /** Monotonic time. */
    long nanos();
}
