package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.request.InputAudioBufferRequest;
import dev.charla.protocol.request.ResponseRequest;
import dev.charla.protocol.response.Response;
import dev.charla.protocol.response.ResponseStatus;
import dev.charla.protocol.response.Usage;
import dev.charla.protocol.settings.SessionUpdate;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses and what is asked of them. */
class ResponsesTest {
    private final SessionBench bench = new SessionBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void respond(String response) {
        bench.read("{\"type\":\"response.create\",\"response\":%s}".formatted(response));
    }

    @Test
    void whatAResponseAsksForHoldsForItAlone() {
        bench.create("hello", null);
        respond(
                """
                {"modalities":["text"],"instructions":"One word.","temperature":0.2,
                 "max_output_tokens":100,"metadata":{"k":"v"}}\
                """);
        Response first = bench.awaitDone().response();
        String instructions = Objects.requireNonNull(bench.replies.last).instructions();
        bench.send(new ResponseRequest.Create());
        Response second = bench.awaitDones(2).response();

        assertThat(instructions).isEqualTo("One word.");
        assertThat(first.temperature()).isEqualTo(0.2);
        assertThat(first.metadata()).containsEntry("k", "v");
        assertThat(Objects.requireNonNull(first.maxOutputTokens()).limit()).isEqualTo(100);
        assertThat(second.modalities()).hasSize(2);
        assertThat(second.metadata()).isNull();
        assertThat(bench.replies.last.instructions()).isEmpty();
    }

    @Test
    void additionalInstructionsFollowTheSessions() {
        bench.update(SessionUpdate.builder().instructions("Be brief."));
        bench.read(
                "{\"type\":\"response.create\",\"additional_instructions\":\"Answer in French.\"}");
        bench.awaitDone();

        assertThat(Objects.requireNonNull(bench.replies.last).instructions())
                .isEqualTo("Be brief.\nAnswer in French.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"conversation\":\"none\"}", "{\"commit\":false}"})
    void aResponseOutsideTheConversationLeavesNothingInIt(String response) {
        bench.create("hello", null);
        respond(response);
        Response done = bench.awaitDone().response();
        bench.send(new ResponseRequest.Create());
        bench.awaitDones(2);

        assertThat(done.conversationId()).isNull();
        assertThat(done.output()).hasSize(1);
        // The client's item and that of the second response.
        assertThat(bench.of(ConversationItemEvent.Created.class)).hasSize(2);
        assertThat(bench.replies.lastHistory()).containsExactly("hello");
    }

    @Test
    void givenItemsTakeTheConversationsPlace() {
        bench.create("hello", null);
        respond(
                """
                {"conversation":"none","input_items":[
                  {"type":"item_reference","id":"hello"},
                  {"type":"message","role":"user",
                   "content":[{"type":"input_text","text":"classify that"}]}]}\
                """);
        bench.awaitDone();

        assertThat(bench.replies.lastHistory()).containsExactly("hello", "classify that");
    }

    @Test
    void appendedItemsFollowTheConversation() {
        bench.create("hello", null);
        respond(
                """
                {"append_input_items":[{"type":"message","role":"user",
                  "content":[{"type":"input_text","text":"and more"}]}]}\
                """);
        bench.awaitDone();
        bench.type("again");
        bench.awaitDones(2);

        assertThat(bench.replies.lastHistory())
                .containsExactly("hello", "You said: and more. Anything else?", "again");
    }

    @Test
    void anUnknownReferenceIsRefused() {
        respond("{\"input_items\":[{\"type\":\"item_reference\",\"id\":\"nobody\"}]}");

        assertThat(bench.only(ErrorEvent.class).error().code()).isEqualTo("item_not_found");
        assertThat(bench.of(ResponseEvent.Created.class)).isEmpty();
    }

    @Test
    void theOneBeforeIsCancelledWhereThatIsAskedFor() {
        bench.replies.text = "One sentence. ".repeat(400);
        bench.stall();
        bench.type("conversation");
        bench.awaitAudio();
        bench.replies.text = "Short.";

        respond("{\"cancel_previous\":true}");
        bench.flow();
        bench.awaitDones(2);

        assertThat(bench.of(ResponseEvent.Done.class))
                .extracting(done -> done.response().status())
                .containsExactly(ResponseStatus.CANCELLED, ResponseStatus.COMPLETED);
        assertThat(bench.of(ErrorEvent.class)).isEmpty();
    }

    @Test
    void aResponseAskedForRightAfterACommitAnswersThatTurn() {
        bench.update(SessionUpdate.builder().turnDetection(null));
        bench.speak("by hand", 800);

        // In one go, as clients do: the words are not known yet.
        bench.loop.run(() -> {
            bench.session.receive(new InputAudioBufferRequest.Commit());
            bench.session.receive(new ResponseRequest.Create());
        });
        bench.awaitDone();

        assertThat(bench.transcript()).startsWith("You said: by hand.");
        assertThat(bench.types())
                .containsSubsequence(
                        "input_audio_buffer.committed",
                        "conversation.item.created",
                        "response.created");
    }

