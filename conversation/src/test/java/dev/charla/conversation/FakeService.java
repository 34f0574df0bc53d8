package dev.charla.conversation;

import dev.charla.client.CloseCause;
import dev.charla.client.ConnectionSnapshot;
import dev.charla.client.ServiceClosed;
import dev.charla.client.ServiceConnection;
import dev.charla.client.ServiceConnector;
import dev.charla.client.ServiceListener;
import dev.charla.client.ServiceTarget;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.ErrorDetails;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.InputAudioBufferEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.event.SessionEvent;
import dev.charla.protocol.event.TranscriptionEvent;
import dev.charla.protocol.item.CallId;
import dev.charla.protocol.item.ContentPart;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ItemStatus;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.item.Role;
import dev.charla.protocol.item.SessionId;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.request.ResponseRequest;
import dev.charla.protocol.response.FailureDetails;
import dev.charla.protocol.response.Response;
import dev.charla.protocol.response.ResponseStatus;
import dev.charla.protocol.response.StatusDetails;
import dev.charla.protocol.settings.AgentReference;
import dev.charla.protocol.settings.ResponseSettings;
import dev.charla.protocol.settings.SessionSettings;
import dev.charla.testkit.WireRefusal;
import dev.charla.testkit.WireRules;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service leg by hand: keeps what is sent, says what the test says, on the connection that was
 * opened last unless another is {@linkplain #speakAs chosen}.
 */
public final class FakeService implements ServiceConnector {
    private static final EventId ID = new EventId("event_1");
    private static final ProtocolCodec CODEC = new ProtocolCodec();
    private static final JsonMapper JSON = JsonMapper.shared();
    public static final int SAMPLES_PER_MS = 24;

    public final List<ClientEvent> sent = new ArrayList<>();
    public final List<Integer> audioFrames = new ArrayList<>();

    /** Messages by the response that they are of. */
    private final Map<String, List<Item>> made = new HashMap<>();

    public final List<Leg> legs = new ArrayList<>();
    public long audioBytes;
    public boolean accepts = true;

    /** Whether this side makes sense, so that the client can be asked to. */
    public boolean orderly = true;

    public boolean paused;
    public int closes;
    public int closeCode;
    private SessionSettings settings = SessionSettings.builder(new SessionId("sess_1")).build();
    private @Nullable Leg speaking;
    private int outputsTaken;

    @Override
    public ServiceConnection connect(ServiceTarget target, SessionLoop loop, ServiceListener told) {
        var leg = new Leg(target, told);
        legs.add(leg);
        speaking = leg;
        return leg;
    }

    /** The sessions from now on end at that time. */
    public void endingAt(Instant end) {
        settings = SessionSettings.builder(new SessionId("sess_1")).expiresAt(end).build();
    }

    /** The sessions from now on are an agent's, which keeps that conversation. */
    public void keeping(String thread) {
        var agent = new AgentReference("agent", "guide", null, "asst_1", thread, Map.of());
        settings = SessionSettings.builder(new SessionId("sess_1")).agent(agent).build();
    }

    /** Forgets all that it was sent, so that a test may go on and on. */
    public void forgets() {
        sent.clear();
        legs.forEach(leg -> leg.sent.clear());
        outputsTaken = 0;
    }

    /** From now on the service says things on the connection of this number, from zero. */
    public void speakAs(int number) {
        speaking = legs.get(number);
    }

    /** One connection, on which nothing may be said that Azure would refuse. */
    public final class Leg implements ServiceConnection {
        private final WireRules rules = WireRules.forClientInStep();
        final List<ClientEvent> sent = new ArrayList<>();
        public long audioBytes;
        long droppedAudioMs;
        boolean over;
        final ServiceTarget target;
        private final ServiceListener listener;

        Leg(ServiceTarget target, ServiceListener listener) {
            this.target = target;
            this.listener = listener;
        }

        @Override
        public boolean send(ClientEvent event) {
            if (accepts && !over) {
                check(event);
                sent.add(event);
                FakeService.this.sent.add(event);
            }
            return accepts && !over;
        }

        private void check(ClientEvent event) {
            var json = CODEC.write(event);
            try {
                if (orderly) {
                    rules.says(JSON.readTree(json));
                } else {
                    WireRules.shape(JSON.readTree(json));
                }
            } catch (WireRefusal refused) {
                throw new AssertionError(
                        "Azure would refuse %s: %s".formatted(json, refused.reason()), refused);
            }
        }

        @Override
        public boolean sendAudio(ByteBuffer pcm) {
            if (!accepts || over) {
                return false;
            }
            audioFrames.add(pcm.remaining());
            audioBytes += pcm.remaining();
            FakeService.this.audioBytes += pcm.remaining();
            return true;
        }

        @Override
        public long droppedAudioMs() {
            return droppedAudioMs;
        }

        @Override
        public void pauseReading() {
            paused = true;
        }

        @Override
        public void resumeReading() {
            paused = false;
        }

        @Override
        public ConnectionSnapshot snapshot() {
            var state = over ? ConnectionSnapshot.State.CLOSED : ConnectionSnapshot.State.OPEN;
            return new ConnectionSnapshot(state, 0, 0, 0, 0, sent.size(), 0, 0);
        }

        @Override
        public void close(int code, String reason) {
            if (!over) {
                over = true;
                closes++;
                closeCode = code;
            }
        }

        /** What was told of before: messages by whom they are of, calls and their outputs. */
        public List<String> told() {
            return sent.stream()
                    .filter(ConversationItemRequest.Create.class::isInstance)
                    .map(create -> told(((ConversationItemRequest.Create) create).item()))
                    .toList();
        }

        private static String told(Item item) {
            return switch (item) {
                case Item.Message message -> message.role().value() + ": " + text(message);
                case Item.FunctionCall call ->
                        "call " + call.callId() + ": " + call.name() + call.arguments();
                case Item.FunctionCallOutput output ->
                        "output " + output.callId() + ": " + output.output();
                default -> throw new AssertionError("cannot be told: " + item);
            };
        }

        private static String text(Item.Message message) {
            return switch (message.content().getFirst()) {
                case ContentPart.InputText(var words, var _) -> words;
                case ContentPart.Text(var words, var _) -> words;
                case ContentPart other -> throw new AssertionError("no words: " + other);
            };
        }
    }

    public void open() {
        told().opened(speaking());
    }

    public void says(ServerEvent event) {
        if (!speaking().over) {
            if (!(event instanceof ServerEvent.Unknown) && !event.eventId().value().isEmpty()) {
                speaking().rules.told(CODEC.toTree(event));
            }
            told().event(event);
        }
    }

    public void ready() {
        open();
        created();
        updated();
    }

    public void created() {
        says(new SessionEvent.Created(ID, settings));
    }

    public void updated() {
        says(new SessionEvent.Updated(ID, settings));
    }

    public void breaks(CloseCause cause) {
        ends(ServiceClosed.of(cause));
    }

    public void ends(ServiceClosed closed) {
        speaking().over = true;
        told().closed(closed);
    }

    public void hears(String item) {
        says(new InputAudioBufferEvent.SpeechStarted(ID, 0, new ItemId(item)));
    }

    public void hearsTheEnd(String item) {
        says(new InputAudioBufferEvent.SpeechStopped(ID, 0, new ItemId(item)));
        says(new InputAudioBufferEvent.Committed(ID, null, new ItemId(item)));
    }

    public void understands(String item, String words) {
        says(
                new TranscriptionEvent.Completed(
                        ID, new ItemId(item), 0, words, null, null, null, null));
    }

    public void understandsSoFar(String item, String words) {
        says(new TranscriptionEvent.Delta(ID, new ItemId(item), 0, words, null));
    }

    public void doesNotUnderstand(String item) {
        says(
                new TranscriptionEvent.Failed(
                        ID, new ItemId(item), 0, new FailureDetails(null, "x", "x", null)));
    }

    public void begins(String response) {
        says(new ResponseEvent.Created(ID, response(response, ResponseStatus.IN_PROGRESS, null)));
    }

    public void beginsItem(String response, String item) {
        var message =
                new Item.Message(Role.ASSISTANT, List.of(), new ItemId(item), null, null, Map.of());
        made.computeIfAbsent(response, _ -> new ArrayList<>()).add(message);
        says(new ResponseEvent.OutputItemAdded(ID, new ResponseId(response), 0, message));
    }

    public void speaks(String response, String item, String words) {
        says(
                new ResponseEvent.AudioTranscriptDelta(
                        ID, new ResponseId(response), new ItemId(item), 0, 0, words));
    }

    public void sounds(String response, String item, int millis) {
        var pcm = AudioBytes.wrap(new byte[millis * SAMPLES_PER_MS * Short.BYTES]);
        says(
                new ResponseEvent.AudioDelta(
                        ID, new ResponseId(response), new ItemId(item), 0, 0, pcm));
    }

    public void writes(String response, String item, String words) {
        says(
                new ResponseEvent.TextDelta(
                        ID, new ResponseId(response), new ItemId(item), 0, 0, words));
    }

    public void endsItem(String response, String item, String words) {
        var id = new ResponseId(response);
        says(new ResponseEvent.AudioDone(ID, id, new ItemId(item), 0, 0));
        says(new ResponseEvent.AudioTranscriptDone(ID, id, new ItemId(item), 0, 0, words));
    }

    public void ends(String response) {
        ends(response, ResponseStatus.COMPLETED, null);
    }

    public void cancels(String response) {
        ends(response, ResponseStatus.CANCELLED, new StatusDetails("cancelled"));
    }

    public void ends(String response, ResponseStatus status, @Nullable StatusDetails details) {
        says(new ResponseEvent.Done(ID, response(response, status, details)));
    }

    /** The agent calls a function; its arguments come whole, as the last of what is told of it. */
    public void calls(String response, String call, String function, String arguments) {
        var id = new ResponseId(response);
        var item = new ItemId("item_" + call);
        var begun = call(item, call, function, "", ItemStatus.IN_PROGRESS);
        says(new ResponseEvent.OutputItemAdded(ID, id, 0, begun));
        says(new ConversationItemEvent.Created(ID, null, begun));
        says(
                new ResponseEvent.FunctionCallArgumentsDone(
                        ID, id, item, 0, new CallId(call), arguments, function));
        says(
                new ResponseEvent.OutputItemDone(
                        ID, id, 0, call(item, call, function, arguments, ItemStatus.COMPLETED)));
    }

    private static Item.FunctionCall call(
            ItemId item, String call, String function, String arguments, ItemStatus status) {
        return new Item.FunctionCall(function, new CallId(call), arguments, item, status, Map.of());
    }

    /** Tells of the results of functions that were sent since, as the service does. */
    public void takesOutputs() {
        var outputs = all(ConversationItemRequest.Create.class);
        for (; outputsTaken < outputs.size(); outputsTaken++) {
            if (outputs.get(outputsTaken).item() instanceof Item.FunctionCallOutput output) {
                says(new ConversationItemEvent.Created(ID, null, output));
            }
        }
    }

    /** What was sent as results of functions, by the call. */
    public List<Item.FunctionCallOutput> outputs() {
        return all(ConversationItemRequest.Create.class).stream()
                .map(ConversationItemRequest.Create::item)
                .filter(Item.FunctionCallOutput.class::isInstance)
                .map(Item.FunctionCallOutput.class::cast)
                .toList();
    }

    /** What responses were asked to say word for word. */
    public List<String> saidWordForWord() {
        return requests().stream()
                .map(ResponseRequest.Create::response)
                .filter(Objects::nonNull)
                .map(ResponseSettings::preGeneratedAssistantMessage)
                .filter(Item.Message.class::isInstance)
                .map(message -> Leg.text((Item.Message) message))
                .toList();
    }

    /** A whole answer in one burst, as the service does. */
    public void answers(String response, String item, String words, int millis) {
        begins(response);
        beginsItem(response, item);
        speaks(response, item, words);
        sounds(response, item, millis);
        endsItem(response, item, words);
        ends(response);
    }

    public void complains(@Nullable String code, @Nullable String param, @Nullable EventId about) {
        says(
                new ErrorEvent(
                        ID, new ErrorDetails("invalid_request_error", code, "text", param, about)));
    }

    public List<ConversationItemRequest.Truncate> truncations() {
        return all(ConversationItemRequest.Truncate.class);
    }

    public List<ResponseRequest.Create> requests() {
        return all(ResponseRequest.Create.class);
    }

    public List<ResponseRequest.Cancel> cancellations() {
        return all(ResponseRequest.Cancel.class);
    }

    public <T extends ClientEvent> List<T> all(Class<T> kind) {
        return sent.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public static String textOf(ConversationItemRequest.Create create) {
        var message = (Item.Message) create.item();
        return ((ContentPart.InputText) message.content().getFirst()).text();
    }

    private Response response(String id, ResponseStatus status, @Nullable StatusDetails details) {
        List<Item> output =
                status.equals(ResponseStatus.IN_PROGRESS)
                        ? List.of()
                        : made.getOrDefault(id, List.of());
        return Response.builder(new ResponseId(id), status, output).statusDetails(details).build();
    }

    private ServiceListener told() {
        return speaking().listener;
    }

    private Leg speaking() {
        return Objects.requireNonNull(speaking, "nobody has connected");
    }
}
