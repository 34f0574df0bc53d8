package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.reply.ReplyRequest;
import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.TranscriptionEvent;
import dev.charla.protocol.item.ContentPart;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.Role;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.request.ResponseRequest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Items that clients make, read, change and remove. */
class ItemsTest {
    private final SessionBench bench = new SessionBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void create(String item) {
        bench.read("{\"type\":\"conversation.item.create\",\"item\":%s}".formatted(item));
    }

    private void answer() {
        int before = bench.of(dev.charla.protocol.event.ResponseEvent.Done.class).size();
        bench.send(new ResponseRequest.Create());
        bench.awaitDones(before + 1);
    }

    @Test
    void aHistoryOfEveryKindIsRestored() {
        create(
                """
                {"type":"message","role":"system",
                 "content":[{"type":"input_text","text":"Be kind."}]}\
                """);
        create(
                """
                {"type":"message","role":"user","content":[
                 {"type":"input_audio","transcript":"weather in rome"}]}\
                """);
        create(
                """
                {"type":"function_call","name":"weather","call_id":"call_1",
                 "arguments":"{\\"city\\":\\"Rome\\"}"}\
                """);
        create("{\"type\":\"function_call_output\",\"call_id\":\"call_1\",\"output\":\"sunny\"}");
        create(
                """
                {"type":"message","role":"assistant",
                 "content":[{"type":"output_text","text":"It is sunny."}]}\
                """);
        create(
                """
                {"type":"message","role":"assistant",
                 "content":[{"type":"audio","transcript":"Anything else?"}]}\
                """);
        create(
                """
                {"type":"message","role":"user",
                 "content":[{"type":"input_text","text":"and"},
                            {"type":"input_text","text":"in paris"}]}\
                """);
        answer();

        assertThat(bench.of(ErrorEvent.class)).isEmpty();
        assertThat(Objects.requireNonNull(bench.replies.last).history())
                .containsExactly(
                        new ReplyRequest.Line(ReplyRequest.Party.SYSTEM, "Be kind."),
                        new ReplyRequest.Line(ReplyRequest.Party.CALLER, "weather in rome"),
                        new ReplyRequest.Call("call_1", "weather", "{\"city\":\"Rome\"}"),
                        new ReplyRequest.Result("call_1", "sunny"),
                        new ReplyRequest.Line(ReplyRequest.Party.AGENT, "It is sunny."),
                        new ReplyRequest.Line(ReplyRequest.Party.AGENT, "Anything else?"),
                        new ReplyRequest.Line(ReplyRequest.Party.CALLER, "and in paris"));
        assertThat(bench.codec.write(bench.of(ConversationItemEvent.Created.class).get(4)))
                .contains("\"type\":\"text\",\"text\":\"It is sunny.\"");
        Item output = bench.of(ConversationItemEvent.Created.class).get(3).item();
        assertThat(((Item.FunctionCallOutput) output).status()).isNull();
    }

    @Test
    void audioInAnItemIsWrittenDownBeforeItIsAnswered() {
        bench.recognizer.words.add("recorded words");
        create(
                "{\"type\":\"message\",\"role\":\"user\",\"id\":\"item_x\",\"content\":[{\"type\":\"input_audio\",\"audio\":\"%s\"}]}"
                        .formatted(
                                Base64.getEncoder()
                                        .encodeToString(SessionBench.tone(24_000, 800))));
        answer();

        assertThat(bench.only(TranscriptionEvent.Completed.class).transcript())
                .isEqualTo("recorded words");
        assertThat(bench.types())
                .containsSubsequence(
                        "conversation.item.created",
                        "conversation.item.input_audio_transcription.completed",
                        "response.created");
        assertThat(bench.transcript()).startsWith("You said: recorded words.");
        bench.read("{\"type\":\"conversation.item.retrieve\",\"item_id\":\"item_x\"}");
        assertThat(bench.codec.write(bench.only(ConversationItemEvent.Retrieved.class)))
                .contains("\"transcript\":\"recorded words\"")
                .doesNotContain("\"audio\":\"");
    }

    @Test
    void audioThatCannotBeWrittenDownIsToldAndTheAnswerStillComes() {
        bench.recognizer.busy = true;
        create(
                "{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"audio\":\"AAAA\"}]}");
        answer();

        assertThat(bench.only(TranscriptionEvent.Failed.class).error().code())
                .isEqualTo("recognizer_busy");
    }