    @Test
    void aResponseThatWaitsForWordsCanBeCancelled() {
        bench.update(SessionUpdate.builder().turnDetection(null));
        bench.speak("by hand", 800);

        bench.loop.run(() -> {
            bench.session.receive(new InputAudioBufferRequest.Commit());
            bench.session.receive(new ResponseRequest.Create());
            bench.session.receive(new ResponseRequest.Cancel());
        });
        bench.awaitDone();
        bench.loop.runUntilIdle();

        assertThat(bench.only(ResponseEvent.Done.class).response().status())
                .isEqualTo(ResponseStatus.CANCELLED);
        assertThat(bench.of(ErrorEvent.class)).isEmpty();
    }

    @Test
    void onlyOneResponseWaitsForWords() {
        bench.update(SessionUpdate.builder().turnDetection(null));
        bench.speak("by hand", 800);

        bench.loop.run(() -> {
            bench.session.receive(new InputAudioBufferRequest.Commit());
            bench.session.receive(new ResponseRequest.Create());
            bench.session.receive(new ResponseRequest.Create());
        });
        bench.awaitDone();

        assertThat(bench.only(ErrorEvent.class).error().code())
                .isEqualTo("conversation_already_has_active_response");
    }

    @Test
    void anAnswerThatTakesLongIsBridged() {
        bench.replies.mayAnswer = new CountDownLatch(1);
        bench.read(
                """
                {"type":"session.update","session":{"interim_response":
                  {"type":"static_interim_response","texts":["One moment.","Let me see."],
                   "latency_threshold_ms":1500}}}\
                """);
        bench.type("think");
        bench.loop.advance(Duration.ofMillis(1_400));
        assertThat(bench.of(ResponseEvent.AudioTranscriptDelta.class)).isEmpty();

        bench.loop.advance(Duration.ofMillis(200));
        bench.awaitAudio();
        bench.replies.mayAnswer.countDown();
        bench.awaitDone();

        assertThat(bench.transcript()).isEqualTo("One moment. You said: think. Anything else?");
    }

    @Test
    void anAnswerThatComesInTimeIsNotBridged() {
        bench.read(
                """
                {"type":"session.update","session":{"interim_response":
                  {"type":"static_interim_response","texts":["One moment."]}}}\
                """);
        bench.type("quick");
        bench.awaitDone();
        bench.loop.advance(Duration.ofSeconds(5));

        assertThat(bench.transcript()).isEqualTo("You said: quick. Anything else?");
        assertThat(bench.of(ResponseEvent.Done.class)).hasSize(1);
    }

    @Test
    void theUsageAddsUp() {
        bench.speak("how many tokens is this", 1_000);
        bench.silence(700);
        Usage usage = Objects.requireNonNull(bench.awaitDone().response().usage());

        assertThat(bench.only(ResponseEvent.Created.class).response().usage()).isNull();
        assertThat(usage.totalTokens()).isEqualTo(usage.inputTokens() + usage.outputTokens());
        assertThat(usage.inputTokenDetails().textTokens()).isEqualTo(6);
        assertThat(usage.inputTokenDetails().audioTokens()).isBetween(9, 12);
        // Two sentences of half a second, at 20 tokens a second.
        assertThat(usage.outputTokenDetails().audioTokens()).isEqualTo(20);
        assertThat(usage.outputTokenDetails().textTokens()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"modalities\":[\"audio\"]}|response.modalities",
                "{\"output_audio_format\":\"mp3\"}|response.output_audio_format",
                "{\"temperature\":9}|response.temperature",
                "{\"max_output_tokens\":9000}|response.max_output_tokens",
                "{\"voice\":\"nobody\"}|response.voice.name",
                "{\"conversation\":\"other\"}|response.conversation",
                "{\"pre_generated_assistant_message\":{\"type\":\"message\",\"role\":\"assistant\",\"content\":[]}}|response.pre_generated_assistant_message",
                "{\"invoke_input\":{\"a\":1}}|response.invoke_input",
                "{\"animation\":{\"outputs\":[\"blendshapes\"]}}|response.animation.outputs",
                "{\"tool_choice\":\"required\"}|response.tool_choice",
                "{\"input_items\":[],\"append_input_items\":[]}|response.append_input_items"
            })
    void whatAResponseCannotBeIsRefused(String response, String param) {
        bench.create("hello", null);
        respond(response);

        assertThat(bench.only(ErrorEvent.class).error().param()).isEqualTo(param);
        assertThat(bench.of(ResponseEvent.Created.class)).isEmpty();
    }
}
