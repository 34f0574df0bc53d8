package dev.charla.conversation.request;

import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.caption.Transcript;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.options.Greeting;
import dev.charla.conversation.playout.Cut;
import dev.charla.protocol.item.CallId;
import dev.charla.protocol.item.ContentPart;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.item.Role;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.request.ResponseRequest;
import dev.charla.protocol.request.SessionRequest;
import dev.charla.protocol.settings.SessionUpdate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation asks of the service besides listening to audio. Requests that may be refused
 * carry a name, by which an error can be told to be about one of them.
 *
 * <p>Confined to the session's loop.
 */
public final class ServiceRequests {
    private static final String TRUNCATE = "charla-truncate-";
    private static final String CANCEL = "charla-cancel-";
    private static final String CREATE = "charla-create-";
    private static final String TYPED = "charla-typed-";
    private static final String DECIDE = "charla-decide-";
    private static final String SEED = "charla-seed-";
    private static final String DELETE = "charla-delete-";
    private static final String OUTPUT = "charla-output-";
    private static final String AGENT = "charla-agent-";
    private static final String CALL = "call_before_";

    private final Supplier<ConversationOptions> options;
    private final Consumer<ClientEvent> out;
    private long named;
    private long calls;
    private boolean greets;
    private @Nullable String words;

    /**
     * @param options of the agent that the caller talks with
     */
    public ServiceRequests(Supplier<ConversationOptions> options, Consumer<ClientEvent> out) {
        this.options = options;
        this.out = out;
    }

    /** The session's settings. */
    public ClientEvent settings() {
        return new SessionRequest.Update(options.get().session());
    }

    /** Has the session go on as another agent's. */
    public void change(SessionUpdate settings) {
        out.accept(new SessionRequest.Update(settings, new EventId(AGENT + ++named)));
    }

    /** What was said or done in a session before this one; a call comes with its output. */
    public List<ClientEvent> seed(Transcript.Step step) {
        return switch (step) {
            case Transcript.Line(var role, var _, var text) -> List.of(seed(message(role, text)));
            case Transcript.Use(var _, var name, var arguments, var result) -> {
                // Names of our own: some services take no long ones.
                var call = new CallId(CALL + ++calls);
                yield List.of(
                        seed(new Item.FunctionCall(name, call, arguments)),
                        seed(new Item.FunctionCallOutput(call, result)));
            }
        };
    }

    private ClientEvent seed(Item item) {
        return new ConversationItemRequest.Create(item, null, new EventId(SEED + ++named));
    }

    private static Item message(PageMessage.Role role, String text) {
        return role == PageMessage.Role.USER
                ? new Item.Message(Role.USER, List.of(new ContentPart.InputText(text, Map.of())))
                : new Item.Message(Role.ASSISTANT, List.of(new ContentPart.Text(text, Map.of())));
    }

    /** A name for typed words, which the service takes over. */
    public ItemId typedItem() {
        return new ItemId(TYPED + ++named);
    }

    /** Adds typed words to the conversation. */
    public void words(ItemId item, String words) {
        var content = List.<ContentPart>of(new ContentPart.InputText(words, Map.of()));
        out.accept(
                new ConversationItemRequest.Create(
                        new Item.Message(Role.USER, content, item, null, null, Map.of())));
    }

    /**
     * Whether the next response is the greeting; false as soon as the caller has said something.
     */
    public void greets(boolean next) {
        greets = next;
    }

    /** The next response says just this, while a tool works. */
    public void say(String next) {
        words = next;
    }

    /** Whether the response that was asked for last only says what was to be said. */
    public boolean saying() {
        return words != null;
    }

    /** Whether the response that was asked for last is a greeting. */
    public boolean greeting() {
        return words == null && greets && options.get().greeting() != null;
    }

    /** Whether the service says something by itself when the agent calls a tool. */
    public boolean serviceSpeaksForTools() {
        return options.get().serviceSpeaksForTools();
    }

    /** The next response answers again. */
    public void hush() {
        words = null;
    }

    /** Asks for a response. */
    public void response() {
        var said = words;
        var agent = options.get();
        var first = said == null ? (greets ? agent.greeting() : null) : new Greeting.Said(said);
        var settings = first == null ? null : first.response(agent.instructions());
        out.accept(new ResponseRequest.Create(settings, null, new EventId(CREATE + ++named)));
    }

    /** Tells what came of a call. */
    public void output(CallId call, String result) {
        out.accept(
                new ConversationItemRequest.Create(
                        new Item.FunctionCallOutput(call, result),
                        null,
                        new EventId(OUTPUT + ++named)));
    }

    /** Tells the present session of a tool that was used before it. */
    public void tell(Transcript.Use use) {
        seed(use).forEach(out);
    }

    /** Tells what the caller decided about a call. */
    public void decision(ItemId approvalRequest, boolean approved) {
        out.accept(
                new ConversationItemRequest.Create(
                        new Item.McpApprovalResponse(approvalRequest, approved),
                        null,
                        new EventId(DECIDE + ++named)));
    }

    /** Asks to stop this response. */
    public void cancel(ResponseId response) {
        out.accept(new ResponseRequest.Cancel(response, new EventId(CANCEL + ++named)));
    }

    /** Cuts an item to what was heard of it. */
    public void truncate(Cut cut) {
        out.accept(
                new ConversationItemRequest.Truncate(
                        cut.item(),
                        cut.contentIndex(),
                        Math.toIntExact(cut.heard().toMillis()),
                        new EventId(TRUNCATE + ++named)));
    }

    /** Takes an item back, which the service may know nothing of. */
    public void delete(ItemId item) {
        out.accept(new ConversationItemRequest.Delete(item, new EventId(DELETE + ++named)));
    }

    public static boolean isTruncate(@Nullable EventId id) {
        return startsWith(id, TRUNCATE);
    }

    public static boolean isCancel(@Nullable EventId id) {
        return startsWith(id, CANCEL);
    }

    public static boolean isCreate(@Nullable EventId id) {
        return startsWith(id, CREATE);
    }

    public static boolean isSeed(@Nullable EventId id) {
        return startsWith(id, SEED);
    }

    /** Whether this is about the settings of another agent. */
    public static boolean isChange(@Nullable EventId id) {
        return startsWith(id, AGENT);
    }

    /** Whether this is about the result of a call, which the service may know nothing of by now. */
    public static boolean isOutput(@Nullable EventId id) {
        return startsWith(id, OUTPUT);
    }

    /** Whether this is about an item that was taken back. */
    public static boolean isDelete(@Nullable EventId id) {
        return startsWith(id, DELETE);
    }

    private static boolean startsWith(@Nullable EventId id, String prefix) {
        return id != null && id.value().startsWith(prefix);
    }
}
