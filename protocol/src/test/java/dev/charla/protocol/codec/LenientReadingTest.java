package dev.charla.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.InputAudioBufferEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.event.TranscriptionEvent;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.request.ResponseRequest;
import dev.charla.protocol.request.SessionRequest;
import dev.charla.protocol.response.Usage;
import dev.charla.protocol.settings.AudioFormat;
import dev.charla.protocol.settings.MaxTokens;
import dev.charla.protocol.settings.ResponseSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a service may leave out or get wrong without being misunderstood. */
class LenientReadingTest {
    private static final EventId EVENT = new EventId("event_1");

    private final ProtocolCodec codec = new ProtocolCodec();

    @Test
    void missingNumbersAreZeroAndMissingListsEmpty() throws ProtocolException {
        assertThat(
                        codec.readServerEvent(
                                """
                                {"event_id":"event_1","response_id":"r","item_id":"i",
                                 "type":"response.audio_timestamp.done"}\
                                """))
                .isEqualTo(
                        new ResponseEvent.AudioTimestampDone(
                                EVENT, new ResponseId("r"), new ItemId("i"), 0, 0));
        var created =
                (ResponseEvent.Created)
                        codec.readServerEvent(
                                """
                                {"type":"response.created","event_id":"event_1",
                                 "response":{"id":"r","status":"in_progress"}}\
                                """);
        assertThat(created.response().output()).isEmpty();
        assertThat(created.response().usage()).isNull();
    }

    @Test
    void usageWithoutDetailsHasZerosInThem() throws ProtocolException {
        var done =
                (ResponseEvent.Done)
                        codec.readServerEvent(
                                """
                                {"type":"response.done","event_id":"e","response":{"id":"r",
                                 "status":"completed","usage":{"total_tokens":3,
                                 "input_token_details":{"text_tokens":2}}}}\
                                """);

        assertThat(done.response().usage())
                .isEqualTo(
                        new Usage(
                                3,
                                0,
                                0,
                                new Usage.InputTokenDetails(
                                        0, 2, 0, 0, new Usage.CachedTokenDetails()),
                                new Usage.OutputTokenDetails()));
    }

    @Test
    void missingTextsAreEmpty() throws ProtocolException {
        assertThat(
                        codec.readServerEvent(
                                """
                                {"type":"conversation.item.input_audio_transcription.completed",
                                 "event_id":"event_1","item_id":"i","transcript":null}\
                                """))
                .isEqualTo(
                        new TranscriptionEvent.Completed(
                                EVENT, new ItemId("i"), 0, "", null, null, null, null));
    }

    @Test
    void anEventThatNamesNoItemIsStillRefused() {
        assertThatThrownBy(() ->
                        codec.readServerEvent(
                                """
                                {"type":"input_audio_buffer.speech_started",
                                 "event_id":"e","audio_start_ms":7}\
                                """))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("Missing required parameter: 'item_id'.");
    }

    @Test
    void nullsInNumbersAndListsAreTakenAsAbsent() throws ProtocolException {
        assertThat(
                        codec.readServerEvent(
                                """
                                {"type":"response.text.delta","event_id":"event_1","response_id":"r",
                                 "item_id":"i","output_index":null,"content_index":null,"delta":"x"}\
                                """))
                .isEqualTo(
                        new ResponseEvent.TextDelta(
                                EVENT, new ResponseId("r"), new ItemId("i"), 0, 0, "x"));
        var item =
                (ConversationItemEvent.Created)
                        codec.readServerEvent(
                                """
                                {"type":"conversation.item.created","event_id":"e","item":
                                 {"type":"message","role":"user","content":[null]}}\
                                """);
        assertThat(((Item.Message) item.item()).content()).isEmpty();
    }

    @Test
    void anEventWithoutANameIsReadButNeverWritten() throws ProtocolException {
        ServerEvent event = codec.readServerEvent("{\"type\":\"input_audio_buffer.cleared\"}");

        assertThat(event).isEqualTo(new InputAudioBufferEvent.Cleared(EventId.NONE));
        assertThatThrownBy(() -> codec.write(event)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codec.writeBytes(event))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEventWithoutATypeIsUnknown() throws ProtocolException {
        for (String json : List.of("{}", "{\"type\":null}", "{\"type\":{\"a\":1}}")) {
            ServerEvent event = codec.readServerEvent(json);

            assertThat(event).isInstanceOf(ServerEvent.Unknown.class);
            assertThat(event.type()).isNull();
            assertThat(event.eventId()).isEqualTo(EventId.NONE);
        }
    }

    @Test
    void anImagesOlderNameIsReadAndTheNewerWritten() throws ProtocolException {
        var create =
                (ConversationItemRequest.Create)
                        codec.readClientEvent(
                                """
                                {"type":"conversation.item.create","item":{"type":"message",
                                 "role":"user","content":[{"type":"input_image","url":"u"}]}}\
                                """);

        assertThat(codec.write(create)).contains("\"image_url\":\"u\"").doesNotContain("\"url\"");
    }

    @Test
    void bothNamesOfATokenLimitAreReadAndOneWritten() throws ProtocolException {
        var create =
                (ResponseRequest.Create)
                        codec.readClientEvent(
                                """
                                {"type":"response.create",
                                 "response":{"max_response_output_tokens":"inf"}}\
                                """);

        assertThat(create.response())
                .isEqualTo(ResponseSettings.builder().maxOutputTokens(MaxTokens.INFINITE).build());
        assertThat(codec.write(create)).contains("\"max_output_tokens\":\"inf\"");
    }

    @Test
    void aHyphenInAFormatBecomesAnUnderscore() throws ProtocolException {
        var update =
                (SessionRequest.Update)
                        codec.readClientEvent(
                                """
                                {"type":"session.update",
                                 "session":{"output_audio_format":"pcm16-8000hz"}}\
                                """);

        assertThat(update.session().outputAudioFormat()).isEqualTo(AudioFormat.PCM16_8000HZ);
        assertThat(codec.write(update)).contains("pcm16_8000hz");
    }

    @Test
    void aSchemaThatIsNoJsonStaysText() throws ProtocolException {
        for (String schema : List.of("not json", "[1]", "")) {
            var update =
                    (SessionRequest.Update)
                            codec.readClientEvent(
                                    """
                                    {"type":"session.update","session":{"tools":
                                     [{"type":"function","name":"f","parameters":"%s"}]}}\
                                    """
                                            .formatted(schema));

            assertThat(codec.write(update)).contains("\"parameters\":\"" + schema + "\"");
        }
    }
}
