package dev.charla.conversation.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.conversation.ConversationRig;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.ToolCall;
import dev.charla.conversation.function.ToolManner;
import dev.charla.conversation.function.WaitingWords;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.protocol.settings.InterimResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the caller hears while tools are at work, in virtual time. */
class WorkingWordsTest {
    private static final String MONDAY = "{\"day\":\"Monday\"}";
    private static final Duration TOOL = Duration.ofSeconds(4);

    /** From a request to the first sound of what was asked for; a cascaded service's. */
    private static final int SERVICE_MS = 250;

    private static final int STEP_MS = 50;

    /** Of the test with a thread, which runs at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final WaitingWords LOOKING =
            new WaitingWords(
                    List.of("I am looking at the calendar.", "One moment more."),
                    Duration.ofMillis(600),
                    Duration.ofMillis(700));

    private final ScriptedTools tools =
            new ScriptedTools()
                    .with("free", ToolManner.DEFAULT.withWhileWorking(LOOKING), "ten o'clock")
                    .with(
                            "once",
                            ToolManner.DEFAULT.withWhileWorking(
                                    new WaitingWords(
                                            List.of("Let me see."), Duration.ofMillis(600), null)),
                            "seen")
                    .with("mute", "nothing said");
    private final BlockingQueue<ToolCall> held = new ArrayBlockingQueue<>(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private ConversationRig conversation = begun(tools.tools());
    private int requestsSeen;
    private int responses;

    private ConversationRig begun(FunctionTools offered) {
        return begun(offered, null);
    }

    private ConversationRig begun(FunctionTools offered, @Nullable InterimResponse interim) {
        var rig =
                new ConversationRig(
                        ConversationOptions.builder()
                                .functions(offered)
                                .interimResponse(interim)
                                .build());
        tools.on(rig.loop);
        tools.takes = TOOL;
        rig.start();
        rig.run(rig.service::ready);
        return rig;
    }

    @Test
    void aToolOfFourSecondsLeavesNoSilenceLongerThanItsWordsAllow() {
        asks("free", "");

        lasts(8_000);

        assertThat(said())
                .startsWith("I am looking at the calendar.", "One moment more.")
                .doesNotHaveDuplicates();
        assertThat(conversation.page.caption("item_r" + responses).text())
                .isEqualTo("Monday at ten.");
        assertThat(longestSilenceMs()).isLessThanOrEqualTo(1_200);
    }

    @Test
    void withoutWordsTheSameToolIsSilentForFourSeconds() {
        asks("mute", "");

        lasts(8_000);

        assertThat(said()).isEmpty();
        assertThat(longestSilenceMs()).isGreaterThan(4_000);
    }

    @Test
    void whatTheAgentSaidWithTheCallIsHeardOutFirst() {
        asks("once", "I will look that up for you.");

        lasts(1_900);
        assertThat(said()).isEmpty();

        lasts(5_000);
        assertThat(said()).containsExactly("Let me see.");
    }

    @Test
    void whatTheServiceSaysBeforeACallTakesThePlaceOfTheFirstWords() {
        conversation = begun(tools.tools(), forTools("tool"));

        asks("once", "One moment.");
        lasts(8_000);

        assertThat(said()).isEmpty();
    }

    @Test
    void theFurtherWordsFollowWhatTheServiceSaid() {
        conversation = begun(tools.tools(), forTools("latency", "tool"));

        asks("free", "One moment.");
        lasts(8_000);

        assertThat(said()).startsWith("One moment more.");
        assertThat(longestSilenceMs()).isLessThanOrEqualTo(1_200);
    }

    @Test
    void whereTheServiceSaysNothingBeforeACallTheWordsAreSaid() {
        conversation = begun(tools.tools(), forTools("tool"));

        asks("once", "");
        lasts(8_000);

        assertThat(said()).containsExactly("Let me see.");
    }

    @Test
    void whatTheModelSaysWithACallTakesThePlaceOfNothingWhereTheServiceSpeaksOfLatencyAlone() {
        conversation = begun(tools.tools(), forTools("latency"));

        asks("once", "I will look that up for you.");
        lasts(8_000);

        assertThat(said()).containsExactly("Let me see.");
    }

    private static InterimResponse forTools(String... triggers) {
        return new InterimResponse.StaticTexts(
                List.of("One moment."), List.of(triggers), 2_000, Map.of());
    }

    @Test
    void aToolThatIsQuickSaysNothing() {
        tools.takes = Duration.ofMillis(400);

        asks("free", "");
        lasts(3_000);

        assertThat(said()).isEmpty();
    }

    @Test
    void theWordsNeverTakeThePlaceOfTheAnswer() {
        tools.takes = Duration.ofMillis(620); // while the words are asked for

        asks("free", "");
        lasts(6_000);

        assertThat(said()).containsExactly("I am looking at the calendar.");
        assertThat(conversation.service.requests()).hasSize(2);
        assertThat(conversation.page.shown()).endsWith("Monday at ten.");
    }

    @Test
    void nothingIsSaidWhileTheCallerSpeaks() {
        asks("free", "");
        conversation.run(() -> conversation.service.hears("item_u2"));

        lasts(3_000);

        assertThat(said()).isEmpty();
    }

    @Test
    void whatAToolTellsOfItsProgressIsSaidWhileItWorksAndNotAfter() throws Exception {
        var call = holds();

        call.progress("Doctor Ortiz is full on Monday.");
        call.progress(" ");
        lasts(2_500);
        assertThat(said()).containsExactly("Doctor Ortiz is full on Monday.");

        release.countDown();
        conversation.loop.runUntil(() -> !conversation.service.outputs().isEmpty(), PATIENCE);
        call.progress("Too late.");
        lasts(1_000);
        assertThat(call.over()).isTrue();
        assertThat(said()).hasSize(1);
    }

    @Test
    void ofMuchProgressTheLatestIsSaid() throws Exception {
        var call = holds();
        conversation.run(() -> {
            for (int i = 1; i <= 40; i++) {
                call.progress("Step " + i + ".");
            }
        });

        lasts(10_000);
        release.countDown();

        assertThat(said()).endsWith("Step 40.").hasSizeLessThanOrEqualTo(6);
    }

    /** A call of a tool on a real thread, which works until it is released. */
    private ToolCall holds() throws Exception {
        var tool =
                new ScriptedTools()
                        .with(
                                "wait",
                                ToolManner.DEFAULT,
                                (_, call) -> {
                                    held.add(call);
                                    release.await();
                                    return "done";
                                });
        conversation = begun(FunctionTools.of(tool.tools().tools()));
        asks("wait", "");
        return Objects.requireNonNull(held.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    /** A question, to which the agent calls a tool, with words of a second and a half or none. */
    private void asks(String tool, String words) {
        conversation.run(() -> {
            conversation.service.hears("item_u1");
            conversation.service.hearsTheEnd("item_u1");
            conversation.service.understands("item_u1", "Is Monday free?");
            conversation.service.begins("resp_1");
            if (!words.isEmpty()) {
                conversation.service.beginsItem("resp_1", "item_a1");
                conversation.service.speaks("resp_1", "item_a1", words);
                conversation.service.sounds("resp_1", "item_a1", 1_500);
                conversation.service.endsItem("resp_1", "item_a1", words);
            }
            conversation.service.calls("resp_1", "call_1", tool, MONDAY);
            conversation.service.ends("resp_1");
        });
    }

    /** Time passes; the service answers what it is asked for, as fast as one does. */
    private void lasts(int millis) {
        for (int passed = 0; passed < millis; passed += STEP_MS) {
            conversation.passes(STEP_MS);
            var requests = conversation.service.requests();
            for (; requestsSeen < requests.size(); requestsSeen++) {
                var settings = requests.get(requestsSeen).response();
                boolean words = settings != null && settings.preGeneratedAssistantMessage() != null;
                var _ =
                        conversation.loop.after(
                                Duration.ofMillis(SERVICE_MS), () -> answers(words));
            }
            conversation.run(conversation.service::takesOutputs);
        }
    }

    private void answers(boolean words) {
        responses++;
        conversation.service.answers(
                "resp_r" + responses,
                "item_r" + responses,
                words ? "words" : "Monday at ten.",
                words ? 900 : 1_500);
    }

    private List<String> said() {
        return conversation.service.saidWordForWord();
    }

    /** From the end of the question to the end of what was heard. */
    private long longestSilenceMs() {
        var heard = new ArrayList<Long>();
        heard.add(0L);
        heard.addAll(conversation.page.heardAtMs);
        long longest = 0;
        for (int i = 1; i < heard.size(); i++) {
            longest = Math.max(longest, heard.get(i) - heard.get(i - 1) - STEP_MS);
        }
        return longest;
    }
}
