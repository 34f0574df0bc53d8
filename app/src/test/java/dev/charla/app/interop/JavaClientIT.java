package dev.charla.app.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.ai.voicelive.VoiceLiveClientBuilder;
import com.azure.ai.voicelive.VoiceLiveSessionAsyncClient;
import com.azure.ai.voicelive.models.AudioInputTranscriptionOptions;
import com.azure.ai.voicelive.models.AudioInputTranscriptionOptionsModel;
import com.azure.ai.voicelive.models.AzureSemanticVadTurnDetection;
import com.azure.ai.voicelive.models.FunctionCallOutputItem;
import com.azure.ai.voicelive.models.InputTextContentPart;
import com.azure.ai.voicelive.models.InteractionModality;
import com.azure.ai.voicelive.models.SessionResponseMessageItem;
import com.azure.ai.voicelive.models.SessionResponseStatus;
import com.azure.ai.voicelive.models.SessionUpdate;
import com.azure.ai.voicelive.models.SessionUpdateConversationItemInputAudioTranscriptionCompleted;
import com.azure.ai.voicelive.models.SessionUpdateError;
import com.azure.ai.voicelive.models.SessionUpdateResponseAudioDelta;
import com.azure.ai.voicelive.models.SessionUpdateResponseAudioTranscriptDone;
import com.azure.ai.voicelive.models.SessionUpdateResponseDone;
import com.azure.ai.voicelive.models.SessionUpdateResponseFunctionCallArgumentsDone;
import com.azure.ai.voicelive.models.SessionUpdateSessionCreated;
import com.azure.ai.voicelive.models.SessionUpdateSessionUpdated;
import com.azure.ai.voicelive.models.UserMessageItem;
import com.azure.ai.voicelive.models.VoiceLiveFunctionDefinition;
import com.azure.ai.voicelive.models.VoiceLiveSessionOptions;
import com.azure.core.credential.AccessToken;
import com.azure.core.credential.KeyCredential;
import com.azure.core.util.BinaryData;
import dev.charla.engine.Engine;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import reactor.core.publisher.Mono;

/**
 * Azure's Java client of Voice Live, as published. It hands events over out of their order, so
 * nothing here asks for one.
 */
