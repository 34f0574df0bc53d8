package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.settings.Family;
import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.InputAudioBufferEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.SessionEvent;
import dev.charla.protocol.event.TranscriptionEvent;
import dev.charla.protocol.item.ContentPart;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemStatus;
import dev.charla.protocol.response.Response;
import dev.charla.protocol.settings.MaxTokens;
import dev.charla.protocol.settings.SessionSettings;
import dev.charla.protocol.settings.TurnDetection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sessions of native models tell differently from those of cascaded ones. */
class FamiliesTest {
    private final SessionBench bench = new SessionBench("gpt-realtime");

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-realtime,NATIVE",
        "gpt-realtime-mini,NATIVE",
        "gpt-realtime-2.1,NATIVE",
        "gpt-4o-realtime-preview,NATIVE",
        "phi4-mm-realtime,NATIVE",
        "azure-realtime,NATIVE",
        "gpt-4o,CASCADED",
        "gpt-4.1-mini,CASCADED",
        "gpt-5,CASCADED",
        "charla-offline,CASCADED"
    })
    void theNameOfTheModelTellsTheFamily(String model, Family family) {
        assertThat(Family.of(model)).isEqualTo(family);
    }

    @Test
    void aNativeSessionBeginsWithoutTranscription() {
        SessionSettings session = bench.only(SessionEvent.Created.class).session();

        assertThat(session.inputAudioTranscription()).isNull();
        assertThat(session.temperature()).isNull();
        assertThat(session.turnDetection())
                .isInstanceOfSatisfying(
                        TurnDetection.ServerVad.class,
                        vad -> assertThat(vad.silenceDurationMs()).isEqualTo(200));
    }

    @Test
    void theTranscriptFollowsTheItem() {
        bench.read(
                """
                {"type":"session.update","session":
                  {"input_audio_transcription":{"model":"whisper-1"}}}\
                """);
        bench.speak("hello there", 800);
        bench.silence(600);
        bench.awaitDone();

        assertThat(bench.typesFolded())
                .containsExactly(
                        "session.created",
                        "session.updated",
                        "input_audio_buffer.speech_started",
                        "input_audio_buffer.speech_stopped",
                        "input_audio_buffer.committed",
                        "conversation.item.created",
                        "conversation.item.done",
                        "conversation.item.input_audio_transcription.delta",
                        "response.created",
                        "conversation.item.input_audio_transcription.completed",
                        "response.output_item.added",
                        "conversation.item.created",
                        "response.content_part.added",
                        "response.audio_transcript.delta",
                        "response.audio.delta",
                        "response.audio_transcript.delta",
                        "response.audio.delta",
                        "response.audio.done",
                        "response.audio_transcript.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.done");
        assertThat(bench.only(TranscriptionEvent.Completed.class).language()).isNull();
        assertThat(content(bench.of(ConversationItemEvent.Created.class).getFirst().item()))
                .containsExactly(new ContentPart.InputAudio());
    }

    @Test
    void withoutTranscriptionTheWordsAreAnsweredButNotTold() {
        bench.speak("hello there", 800);
        bench.silence(600);
        bench.awaitDone();

        assertThat(bench.transcript()).isEqualTo("You said: hello there. Anything else?");
        assertThat(bench.types()).noneMatch(type -> type.contains("input_audio_transcription"));
        bench.read(
                "{\"type\":\"conversation.item.retrieve\",\"item_id\":\"%s\"}"
                        .formatted(bench.only(InputAudioBufferEvent.Committed.class).itemId()));
        assertThat(content(bench.only(ConversationItemEvent.Retrieved.class).item()))
                .containsExactly(new ContentPart.InputAudio());
    }

    @Test
    void whatIsNullAndWhatIsNamedIsAsAtTheService() {
        bench.type("hello");
        Response response = bench.awaitDone().response();

        assertThat(bench.of(ConversationItemEvent.Created.class).getFirst().previousItemId())
                .isNull();
        assertThat(String.valueOf(response.conversationId())).startsWith("conv_");
        assertThat(response.maxOutputTokens()).isEqualTo(MaxTokens.INFINITE);
        Item added = bench.only(ResponseEvent.OutputItemAdded.class).item();
        assertThat(((Item.Message) added).status()).isEqualTo(ItemStatus.IN_PROGRESS);
        assertThat(String.valueOf(added.id())).startsWith("item_");
    }

    private static List<ContentPart> content(Item item) {
        return ((Item.Message) item).content();
    }
}