    @Test
    void textIsStreamedIntoAnItem() {
        create(
                """
                {"type":"message","role":"user","id":"item_t",
                 "content":[{"type":"input_text","text":""}]}\
                """);
        bench.read("{\"type\":\"input_text.delta\",\"id\":\"item_t\",\"delta\":\"stream\"}");
        bench.read("{\"type\":\"input_text.delta\",\"id\":\"item_t\",\"delta\":\"ed\"}");
        bench.read("{\"type\":\"input_text.done\",\"id\":\"item_t\"}");
        answer();

        assertThat(bench.transcript()).startsWith("You said: streamed.");
        bench.read("{\"type\":\"input_text.delta\",\"id\":\"item_u\",\"delta\":\"x\"}");
        bench.read(
                "{\"type\":\"input_text.delta\",\"id\":\"%s\",\"delta\":\"x\"}"
                        .formatted(bench.answerItem()));
        assertThat(bench.of(ErrorEvent.class))
                .extracting(error -> error.error().code())
                .containsExactly("item_not_found", "invalid_value");
    }

    @Test
    void aDeletedItemIsForgotten() {
        bench.create("secret", null);
        bench.read("{\"type\":\"conversation.item.delete\",\"item_id\":\"secret\"}");
        bench.type("what did i say");
        bench.awaitDone();

        assertThat(bench.only(ConversationItemEvent.Deleted.class).itemId())
                .isEqualTo(new ItemId("secret"));
        assertThat(bench.replies.lastHistory()).containsExactly("what did i say");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"function_call_output\",\"call_id\":\"call_x\",\"output\":\"\"}|item.call_id",
                "{\"type\":\"mcp_call\",\"server_label\":\"a\",\"name\":\"b\",\"arguments\":\"\"}|item.output",
                "{\"type\":\"mcp_list_tools\",\"server_label\":\"a\",\"tools\":[]}|item.type",
                "{\"type\":\"mcp_approval_response\",\"approval_request_id\":\"a\",\"approve\":true}|item.approval_request_id",
                "{\"type\":\"poem\"}|item.type",
                "{\"type\":\"message\",\"role\":\"king\",\"content\":[]}|item.role",
                "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"input_text\",\"text\":\"x\"}]}|item.content[0].type",
                "{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}|item.content[0].type",
                "{\"type\":\"message\",\"role\":\"system\",\"content\":[{\"type\":\"input_audio\",\"transcript\":\"x\"}]}|item.content[0].type",
                "{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"x\"},{\"type\":\"input_image\",\"image_url\":\"data:\"}]}|item.content[1].type"
            })
    void anItemThatCannotBeIsRefusedAndNotAdded(String item, String param) {
        create(item);

        assertThat(bench.only(ErrorEvent.class).error())
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo("invalid_value");
                    assertThat(error.param()).isEqualTo(param);
                });
        assertThat(bench.of(ConversationItemEvent.Created.class)).isEmpty();
    }

    @Test
    void onlySpokenAnswersCanBeTruncated() {
        bench.create("typed", null);
        bench.read(
                """
                {"type":"conversation.item.truncate","item_id":"typed",
                 "content_index":0,"audio_end_ms":0}\
                """);

        assertThat(bench.only(ErrorEvent.class).error().message())
                .isEqualTo("Only model output audio messages can be truncated");
    }

    @Test
    void itemsCanBePlacedRetrievedAndDeleted() {
        bench.create("item_a", null);
        bench.create("item_b", null);
        bench.create("item_c", new ItemId("item_a"));
        bench.create("item_d", ItemId.ROOT);
        bench.create("item_a", null);
        bench.create("item_e", new ItemId("item_x"));
        bench.send(new ConversationItemRequest.Retrieve(new ItemId("item_c")));
        bench.send(new ConversationItemRequest.Delete(new ItemId("item_b")));
        bench.send(new ConversationItemRequest.Delete(new ItemId("item_b")));
        bench.type("question");
        bench.awaitDone();

        assertThat(bench.of(ErrorEvent.class))
                .extracting(error -> error.error().code())
                .containsExactly("invalid_value", "item_not_found", "item_not_found");
        assertThat(bench.of(ConversationItemEvent.Retrieved.class)).hasSize(1);
        assertThat(bench.replies.lastHistory())
                .containsExactly("item_d", "item_a", "item_c", "question");
    }

    @Test
    void truncatingBeyondTheAudioIsRefused() {
        bench.replies.text = "Short.";
        bench.type("x");
        bench.awaitDone();
        ItemId said = bench.answerItem();

        bench.send(new ConversationItemRequest.Truncate(said, 0, 60_000, null));

        assertThat(bench.only(ErrorEvent.class).error().message())
                .isEqualTo("Audio content of 500ms is already shorter than 60000ms");
    }

    @Test
    void whatWasCutOffIsGoneFromTheItemAndStaysSo() {
        bench.replies.text = "First you hear this. The secret is forty two. Nobody hears that.";
        bench.type("x");
        bench.awaitDone();
        ItemId said = bench.answerItem();

        truncate(said, "600");
        bench.send(new ConversationItemRequest.Retrieve(said));
        truncate(said, "900");
        truncate(said, "600");
        truncate(said, "200");

        assertThat(bench.codec.write(bench.only(ConversationItemEvent.Retrieved.class)))
                .contains("First you hear this.", "\"status\":\"incomplete\"")
                .doesNotContain("forty two");
        assertThat(bench.only(ErrorEvent.class).error().message())
                .isEqualTo("Audio content of 600ms is already shorter than 900ms");
        assertThat(bench.of(ConversationItemEvent.Truncated.class))
                .extracting(ConversationItemEvent.Truncated::audioEndMs)
                .containsExactly(600, 600, 200);
    }

    @Test
    void anItemThatIsCutWhileItIsMadeKeepsNoMoreThanWasHeard() {
        bench.replies.text = "One sentence. ".repeat(400);
        bench.stall();
        bench.type("tell me a story");
        bench.awaitAudio(3_000);
        ItemId said = bench.answerItem();
        truncate(said, "500");
        bench.read("{\"type\":\"response.cancel\"}");
        bench.send(new ConversationItemRequest.Retrieve(said));

        assertThat(bench.codec.write(bench.only(ConversationItemEvent.Retrieved.class)))
                .contains("\"transcript\":\"One sentence.\"");
    }

    @ParameterizedTest
    @CsvSource({"1.5,invalid_type", "1.0,invalid_type", "-1,invalid_value", "'\"1\"',invalid_type"})
    void aTimeThatIsNoWholeNumberOfMillisecondsIsRefused(String ms, String code) {
        bench.replies.text = "Short.";
        bench.type("x");
        bench.awaitDone();
        truncate(bench.answerItem(), ms);

        assertThat(bench.only(ErrorEvent.class).error())
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo(code);
                    assertThat(error.param()).isEqualTo("audio_end_ms");
                });
        assertThat(bench.of(ConversationItemEvent.Truncated.class)).isEmpty();
    }

    private void truncate(ItemId item, String ms) {
        bench.read(
                "{\"type\":\"conversation.item.truncate\",\"item_id\":\"%s\",\"content_index\":0,\"audio_end_ms\":%s}"
                        .formatted(item.value(), ms));
    }

    @Test
    void anItemsOwnNameIsNeitherEmptyNorEndless() {
        bench.create("", null);
        bench.create("x".repeat(65), null);
        bench.create("root", null);
        bench.create("x".repeat(64), null);

        assertThat(bench.of(ErrorEvent.class))
                .extracting(error -> error.error().param())
                .containsExactly("item.id", "item.id", "item.id");
        assertThat(bench.of(ConversationItemEvent.Created.class)).hasSize(1);
    }

    @Test
    void roleOfTypedItemsIsKept() {
        ClientEvent create =
                new ConversationItemRequest.Create(
                        new Item.Message(
                                Role.SYSTEM,
                                List.of(new ContentPart.InputText("Be kind.", Map.of())),
                                null,
                                null,
                                null,
                                Map.of()));
        bench.send(create);
        bench.type("hi");
        bench.awaitDone();

        assertThat(bench.replies.lastHistory()).containsExactly("SYSTEM Be kind.", "hi");
    }
}
