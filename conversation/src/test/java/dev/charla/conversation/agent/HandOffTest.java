package dev.charla.conversation.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.client.CloseCause;
import dev.charla.conversation.ConversationRig;
import dev.charla.conversation.FakePage;
import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.control.Ending;
import dev.charla.conversation.function.HandOffTool;
import dev.charla.conversation.function.ToolManner;
import dev.charla.conversation.options.AgentName;
import dev.charla.conversation.options.Agents;
import dev.charla.conversation.options.Continuity;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.options.Greeting;
import dev.charla.conversation.tool.ScriptedTools;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.request.SessionRequest;
import dev.charla.protocol.settings.SessionUpdate;
import dev.charla.protocol.settings.Tool;
import dev.charla.protocol.settings.Voice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One agent hands its caller to another, in virtual time and with a service that a test plays. */
class HandOffTest {
    private static final String MONDAY = "{\"day\":\"Monday\"}";
    private static final Voice AVA = new Voice.Named("ava");
    private static final Voice BRIAN = new Voice.Named("brian");

    /** Settings of the session that a hand-off sent begin with this. */
    private static final String CHANGE = "charla-agent-";

    private final ScriptedTools deskTools =
            new ScriptedTools()
                    .with("free", "ten o'clock")
                    .with(
                            "billing",
                            ToolManner.DEFAULT,
                            (_, call) -> {
                                call.conversation().handOff("billing");
                                return "handed on";
                            });
    private final ScriptedTools billingTools =
            new ScriptedTools()
                    .with("invoices", "two invoices")
                    .with(
                            "desk",
                            ToolManner.DEFAULT,
                            (_, call) -> {
                                call.conversation().handOff("desk");
                                return "handed on";
                            });

    private final Map<String, ConversationOptions> known = new HashMap<>();
    private final ConversationRig conversation = begun(AVA, AVA);

    /** Billing is there under the name that its options have, and the desk as well. */
    private ConversationRig begun(@Nullable Voice deskVoice, @Nullable Voice billingVoice) {
        var agents =
                new Agents() {
                    @Override
                    public ConversationOptions named(String name) {
                        var found = known.get(name);
                        if (found == null) {
                            throw new IllegalArgumentException(
                                    "There is no agent '%s'.".formatted(name));
                        }
                        return found;
                    }

                    @Override
                    public String nameOf(Class<?> agent) {
                        throw new IllegalArgumentException("Not an agent.");
                    }
                };
        var desk =
                ConversationOptions.builder()
                        .agent(new AgentName("desk", "Front desk"))
                        .agents(agents)
                        .instructions("You answer the door.")
                        .voice(deskVoice)
                        .functions(deskTools.tools())
                        .continuity(
                                Continuity.DEFAULTS.with(
                                        InstantSource.fixed(Instant.EPOCH), () -> 0.5))
                        .build();
        known.put("desk", desk);
        known.put(
                "billing",
                ConversationOptions.builder()
                        .agent(new AgentName("billing", "Billing"))
                        .instructions("You answer for bills.")
                        .voice(billingVoice)
                        .greeting(new Greeting.Said("Billing, good morning."))
                        .functions(billingTools.tools())
                        .build());
        var rig = new ConversationRig(desk);
        deskTools.on(rig.loop);
        billingTools.on(rig.loop);
        rig.start();
        rig.run(rig.service::ready);
        return rig;
    }

    @Test
    void theSessionIsToldTheOtherAgentsSettingsAndTheOtherAgentGreets() {
        calls(conversation, "resp_1", "call_1", "billing", MONDAY);
        conversation.passes(100);

        var change = changes(conversation).getLast();
        assertThat(change.instructions()).isEqualTo("You answer for bills.");
        assertThat(names(change.tools())).containsExactly("invoices", "desk");
        assertThat(change.voice()).as("the voice, which stays").isNull();
        assertThat(conversation.service.requests()).as("before the service agrees").isEmpty();
        assertThat(agents(conversation)).isEmpty();

        conversation.run(conversation.service::updated);

        assertThat(agents(conversation)).containsExactly("Billing");
        assertThat(conversation.service.saidWordForWord())
                .containsExactly("Billing, good morning.");
        assertThat(conversation.service.legs).hasSize(1);
    }

