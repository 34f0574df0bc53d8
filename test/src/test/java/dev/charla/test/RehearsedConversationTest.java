package dev.charla.test;

import static dev.charla.test.Moment.heard;
import static dev.charla.test.time.VirtualTime.after;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.audio.Wav;
import dev.charla.conversation.capture.Capture;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplySink;
import dev.charla.protocol.settings.TurnDetection;
import dev.charla.test.sound.TonalVoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsedConversationTest {
    private static final ConversationOptions PLAIN = ConversationOptions.builder().build();

    private static Rehearsal scripted(String yaml) {
        return Rehearsal.of(PLAIN).scriptText(yaml).start();
    }

    @Test
    void aCallerIsUnderstoodAndHearsTheAnswer() {
        try (var rehearsal = scripted("turns: [{says: It is noon. Sleep well.}]")) {
            var caller = rehearsal.caller();

            caller.says("What time is it?");
            caller.hears("it is noon").within(ofSeconds(1));
            caller.hears("sleep well");

            caller.captionsAre("What time is it?", "It is noon. Sleep well.");
        }
    }

    @Test
    void aScriptMaySayWhatIsHeardInARecording(@TempDir Path folder) throws IOException {
        var file = folder.resolve("hello.wav");
        Wav.write(file, TonalVoice.say("these words do not count"));
        try (var rehearsal = scripted("turns: [{heard: good morning, says: Good morning.}]")) {
            rehearsal.caller().says(Wav.read(file));

            rehearsal.caller().hears("good morning");
            rehearsal.caller().captionsAre("good morning", "Good morning.");
        }
    }

    @Test
    void aModelAnswersWhatWasUnderstood() {
        try (var rehearsal = Rehearsal.of(PLAIN).model(new Echo()).start()) {
            rehearsal.caller().says("¿Qué hora es?");

            rehearsal.caller().hears("You said ¿Qué hora es?");
        }
    }

    /** Says what it was told. */
    private static final class Echo implements ReplyModel {
        @Override
        public Dialogue open(Surroundings surroundings) {
            return new Dialogue() {
                @Override
                public void reply(ReplyRequest request, ReplySink sink)
                        throws InterruptedException {
                    sink.text("You said " + request.last().text());
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public boolean takesFreeSpeech() {
            return true;
        }
    }

    @Test
    void aToolAsksTheCallerAndWaitsForThemInTheTimeOfTheConversation() {
        var agent =
                PLAIN.toBuilder()
                        .functions(
                                FunctionTools.of(
                                        List.of(
                                                TestTool.of(
                                                        "remind",
                                                        (_, call) ->
                                                                call.ask(
                                                                                Capture.email(
                                                                                        "What is your address?"))
                                                                        .orElse("nobody")))))
                        .build();
        try (var rehearsal =
                Rehearsal.of(agent)
                        .scriptText(
                                "turns: [{replies: [{calls: [{function: remind, arguments: {}}]}, {says: Done.}]}]")
                        .start()) {
            var caller = rehearsal.caller();

            caller.says("Remind me.");
            caller.expectToolCall("remind");
            caller.pauses(ofSeconds(6));
            caller.types("ana@example.org");
            caller.hears("Done");
        }
    }

    @Test
    void aToolIsGivenUpAtItsDeadlineThoughItWouldTakeAnHour() {
        var agent =
                PLAIN.toBuilder()
                        .functions(
                                FunctionTools.of(
                                        List.of(
                                                TestTool.of(
                                                        "look", (_, _) -> after(ofHours(1), "")))))
                        .build();
        try (var rehearsal =
                Rehearsal.of(agent)
                        .scriptText(
                                "turns: [{replies: [{calls: [{function: look, arguments: {}}]}, {says: I could not look.}]}]")
                        .start()) {
            var caller = rehearsal.caller();

            caller.types("Look!");
            caller.pauses(ofSeconds(29));
            caller.hears("I could not look").within(ofSeconds(2));
        }
    }

    @Test
    void whatIsSaidInBetweenLeavesTheAgentToBeListenedTo() {
        var agent =
                PLAIN.toBuilder()
                        .turnDetection(
                                TurnDetection.AzureSemanticVad.builder(
                                                TurnDetection.AzureSemanticVad.ENGLISH_FIRST)
                                        .removeFillerWords(true)
                                        .build())
                        .build();
        try (var rehearsal =
                Rehearsal.of(agent)
                        .scriptText(
                                "turns: [{says: One two three four five six seven eight nine ten eleven.}]")
                        .start()) {
            var caller = rehearsal.caller();
            caller.types("Count.");
            caller.hears("three");

            caller.backChannels("uh-huh");
            caller.hears("ten");
        }
    }

    @Test
    void twoConversationsThatAreTheSameAreTheSameToTheBit() {
        var fingerprints = new HashSet<String>();
        for (int i = 0; i < 10; i++) {
            fingerprints.add(interrupted());
        }

        assertThat(fingerprints).hasSize(1);
    }

    /** Threads of tools, answers and their sound, of which some are given up. */
    private static String interrupted() {
        try (var rehearsal =
                Rehearsal.of(FrontDeskAgent.agent()).script("front-desk.yaml").start()) {
            var caller = rehearsal.caller();
            caller.says("Is anything free on Tuesday?");
            caller.bargesIn("Wednesday, I meant").after(heard("Tuesday at"));
            caller.hears("Wednesday is full");
            return rehearsal.fingerprint();
        }
    }

    @Test
    void nothingIsLeftOfAConversationThatEndsWhileAllIsAtWork() {
        Rehearsal rehearsal =
                Rehearsal.of(FrontDeskAgent.agent()).script("front-desk.yaml").start();
        rehearsal.caller().says("Is anything free on Tuesday?");
        rehearsal.caller().expectToolCall("free");

        rehearsal.close();
        rehearsal.close();

        assertThat(rehearsal.left()).isZero();
    }

    @Test
    void anExpectationThatIsNotMetTellsTheConversationAndKeepsIt(@TempDir Path folder)
            throws IOException {
        try (var rehearsal =
                Rehearsal.of(PLAIN)
                        .scriptText("turns: [{says: It is <noon>.}]")
                        .name("a test")
                        .reports(folder)
                        .start()) {
            var caller = rehearsal.caller();
            caller.says("What time is it?");

            assertThatThrownBy(() -> caller.hears("midnight"))
                    .isInstanceOf(RehearsalFailure.class)
                    .hasMessageContaining("did not hear “midnight”")
                    .hasMessageContaining("caller  “What time is it?”")
                    .hasMessageContaining("agent   It is <noon>.")
                    .hasMessageContaining("state   listening")
                    .hasMessageContaining(folder.resolve("a-test.html").toUri().toString());
        }
        var sound = Wav.read(folder.resolve("a-test.wav"));
        assertThat(sound.channelCount()).isEqualTo(2);
        assertThat(sound.duration()).isGreaterThan(ofSeconds(30));
        assertThat(Files.readString(folder.resolve("a-test.json"))).contains("It is <noon>.");
        assertThat(Files.readString(folder.resolve("a-test.html")))
                .contains("It is &lt;noon&gt;.", "data:audio/wav;base64,", "<svg")
                .doesNotContain("It is <noon>.", "src=\"http");
    }

    @Test
    void eachExpectationSaysWhatWasDifferent(@TempDir Path folder) {
        try (var rehearsal =
                Rehearsal.of(FrontDeskAgent.agent())
                        .script("front-desk.yaml")
                        .reports(folder)
                        .start()) {
            var caller = rehearsal.caller();
            caller.says("Is anything free on Tuesday?");
            var looking = caller.hears("I am looking");
            assertThatThrownBy(() -> looking.within(ofMillis(500)))
                    .hasMessageContaining("after 1.3");
            assertThatThrownBy(caller::noToolCall).hasMessageContaining("'free'");
            var call = caller.expectToolCall("free");
            assertThatThrownBy(() -> call.with("day", "Monday"))
                    .hasMessageContaining("and not with 'day' as Monday");
            caller.hears("Tuesday at nine");
            assertThatThrownBy(() -> caller.silence().neverLongerThan(ofSeconds(1)))
                    .hasMessageContaining("Nobody was heard for 1.");
            assertThatThrownBy(() -> caller.transcript().neverSaid("at nine"))
                    .hasMessageContaining("has heard “at nine”");
            assertThatThrownBy(() -> caller.transcript().agentSaid("at noon"))
                    .hasMessageContaining("has not heard “at noon”");
            assertThatThrownBy(() -> caller.latency().neverLongerThan(ofMillis(10)))
                    .hasMessageContaining("An answer was heard after");
            assertThatThrownBy(() -> caller.handedOffTo("billing"))
                    .hasMessageContaining("was not handed to 'billing'");
            assertThatThrownBy(() -> caller.captionsAre("Nothing"))
                    .hasMessageContaining("not [Nothing]");
            assertThatThrownBy(caller::stopsHearing).hasMessageContaining("Nobody was heard");
            assertThatThrownBy(() -> caller.expectToolCall("book"))
                    .hasMessageContaining("did not call the tool 'book'");
            var _ = caller.bargesIn("No");
            assertThatThrownBy(() -> caller.says("Hello?"))
                    .hasMessageContaining("nothing says when");
        }
    }

    @Test
    void aScriptThatIsWrongSaysWhere() {
        var rehearsal = Rehearsal.of(PLAIN);

        assertThatThrownBy(() -> rehearsal.scriptText("turns: [{sais: Hello.}]"))
                .hasMessageContaining("sais");
        assertThatThrownBy(() -> rehearsal.script("nowhere.yaml"))
                .hasMessageContaining("There is no script 'nowhere.yaml'");
        assertThatThrownBy(rehearsal::start).hasMessageContaining("a script or a model");
    }
}
