package dev.charla.conversation.tool;

import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.function.Schedule;
import dev.charla.conversation.request.ServiceRequests;
import dev.charla.conversation.state.ConversationEvent;
import dev.charla.conversation.state.ConversationState;
import dev.charla.conversation.state.Floor;
import dev.charla.conversation.state.Generation;
import dev.charla.conversation.state.Sound;
import dev.charla.protocol.item.CallId;
import java.util.HashSet;
import java.util.Set;

/**
 * That the agent is to speak about results of tools, which the service does not have it do by
 * itself. Any response covers that which begins after the service has taken the results.
 *
 * <p>Confined to the session's loop.
 */
final class AnswerDue {
    /** A service that refuses is not asked for ever. */
    private static final int MOST_REQUESTS = 3;

    private final ConversationControl control;
    private final ServiceRequests requests;

    /** Results that were sent and not told to be taken. */
    private final Set<CallId> sent = new HashSet<>();

    private boolean due;

    /** Whether the agent is to greet with it. */
    private boolean greets;

    /** Whether nothing is asked for, for now. */
    private boolean held;

    private boolean asked;
    private int times;

    AnswerDue(ConversationControl control, ServiceRequests requests) {
        this.control = control;
        this.requests = requests;
    }

    void sent(CallId call) {
        sent.add(call);
    }

    void taken(CallId call) {
        sent.remove(call);
    }

    void sessionOver() {
        sent.clear();
    }

    boolean waiting() {
        return due;
    }

    /** Asks for nothing meanwhile; what is due stays so. */
    void hold(boolean value) {
        held = value;
    }

    /** Another agent has taken over, and speaks as soon as nobody does. */
    void handedOff(boolean greeting) {
        begin();
        greets = greeting;
    }

    /** All results of a round are told. */
    void on(Schedule schedule) {
        switch (schedule) {
            case SILENT -> {}
            case SKIP_IF_BUSY -> {
                if (!held
                        && control.state() instanceof ConversationState.Live live
                        && free(live)
                        && live.sound() instanceof Sound.Silent) {
                    begin();
                }
            }
            case WHEN_IDLE -> begin();
            case INTERRUPT -> {
                begin();
                if (!held
                        && control.state() instanceof ConversationState.Live live
                        && live.floor() == Floor.OPEN) {
                    ask(new ConversationEvent.AnswerWanted());
                }
            }
        }
    }

    /** The caller wants nothing more of what is being made. */
    void notWanted() {
        if (asked) {
            over();
        }
    }

    /** Not the words for the time meanwhile, and not one that is stopped at once. */
    void responseBegan() {
        if (due
                && !requests.saying()
                && (asked || sent.isEmpty())
                && control.state() instanceof ConversationState.Live live
                && live.generation() instanceof Generation.Active) {
            over();
        }
    }

    void settled() {
        if (due && !held && control.state() instanceof ConversationState.Live live && free(live)) {
            if (times >= MOST_REQUESTS) {
                over();
            } else {
                ask(new ConversationEvent.ToolAnswered());
            }
        }
    }

    private void begin() {
        due = true;
        asked = false;
        times = 0;
    }

    private void over() {
        due = false;
        asked = false;
        greets = false;
    }

    private void ask(ConversationEvent how) {
        asked = true;
        times++;
        requests.hush();
        requests.greets(greets);
        control.on(how);
    }

    /** Whether the agent may be asked to speak, though it may still be heard. */
    private static boolean free(ConversationState.Live live) {
        return live.floor() == Floor.OPEN
                && live.generation() instanceof Generation.None
                && !live.answerWanted();
    }
}
