package dev.charla.conversation.tool;

import dev.charla.conversation.browser.PageMessage.ToolStatus;
import dev.charla.conversation.caption.Captions;
import dev.charla.conversation.capture.Capture;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.flow.ExitTool;
import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.Schedule;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.conversation.request.ServiceRequests;
import dev.charla.conversation.state.ConversationEvent;
import dev.charla.conversation.state.ConversationState;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.item.CallId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ItemStatus;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.response.ResponseStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the application's own tools as the agent calls them, each on a thread of its own, and tells
 * the agent what came of it: one result for each call, and one response for all calls of a
 * response. What comes after the deadline, or after the conversation, is dropped.
 *
 * <p>A call outlives the session that made it: what it brings is then told to the session of the
 * time, as what was done before it.
 *
 * <p>Confined to the session's loop, but for the tools themselves.
 */
public final class FunctionCalls {
    private static final Logger LOG = LoggerFactory.getLogger(FunctionCalls.class);

    /** Threads of one conversation, those included that do not heed an interrupt. */
    static final int MOST_AT_WORK = 16;

    /** Calls of which another event may still come; a response makes a handful. */
    private static final int REMEMBERED = 256;

    private final ConversationControl control;
    private final ConversationObserver observer;
    private final Captions captions;
    private final ToolMemory memory;
    private final ServiceRequests requests;
    private final SessionLoop loop;
    private final Conversation conversation;
    private final Exits exits;
    private FunctionTools tools;
    private final AnswerDue due;
    private final WorkingWords words;
    private final Questions questions;
    private final Approvals approvals;

    private final Map<ResponseId, Round> rounds = new LinkedHashMap<>();
    private final Set<FunctionCall> open = new LinkedHashSet<>();
    private final SameCalls same = new SameCalls();

    /** Calls of the present session by what it knows them by, also those that are answered. */
    private final Map<CallId, FunctionCall> ofSession = new LinkedHashMap<>();

    /** The tools of the agent that made a response, of the last few. */
    private final Map<ResponseId, FunctionTools> toolsOf = new LinkedHashMap<>();

    /** Names of tools that were offered before the present ones. */
    private final Set<String> formerly = new LinkedHashSet<>();

    private int atWork;
    private boolean held;
    private boolean closed;

    public FunctionCalls(
            ConversationControl control,
            ConversationObserver observer,
            Captions captions,
            ToolMemory memory,
            ServiceRequests requests,
            SessionLoop loop,
            FunctionTools tools,
            Conversation conversation,
            Exits exits) {
        this.control = control;
        this.observer = observer;
        this.captions = captions;
        this.memory = memory;
        this.requests = requests;
        this.loop = loop;
        this.tools = tools;
        this.conversation = conversation;
        this.exits = exits;
        this.due = new AnswerDue(control, requests);
        this.words = new WorkingWords(control, requests);
        this.questions = new Questions(control, requests);
        this.approvals =
                new Approvals(control, open, this::run, this::finish, this::settled, this::tell);
    }

    /**
     * A call is complete; told of several times, it counts once.
     *
     * @param stopped whether the caller stopped the response that made it
     */
    public void called(ResponseId response, Item.FunctionCall item, boolean stopped) {
        var offered = toolsOf.getOrDefault(response, tools);
        if (offered.isEmpty()
                || closed
                || ItemStatus.INCOMPLETE.equals(item.status())
                || ofSession.containsKey(item.callId())) {
            return;
        }
        var round = rounds.computeIfAbsent(response, _ -> new Round());
        round.began();
        var call =
                new FunctionCall(
                        item.callId(),
                        item.name(),
                        item.arguments(),
                        round,
                        captions.place(),
                        control.nanos());
        remember(call);
        var refusal = Refusals.of(call, offered, stopped, formerly);
        if (refusal == null) {
            refusal = Refusals.ofExit(call, open, exits);
        }
        open.add(call);
        if (refusal == null) {
            begin(call);
        } else {
            finish(call, refusal);
        }
    }

    /**
     * A response is over: its calls are all known.
     *
     * @return whether there are any
     */
    public boolean responseOver(ResponseId response, ResponseStatus status, List<Item> output) {
        if (ResponseStatus.COMPLETED.equals(status)) {
            for (var item : output) {
                if (item instanceof Item.FunctionCall call) {
                    called(response, call, false);
                }
            }
        }
        if (requests.serviceSpeaksForTools() && !requests.saying()) {
            words.saidByService(open, output);
        }
        var round = rounds.remove(response);
        if (round != null) {
            round.over();
            completed(round);
        }
        return round != null;
    }