    @Test
    void whatTheModelCallsIsAToolWithoutParameters() {
        var tool = new HandOffTool("billing", "Bills and payments", "billing");

        assertThat(tool.parameters().toString())
                .isEqualTo("{\"type\":\"object\",\"properties\":{}}");
    }

    @Test
    void theOtherAgentsToolsAreCalledThenAndTheFormersNoMore() {
        handedToBilling(conversation);
        conversation.run(() ->
                conversation.service.answers("resp_2", "item_a2", "Billing, good morning.", 500));
        conversation.passes(600);

        conversation.run(() -> {
            conversation.service.begins("resp_3");
            conversation.service.calls("resp_3", "call_3", "invoices", MONDAY);
            conversation.service.calls("resp_3", "call_4", "free", MONDAY);
            conversation.service.ends("resp_3");
        });
        conversation.passes(100);

        assertThat(billingTools.runs).containsExactly("invoices" + MONDAY);
        assertThat(deskTools.runs).containsExactly("billing" + MONDAY);
        assertThat(outputs(conversation))
                .contains("two invoices")
                .anyMatch(output -> output.contains("There are: invoices, desk."));
    }

    @Test
    void theAnswerThatIsBeingMadeIsFinishedFirst() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.calls("resp_1", "call_1", "billing", MONDAY);
            conversation.service.beginsItem("resp_1", "item_a1");
            conversation.service.speaks("resp_1", "item_a1", "One moment.");
        });
        conversation.passes(200);
        assertThat(changes(conversation)).isEmpty();

        conversation.run(() -> conversation.service.ends("resp_1"));

        assertThat(changes(conversation)).hasSize(1);
    }

    @Test
    void anotherVoiceAfterAudioNeedsAnotherSessionWhichIsToldWhatWasSaid() {
        var rig = begun(AVA, BRIAN);
        rig.turn(1, "My bill is wrong", "I put you through.", 500);
        rig.passes(600);

        calls(rig, "resp_2", "call_1", "billing", MONDAY);
        rig.passes(100);
        assertThat(changes(rig)).isEmpty();
        assertThat(rig.service.legs).hasSize(2);
        rig.run(rig.service::ready);
        rig.passes(100);

        var next = rig.service.legs.get(1);
        assertThat(settings(rig).getLast().voice()).isEqualTo(BRIAN);
        assertThat(settings(rig).getLast().instructions()).isEqualTo("You answer for bills.");
        assertThat(next.told())
                .contains("user: My bill is wrong", "assistant: I put you through.")
                .anyMatch(told -> told.contains("billing" + MONDAY));
        assertThat(agents(rig)).containsExactly("Billing");
        assertThat(rig.service.saidWordForWord()).containsExactly("Billing, good morning.");
        assertThat(rig.page.state()).isEqualTo(CallerState.PROCESSING);
    }

    @Test
    void anotherVoiceBeforeAnyAudioIsToldToTheSession() {
        var rig = begun(AVA, BRIAN);

        calls(rig, "resp_1", "call_1", "billing", MONDAY);
        rig.passes(100);

        assertThat(changes(rig).getLast().voice()).isEqualTo(BRIAN);
        assertThat(rig.service.legs).hasSize(1);
    }

    @Test
    void aSessionThatDoesNotTakeTheSettingsIsReplaced() {
        calls(conversation, "resp_1", "call_1", "billing", MONDAY);
        conversation.passes(100);

        conversation.run(() ->
                conversation.service.complains(
                        "cannot_update", "session", new EventId(lastChangeId(conversation))));
        assertThat(conversation.service.legs).hasSize(2);
        conversation.run(conversation.service::ready);
        conversation.passes(100);

        assertThat(agents(conversation)).containsExactly("Billing");
        assertThat(conversation.page.messages)
                .as("messages")
                .noneMatch(PageMessage.Notice.class::isInstance);
    }

    @Test
    void aServiceThatIsSilentAboutTheSettingsIsAskedForAnotherSession() {
        calls(conversation, "resp_1", "call_1", "billing", MONDAY);

        conversation.passes(10_200);

        assertThat(conversation.service.legs).hasSize(2);
    }

    @Test
    void aSessionThatIsLostMeanwhileIsFollowedByTheOtherAgents() {
        calls(conversation, "resp_1", "call_1", "billing", MONDAY);
        conversation.passes(100);

        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(1_000);
        conversation.run(conversation.service::ready);

        assertThat(settings(conversation).getLast().instructions())
                .isEqualTo("You answer for bills.");
        assertThat(agents(conversation)).containsExactly("Billing");
        assertThat(conversation.service.saidWordForWord())
                .containsExactly("Billing, good morning.");
    }

    @Test
    void aSessionThatIsRegainedLaterIsTheOtherAgents() {
        handedToBilling(conversation);

        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(1_000);
        conversation.run(conversation.service::ready);

        assertThat(settings(conversation).getLast().instructions())
                .isEqualTo("You answer for bills.");
        assertThat(names(settings(conversation).getLast().tools()))
                .containsExactly("invoices", "desk");
    }

    @Test
    void aNextSessionThatCannotBeOpenedIsReachedAsALostOne() {
        var rig = begun(AVA, BRIAN);
        rig.turn(1, "My bill is wrong", "I put you through.", 500);
        rig.passes(600);
        calls(rig, "resp_2", "call_1", "billing", MONDAY);
        rig.passes(100);

        rig.run(() -> rig.service.breaks(CloseCause.LOST));
        assertThat(rig.page.state()).isEqualTo(CallerState.RECONNECTING);
        rig.passes(1_000);
        rig.run(rig.service::ready);

        assertThat(agents(rig)).containsExactly("Billing");
        assertThat(rig.page.state()).isEqualTo(CallerState.PROCESSING);
    }

    @Test
    void whoSpeaksMeanwhileIsAnsweredByTheOtherAgentInPlaceOfAGreeting() {
        calls(conversation, "resp_1", "call_1", "billing", MONDAY);
        conversation.passes(100);
        conversation.run(() -> {
            conversation.service.takesOutputs();
            conversation.service.hears("item_u1");
            conversation.service.updated();
            conversation.service.hearsTheEnd("item_u1");
        });
        assertThat(conversation.service.requests()).isEmpty();

        conversation.run(
                () -> conversation.service.answers("resp_2", "item_a2", "About your bill.", 500));
        conversation.passes(1_000);

        assertThat(agents(conversation)).containsExactly("Billing");
        assertThat(conversation.service.requests()).isEmpty();
    }

    /** A caller who is handed to another voice, whose session is still being opened. */
    private ConversationRig underWay() {
        var rig = begun(AVA, BRIAN);
        rig.turn(1, "My bill is wrong", "I put you through.", 500);
        rig.passes(600);
        calls(rig, "resp_2", "call_1", "billing", MONDAY);
        rig.passes(100);
        assertThat(rig.service.legs).hasSize(2);
        return rig;
    }

    @Test
    void whoSpeaksWhileTheNextSessionOpensIsHeardThereAlone() {
        var rig = underWay();
        long before = rig.service.legs.getFirst().audioBytes;

        rig.speaks(20);
        rig.run(rig.service::ready);
        rig.passes(200);

        assertThat(rig.service.legs.get(0).audioBytes).isEqualTo(before);
        assertThat(rig.service.legs.get(1).audioBytes).isEqualTo(20L * ConversationRig.FRAME_BYTES);
        assertThat(agents(rig)).containsExactly("Billing");
    }

    @Test
    void theLastMomentsBeforeAreGivenToTheNextSessionToo() {
        var rig = begun(AVA, BRIAN);
        rig.turn(1, "My bill is wrong", "I put you through.", 500);
        rig.passes(600);
        rig.run(() -> {
            rig.service.begins("resp_2");
            rig.service.calls("resp_2", "call_1", "billing", MONDAY);
        });
        rig.passes(20);
        rig.speaks(5);
        rig.run(() -> rig.service.ends("resp_2"));
        rig.passes(100);
        rig.speaks(5);
        rig.run(rig.service::ready);
        rig.passes(200);

        assertThat(rig.service.legs.get(1).audioBytes).isEqualTo(10L * ConversationRig.FRAME_BYTES);
    }

    @Test
    void speechThatTheFormerSessionNoticesTooLateKeepsNobodyFromTheOtherAgent() {
        var rig = underWay();
        rig.service.speakAs(0);
        rig.run(() -> rig.service.hears("item_u2"));
        rig.service.speakAs(1);

        rig.run(rig.service::ready);
        rig.passes(200);

        assertThat(agents(rig)).containsExactly("Billing");
        assertThat(rig.service.saidWordForWord()).containsExactly("Billing, good morning.");
    }

    @Test
    void whoHadBegunToSpeakIsAnsweredByTheFormerAgentAndNotOnceMore() {
        var rig = underWay();
        rig.run(rig.service::ready);
        rig.passes(100);
        rig.run(() -> rig.service.answers("resp_3", "item_a3", "Billing, good morning.", 300));
        rig.passes(600);
        rig.run(() -> {
            rig.service.begins("resp_4");
            rig.service.calls("resp_4", "call_2", "desk", MONDAY);
            rig.service.ends("resp_4");
            rig.service.hears("item_u5");
        });
        rig.passes(100);
        assertThat(rig.service.legs).hasSize(3);
        int before = rig.service.requests().size();

        rig.service.speakAs(1);
        rig.run(() -> {
            rig.service.takesOutputs();
            rig.service.hearsTheEnd("item_u5");
            rig.service.understands("item_u5", "Is it paid?");
            rig.service.answers("resp_5", "item_a5", "It is paid.", 300);
        });
        rig.passes(600);
        rig.service.speakAs(2);
        rig.run(rig.service::ready);
        rig.passes(600);

        assertThat(agents(rig)).hasSize(2);
        assertThat(rig.service.legs.get(2).told())
                .contains("user: Is it paid?", "assistant: It is paid.");
        assertThat(rig.service.requests()).hasSize(before);
        assertThat(rig.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void whatIsTypedWhileTheNextSessionOpensIsAnsweredThereAlone() {
        var rig = underWay();
        int before = rig.service.requests().size();

        rig.types("Is it paid?");
        rig.passes(100);
        assertThat(rig.service.requests()).hasSize(before);
        rig.run(rig.service::ready);
        rig.passes(100);
        rig.run(() -> rig.service.answers("resp_3", "item_a3", "It is paid.", 300));
        rig.passes(600);

        assertThat(rig.service.legs.get(1).told()).contains("user: Is it paid?");
        assertThat(rig.service.requests()).hasSize(before + 1);
        assertThat(rig.service.saidWordForWord()).isEmpty();
    }

    @Test
    void aToolOfTheFormerAgentGoesOnAndItsResultIsToldToTheOther() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            deskTools.takes = Duration.ofSeconds(3);
            conversation.service.calls("resp_1", "call_1", "free", MONDAY);
            deskTools.takes = Duration.ZERO;
            conversation.service.calls("resp_1", "call_2", "billing", MONDAY);
            conversation.service.ends("resp_1");
        });
        conversation.passes(100);
        conversation.run(() -> {
            conversation.service.updated();
            conversation.service.takesOutputs();
            conversation.service.answers("resp_2", "item_a2", "Billing, good morning.", 500);
        });
        assertThat(agents(conversation)).containsExactly("Billing");

        conversation.passes(4_000);

        assertThat(outputs(conversation)).contains("ten o'clock");
        assertThat(conversation.service.requests()).as("greeting, and the result").hasSize(2);
    }

    @Test
    void whoIsHandedBackIsAnsweredWithoutAnotherGreeting() {
        handedToBilling(conversation);
        answered("resp_2");

        calls(conversation, "resp_3", "call_3", "desk", MONDAY);
        conversation.passes(100);
        conversation.run(conversation.service::updated);

        assertThat(agents(conversation)).containsExactly("Billing", "Front desk");
        assertThat(conversation.service.requests()).hasSize(2);
        assertThat(conversation.service.requests().getLast().response()).isNull();
    }

    @Test
    void agentsThatSendACallerInCirclesAreTold() {
        handedToBilling(conversation);
        answered("resp_2");
        handed("resp_3", "call_3", "desk");
        answered("resp_4");
        handed("resp_5", "call_5", "billing");
        answered("resp_6");

        calls(conversation, "resp_7", "call_7", "desk", MONDAY);
        conversation.passes(100);
        assertThat(outputs(conversation).getLast())
                .startsWith("The tool failed: The caller was handed on 3 times");
        assertThat(changes(conversation)).hasSize(3);
        answered("resp_8");

        conversation.run(() -> conversation.service.hears("item_u1"));
        conversation.run(() -> conversation.service.hearsTheEnd("item_u1"));
        calls(conversation, "resp_9", "call_9", "desk", MONDAY);
        conversation.passes(100);

        assertThat(changes(conversation)).hasSize(4);
    }

    @Test
    void anAgentThatIsNotThereIsASentenceToTheModel() {
        known.remove("billing");

        calls(conversation, "resp_1", "call_1", "billing", MONDAY);
        conversation.passes(100);

        assertThat(outputs(conversation).getLast())
                .isEqualTo("The tool failed: There is no agent 'billing'.");
        assertThat(conversation.service.requests()).hasSize(1);
        assertThat(changes(conversation)).isEmpty();
    }

    @Test
    void aPageThatComesBackIsToldWhoSpeaks() {
        handedToBilling(conversation);
        conversation.pageLost();
        var again = new FakePage(conversation.loop, _ -> {});

        conversation.back(again);

        assertThat(
                        again.messages.stream()
                                .filter(PageMessage.Agent.class::isInstance)
                                .map(message -> ((PageMessage.Agent) message).title()))
                .containsExactly("Billing");
    }

    @Test
    void anEndThatIsAskedForMeanwhileComesInPlaceOfTheGreeting() {
        calls(conversation, "resp_1", "call_1", "billing", MONDAY);
        conversation.passes(100);

        deskTools.calls.getLast().conversation().end("Goodbye.");
        conversation.run(conversation.service::updated);
        conversation.passes(100);

        assertThat(conversation.service.saidWordForWord()).containsExactly("Goodbye.");
    }

    @Test
    void anEndMeanwhileLeavesNothingBehind() {
        calls(conversation, "resp_1", "call_1", "billing", MONDAY);
        conversation.passes(100);

        conversation.run(() -> conversation.conversation.end(Ending.STOPPED));
        conversation.passes(20_000);

        assertThat(conversation.over).isEqualTo(1);
        assertThat(agents(conversation)).isEmpty();
    }

    private void handedToBilling(ConversationRig rig) {
        calls(rig, "resp_1", "call_1", "billing", MONDAY);
        rig.passes(100);
        rig.run(rig.service::updated);
        rig.run(rig.service::takesOutputs);
    }

    private void handed(String response, String call, String to) {
        calls(conversation, response, call, to, MONDAY);
        conversation.passes(100);
        conversation.run(conversation.service::updated);
        conversation.run(conversation.service::takesOutputs);
    }

    private void answered(String response) {
        conversation.run(() -> {
            conversation.service.takesOutputs();
            conversation.service.answers(response, "item_" + response, "Well.", 200);
        });
        conversation.passes(400);
    }

    private static void calls(
            ConversationRig rig, String response, String call, String tool, String arguments) {
        rig.run(() -> {
            rig.service.begins(response);
            rig.service.calls(response, call, tool, arguments);
            rig.service.ends(response);
        });
    }

    private static List<String> agents(ConversationRig rig) {
        return rig.page.messages.stream()
                .filter(PageMessage.Agent.class::isInstance)
                .map(message -> ((PageMessage.Agent) message).title())
                .toList();
    }

    private static List<String> outputs(ConversationRig rig) {
        return rig.service.outputs().stream().map(Item.FunctionCallOutput::output).toList();
    }

    private static List<SessionUpdate> settings(ConversationRig rig) {
        return rig.service.all(SessionRequest.Update.class).stream()
                .map(SessionRequest.Update::session)
                .toList();
    }

    private static List<SessionUpdate> changes(ConversationRig rig) {
        return rig.service.all(SessionRequest.Update.class).stream()
                .filter(HandOffTest::isChange)
                .map(SessionRequest.Update::session)
                .toList();
    }

    private static String lastChangeId(ConversationRig rig) {
        var last =
                rig.service.all(SessionRequest.Update.class).stream()
                        .filter(HandOffTest::isChange)
                        .toList()
                        .getLast();
        return Objects.requireNonNull(last.eventId()).value();
    }

    private static boolean isChange(SessionRequest.Update update) {
        return update.eventId() != null && update.eventId().value().startsWith(CHANGE);
    }

    private static List<String> names(@Nullable List<Tool> offered) {
        return Objects.requireNonNull(offered).stream()
                .map(tool -> ((Tool.Function) tool).name())
                .toList();
    }
}