@InteropTest
class JavaClientIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CHUNK_BYTES = 4_800;

    private final List<SessionUpdate> events = new CopyOnWriteArrayList<>();

    @LocalServerPort int port;
    @Autowired Engine engine;

    @BeforeEach
    void warm() {
        Awaitility.await().until(() -> engine.hears() && engine.speaks());
    }

    @AfterEach
    void noSessionIsLeftBehind() {
        Awaitility.await().untilAsserted(() -> assertThat(engine.sessions()).isZero());
    }

    private VoiceLiveSessionAsyncClient connect(VoiceLiveClientBuilder builder) {
        VoiceLiveSessionAsyncClient session =
                Objects.requireNonNull(
                        builder.endpoint("ws://127.0.0.1:" + port)
                                .buildAsyncClient()
                                .startSession("gpt-4.1")
                                .block(PATIENCE));
        session.receiveEvents().subscribe(events::add, _ -> {});
        return session;
    }

    private VoiceLiveSessionAsyncClient connect() {
        return connect(new VoiceLiveClientBuilder().credential(new KeyCredential(InteropTest.KEY)));
    }

    private <E extends SessionUpdate> E await(Class<E> kind, Predicate<E> fits) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () ->
                                events.stream()
                                        .filter(kind::isInstance)
                                        .map(kind::cast)
                                        .filter(fits)
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private <E extends SessionUpdate> E await(Class<E> kind) {
        return await(kind, _ -> true);
    }

    private static void say(VoiceLiveSessionAsyncClient session, String text) {
        session.addItem(new UserMessageItem(List.of(new InputTextContentPart(text))))
                .block(PATIENCE);
        session.startResponse().block(PATIENCE);
    }

    private static void speak(VoiceLiveSessionAsyncClient session, String sentence) {
        byte[] audio = Speech.of(sentence);
        for (int at = 0; at < audio.length; at += CHUNK_BYTES) {
            session.sendInputAudio(
                            Arrays.copyOfRange(audio, at, Math.min(audio.length, at + CHUNK_BYTES)))
                    .block(PATIENCE);
        }
    }

    private static VoiceLiveFunctionDefinition weather() {
        return new VoiceLiveFunctionDefinition("get_weather")
                .setDescription("The weather of a city.")
                .setParameters(
                        BinaryData.fromObject(
                                Map.of(
                                        "type",
                                        "object",
                                        "properties",
                                        Map.of("city", Map.of("type", "string")))));
    }

    @Test
    void connectsWithAKeyAndWithAToken() {
        try (VoiceLiveSessionAsyncClient session = connect()) {
            assertThat(await(SessionUpdateSessionCreated.class).getSession().getId())
                    .startsWith("sess_");
            assertThat(session.isConnected()).isTrue();
        }
        events.clear();
        var token =
                new AccessToken(InteropTest.KEY, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
        try (VoiceLiveSessionAsyncClient session =
                connect(new VoiceLiveClientBuilder().credential(_ -> Mono.just(token)))) {
            assertThat(await(SessionUpdateSessionCreated.class).getSession().getId())
                    .startsWith("sess_");
            assertThat(session.isConnected()).isTrue();
        }
    }

    @Test
    void isRefusedWithAWrongKey() {
        assertThatThrownBy(() ->
                        connect(
                                new VoiceLiveClientBuilder()
                                        .credential(new KeyCredential("wrong"))))
                .hasStackTraceContaining("401");
    }

    @Test
    void configuresItsSession() {
        try (VoiceLiveSessionAsyncClient session = connect()) {
            session.configureSession(
                            new VoiceLiveSessionOptions()
                                    .setModalities(
                                            List.of(
                                                    InteractionModality.TEXT,
                                                    InteractionModality.AUDIO))
                                    .setInstructions("Be brief.")
                                    .setTurnDetection(
                                            new AzureSemanticVadTurnDetection()
                                                    .setSilenceDurationMs(600))
                                    .setInputAudioTranscription(
                                            new AudioInputTranscriptionOptions(
                                                    AudioInputTranscriptionOptionsModel
                                                            .AZURE_SPEECH))
                                    .setTools(List.of(weather())))
                    .block(PATIENCE);

            var settings = await(SessionUpdateSessionUpdated.class).getSession();
            assertThat(settings.getInstructions()).isEqualTo("Be brief.");
            assertThat(settings.getTurnDetection())
                    .isInstanceOfSatisfying(
                            AzureSemanticVadTurnDetection.class,
                            vad -> assertThat(vad.getSilenceDurationMs()).isEqualTo(600));
            assertThat(settings.getTools()).hasSize(1);
        }
    }

    @Test
    void aSpokenTurn() {
        try (VoiceLiveSessionAsyncClient session = connect()) {
            speak(session, "What is twelve times seven?");

            assertThat(
                            await(
                                            SessionUpdateConversationItemInputAudioTranscriptionCompleted
                                                    .class)
                                    .getTranscript())
                    .matches("What is (twelve|12) times (seven|7)\\?");
            var done = await(SessionUpdateResponseDone.class).getResponse();
            assertThat(done.getStatus()).isEqualTo(SessionResponseStatus.COMPLETED);
            assertThat(done.getOutput()).hasOnlyElementsOfType(SessionResponseMessageItem.class);
            assertThat(await(SessionUpdateResponseAudioTranscriptDone.class).getTranscript())
                    .contains("84");
            assertThat(await(SessionUpdateResponseAudioDelta.class).getDelta()).isNotEmpty();
        }
    }

    @Test
    void aTypedTurn() {
        try (VoiceLiveSessionAsyncClient session = connect()) {
            say(session, "what is two plus two");

            assertThat(await(SessionUpdateResponseAudioTranscriptDone.class).getTranscript())
                    .contains("4");
        }
    }

    @Test
    void aFunctionCall() {
        try (VoiceLiveSessionAsyncClient session = connect()) {
            session.configureSession(new VoiceLiveSessionOptions().setTools(List.of(weather())))
                    .block(PATIENCE);
            say(session, "what is the weather in rome");
            var call = await(SessionUpdateResponseFunctionCallArgumentsDone.class);
            await(SessionUpdateResponseDone.class);

            session.addItem(new FunctionCallOutputItem(call.getCallId(), "sunny")).block(PATIENCE);
            session.startResponse().block(PATIENCE);

            assertThat(call.getName()).isEqualTo("get_weather");
            assertThat(call.getArguments()).contains("Rome");
            assertThat(await(SessionUpdateResponseAudioTranscriptDone.class).getTranscript())
                    .contains("sunny");
        }
    }

    @Test
    void speechInterruptsAnAnswer() {
        try (VoiceLiveSessionAsyncClient session = connect()) {
            say(session, "tell me a long story");
            await(SessionUpdateResponseAudioDelta.class);
            speak(session, "Stop. What time is it?");

            var done =
                    await(
                            SessionUpdateResponseDone.class,
                            each ->
                                    SessionResponseStatus.CANCELLED.equals(
                                            each.getResponse().getStatus()));
            assertThat(done.getResponse().getStatusDetails()).isNotNull();
        }
    }

    @Test
    void anErrorLeavesTheSessionAsItWas() {
        try (VoiceLiveSessionAsyncClient session = connect()) {
            session.cancelResponse().block(PATIENCE);
            assertThat(await(SessionUpdateError.class).getError().getCode())
                    .isEqualTo("response_cancel_not_active");

            say(session, "what is two plus two");
            await(SessionUpdateResponseDone.class);
        }
    }

    @Test
    void aTurnByItsName() {
        try (VoiceLiveSessionAsyncClient session = connect()) {
            session.startAudioTurn("turn_1").block(PATIENCE);
            byte[] audio = Speech.of("What is twelve times seven?");
            session.appendAudioToTurn("turn_1", audio).block(PATIENCE);
            session.endAudioTurn("turn_1").block(PATIENCE);

            assertThat(await(SessionUpdateResponseAudioTranscriptDone.class).getTranscript())
                    .contains("84");
        }
    }
}