    /** The service began a response; whether it was taken shows in the state. */
    public void responseBegan(ResponseId response) {
        if (toolsOf.size() >= REMEMBERED) {
            toolsOf.remove(toolsOf.keySet().iterator().next());
        }
        toolsOf.put(response, tools);
        if (questions.unwanted()) {
            // What the caller says now is for the question; the agent is told what came of it.
            control.on(new ConversationEvent.Interrupted());
        } else {
            due.responseBegan();
        }
    }

    /** Asks the service for nothing meanwhile; tools go on, and their results are told. */
    public void hold(boolean value) {
        held = value;
        due.hold(value);
    }

    /**
     * Another agent has taken over; what calls were made before is answered as it was offered.
     *
     * @param greets whether it speaks its greeting next, and not to what was said
     */
    public void handedOff(FunctionTools next, boolean greets) {
        offer(next);
        due.handedOff(greets);
    }

    /** The agent has other tools from now on, about which it says nothing. */
    public void offer(FunctionTools next) {
        tools.tools().forEach(tool -> formerly.add(tool.name()));
        tools = next;
    }

    /** The agent says this once nobody speaks, if a tool is still at work by then. */
    public void progress(String said) {
        words.progress(said);
    }

    /** The agent says this once nobody speaks. */
    public void say(String said) {
        words.say(said);
    }

    /** The service has taken an item into the conversation. */
    public void created(Item item) {
        if (item instanceof Item.FunctionCallOutput output) {
            due.taken(output.callId());
        }
    }

    /** The caller speaks, or pressed <em>Interrupt</em>. */
    public void interrupted(boolean bySpeech) {
        if (!bySpeech) {
            due.notWanted();
        }
        for (var call : List.copyOf(open)) {
            if (call.running() && call.known().manner().cancellable()) {
                interrupt(call);
                finish(
                        call,
                        Outcome.failure("The tool was stopped, since the caller interrupted.")
                                .on(bySpeech ? Schedule.WHEN_IDLE : Schedule.SILENT));
            }
        }
    }

    /** What the caller decided about the tool on a card; false when that is none of these. */
    public boolean decided(String card, boolean approved) {
        boolean ofThese = approvals.decided(card, approved);
        settled();
        return ofThese;
    }

    /** The caller begins to say something, which may be for a tool. */
    public void speechBegan(ItemId item) {
        questions.speechBegan(item);
        approvals.speechBegan(item);
    }

    /** The caller's words in what they said; those from before a question are none for it. */
    public void heard(ItemId item, String said) {
        if (!questions.heard(item, said)) {
            approvals.heard(item, said);
        }
    }

    /** The caller's words as they typed them. */
    public void typed(String said) {
        if (!questions.typed(said)) {
            approvals.typed(said);
        }
    }

    /** Whether a tool waits for what the caller says now, so that the agent is not to answer. */
    public boolean asksCaller() {
        return questions.asked();
    }

    /** The page was away: it is asked again what is not decided. */
    public void tellAgain() {
        approvals.tellAgain();
        questions.tellAgain();
    }

    /** Whether the agent waits for a result, is to speak about one, or is followed by another. */
    public boolean waiting() {
        return held || !open.isEmpty() || due.waiting();
    }

    /** The session is lost or replaced. What is at work goes on. */
    public void sessionOver() {
        ofSession.clear();
        due.sessionOver();
        var left = List.copyOf(rounds.values());
        rounds.clear();
        for (var round : left) {
            round.over();
            completed(round);
        }
    }

    /** The state may have changed: says what is to be said, once nobody speaks. */
    public void settled() {
        if (closed || held) {
            return;
        }
        if (questions.active()) {
            questions.settled();
        } else {
            due.settled();
            words.settled(open);
        }
    }

    /** The conversation is over: what is at work is interrupted, and what it brings is dropped. */
    public void close() {
        closed = true;
        for (var call : List.copyOf(open)) {
            call.answered = true;
            interrupt(call);
        }
        open.clear();
    }

    private void remember(FunctionCall call) {
        if (ofSession.size() >= REMEMBERED) {
            ofSession.remove(ofSession.keySet().iterator().next());
        }
        ofSession.put(call.id, call);
    }

    private void begin(FunctionCall call) {
        var tool = call.known();
        if (tool.manner().once()) {
            var before = same.before(call);
            if (before != null) {
                finish(call, before);
                return;
            }
            if (same.follows(call)) {
                tell(call); // gets the result of the first with it
                return;
            }
        }
        if (tool.manner().askFirst()) {
            approvals.ask(call);
        } else {
            run(call);
        }
    }

    private void run(FunctionCall call) {
        if (atWork >= MOST_AT_WORK) {
            finish(
                    call,
                    Outcome.failure(
                            "The tool was not run: too many tools are at work. Try again later."));
            return;
        }
        var tool = call.known();
        beginDeadline(call);
        atWork++;
        call.said = 0;
        tell(call);
        var context =
                new OngoingCall(
                        call.id.value(),
                        conversation,
                        this::onLoop,
                        this::progress,
                        new AskingFor(call),
                        tools.threads());
        call.context = context;
        call.work =
                tools.threads()
                        .start(
                                "tool-" + call.id.value(),
                                () -> {
                                    var outcome = Outcome.of(tool, call.arguments, context);
                                    onLoop(() -> {
                                        atWork--;
                                        finish(call, outcome);
                                    });
                                });
    }

    private void beginDeadline(FunctionCall call) {
        var deadline = call.known().manner().deadline();
        call.deadline =
                control.after(
                        deadline,
                        () -> {
                            interrupt(call);
                            finish(call, Outcome.timeout(deadline));
                            settled();
                        });
    }

    /** The caller has as long as the questions take; then the tool has all of its time again. */
    private final class AskingFor implements OngoingCall.Asks {
        private final FunctionCall call;

        AskingFor(FunctionCall call) {
            this.call = call;
        }

        @Override
        public <T> void ask(Capture<T> capture, Answer<T> answer) {
            call.cancelDeadline();
            questions.ask(
                    call,
                    capture,
                    answer,
                    () -> {
                        if (!call.answered) {
                            call.cancelDeadline();
                            beginDeadline(call);
                        }
                    });
        }
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(() -> {
                if (!closed) {
                    task.run();
                    settled();
                }
            });
        } catch (RuntimeException gone) {
            // The loop has ended, and with it the conversation that would have been told.
            LOG.debug("a tool ended after its conversation's loop");
        }
    }

    /** Tells what came of a call, to the agent and to the page; the first time counts. */
    private void finish(FunctionCall call, Outcome came) {
        if (call.answered) {
            observer.toolLate();
            return;
        }
        call.answered = true;
        call.cancelDeadline();
        call.endContext();
        questions.over(call);
        open.remove(call);
        var outcome = led(call, came) ? came : came.elsewhere();
        long tookNanos = control.nanos() - call.beganNanos;
        show(call, outcome, tookNanos / 1_000_000);
        if (call.tool != null) {
            observer.toolCalled(call.name, outcome.failed(), Duration.ofNanos(tookNanos));
        }
        var use = memory.answered(call.order, call.id, call.name, call.arguments, outcome.text());
        boolean live = control.state() instanceof ConversationState.Live;
        if (ofSession.get(call.id) == call) {
            due.sent(call.id);
            requests.output(call.id, outcome.text());
        } else if (live) {
            requests.tell(use);
        }
        var tool = call.tool;
        var wish = outcome.schedule();
        var usual = tool == null ? Schedule.WHEN_IDLE : tool.manner().schedule();
        call.round.answered(wish == null ? usual : wish);
        sameAs(call, outcome);
        completed(call.round);
        if (outcome.lead() != null) {
            exits.settled();
        }
    }

    private boolean led(FunctionCall call, Outcome outcome) {
        var lead = outcome.lead();
        return lead == null || (call.tool instanceof ExitTool exit && exits.led(exit, lead));
    }

    /** Calls that are the same as this one get the same result. */
    private void sameAs(FunctionCall call, Outcome outcome) {
        if (same.over(call, outcome)) {
            for (var other : List.copyOf(open)) {
                if (same.waits(other, call)) {
                    finish(other, outcome);
                }
            }
        }
    }

    private void completed(Round round) {
        if (round.complete()) {
            due.on(round.schedule());
        }
    }

    private static void interrupt(FunctionCall call) {
        call.endContext();
        call.cancelDeadline();
        if (call.work != null) {
            call.work.interrupt();
        }
    }

    private void tell(FunctionCall call) {
        control.tell(call.card(call.asking ? ToolStatus.ASKING : ToolStatus.RUNNING, null, null));
    }

    private void show(FunctionCall call, Outcome outcome, long tookMs) {
        var status = outcome.failed() ? ToolStatus.FAILED : ToolStatus.DONE;
        control.tell(call.card(status, outcome.text(), tookMs));
    }
}
