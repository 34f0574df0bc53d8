package dev.charla.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.audio.AudioEncoding;
import dev.charla.audio.G711;
import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.audio.Wav;
import dev.charla.engine.Engine;
import dev.charla.speech.bench.WordErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * A person who calls by telephone: 8 kHz through the protocol, into the ears and the turn detection
 * that are there without any setting. What she says are prompts of a telephone exchange, with which
 * nobody tuned anything; {@code -Dcharla.recordings=FOLDER} takes others, NAME.wav with its words
 * in NAME.txt.
 */
@CharlaTest
class TelephoneIT {
    private static final Path DEBIAN = Path.of("/usr/share/asterisk/sounds/en");
    private static final Map<String, String> SAID = new LinkedHashMap<>();

    /** As a telephone exchange sends it. */
    private static final Duration CHUNK = Duration.ofMillis(20);

    private static final Duration BEFORE = Duration.ofMillis(300);

    /** Ends a turn: 500 ms do by default, after the detector has noticed the end. */
    private static final Duration AFTER = Duration.ofMillis(1_200);

    static {
        SAID.put(
                "agent-incorrect",
                "login incorrect please enter your agent number followed by the pound key");
        SAID.put("conf-getconfno", "please enter your conference number followed by the pound key");
        SAID.put("conf-onlyone", "there is currently one other participant in the conference");
        SAID.put("conf-userwilljoin", "user will join the conference");
        SAID.put("demo-echodone", "the echo test has been completed");
        SAID.put("dir-nomatch", "no directory entries match your search");
        SAID.put("feature-not-avail-line", "that feature is not available on this line");
        SAID.put("if-correct-press", "if this is correct press");
        SAID.put("invalid", "i am sorry that's not a valid extension please try again");
        SAID.put(
                "pbx-invalidpark",
                "i am sorry there is no call parked on that extension please try again");
        SAID.put("please-try-call-later", "please try your call again later");
        SAID.put("pls-hold-while-try", "please hold while we try to connect you");
        SAID.put("privacy-prompt", "please enter your phone number starting with the area code");
        SAID.put("queue-thankyou", "thank you for your patience");
        SAID.put("speed-dial-empty", "the speed dial entry you've accessed is empty");
        SAID.put("vm-calldiffnum", "press 2 to enter a different number");
        SAID.put(
                "vm-forward-multiple",
                "press 1 to send this message or 2 to add another recipient");
        SAID.put("vm-leavemsg", "press 5 to leave a message");
        SAID.put("vm-mailboxfull", "sorry but the user's mail box can't accept more messages");
        SAID.put("vm-newpassword", "please enter your new password followed by the pound key");
        SAID.put("vm-rec-name", "after the tone say your name and then press the pound key");
        SAID.put("vm-review-urgent", "press 4 to mark this message as urgent");
        SAID.put("vm-savefolder", "which folder should i save the message to");
        SAID.put("vm-tocallback", "press 2 to call the person who sent this message");
    }

    @LocalServerPort int port;
    @Autowired Engine engine;

    private record Prompt(String words, Pcm16 audio) {}

    @BeforeEach
    void warm() {
        await().atMost(Duration.ofMinutes(1)).until(engine::hears);
    }

    @AfterEach
    void noSessionIsLeftBehind() {
        await().untilAsserted(() -> assertThat(engine.sessions()).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"g711_ulaw", "g711_alaw", "pcm16"})
    void aPersonAtTheTelephoneIsUnderstood(String format) throws IOException {
        WordErrors errors = WordErrors.NONE;
        for (Prompt prompt : prompts()) {
            String heard = heard(prompt.audio(), format);
            WordErrors here = WordErrors.between(prompt.words(), heard);
            if (here.errors() > 0) {
                System.out.printf("%s: \"%s\" heard as \"%s\"%n", format, prompt.words(), heard);
            }
            errors = errors.and(here);
        }
        System.out.printf(
                "%s: %d of %d words wrong, %.1f %%%n",
                format, errors.errors(), errors.words(), 100 * errors.rate());
        assertThat(errors.rate()).isLessThanOrEqualTo(0.08);
    }

    /** What a session of its own tells that it has heard, in as many turns as it makes of it. */
    private String heard(Pcm16 audio, String format) {
        try (Caller client = Caller.client(port)) {
            client.awaitType("session.created");
            client.send(
                    """
                    {"type": "session.update", "session": {
                      "input_audio_format": "%s", "input_audio_sampling_rate": 8000,
                      "turn_detection": {"type": "server_vad", "create_response": false}}}
                    """
                            .formatted(format));
            client.awaitType("session.updated");
            AudioEncoding encoding =
                    AudioEncoding.ofInput(format, G711.SAMPLE_RATE_HZ).orElseThrow();
            byte[] bytes = encoding.encode(audio);
            int chunk = (int) encoding.bytes(CHUNK);
            for (int at = 0; at < bytes.length; at += chunk) {
                byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk));
                client.send(
                        "{\"type\": \"input_audio_buffer.append\", \"audio\": \"%s\"}"
                                .formatted(Base64.getEncoder().encodeToString(part)));
            }
            // Answered in its turn: every turn that the audio made is told before.
            client.send("{\"type\": \"input_audio_buffer.clear\"}");
            client.awaitType("input_audio_buffer.cleared");
            return client.messages().stream()
                    .filter(event -> isType(event, "input_audio_buffer.committed"))
                    .map(turn -> transcript(client, turn.get("item_id").asString()))
                    .collect(Collectors.joining(" "));
        }
    }

    private static String transcript(Caller client, String item) {
        return client.await(event ->
                        isType(event, "conversation.item.input_audio_transcription.completed")
                                && event.get("item_id").asString().equals(item))
                .get("transcript")
                .asString();
    }

    private static boolean isType(JsonNode event, String type) {
        return event.path("type").asString("").equals(type);
    }

    private static List<Prompt> prompts() throws IOException {
        List<Prompt> prompts = new ArrayList<>();
        String folder = System.getProperty("charla.recordings");
        if (folder == null) {
            assumeTrue(
                    Files.isReadable(DEBIAN.resolve("vm-savefolder.wav")),
                    "left out: a person's recordings are not here. On Debian: apt install"
                            + " asterisk-core-sounds-en-wav");
            for (var said : SAID.entrySet()) {
                prompts.add(prompt(DEBIAN.resolve(said.getKey() + ".wav"), said.getValue()));
            }
            return prompts;
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path words :
                    files.filter(file -> file.toString().endsWith(".txt")).sorted().toList()) {
                Path recording = Path.of(words.toString().replaceFirst("txt$", "wav"));
                prompts.add(prompt(recording, Files.readString(words)));
            }
        }
        return prompts;
    }

    private static Prompt prompt(Path recording, String words) throws IOException {
        Pcm16 audio = Resampler.convert(Wav.read(recording).mono(), G711.SAMPLE_RATE_HZ);
        return new Prompt(
                words,
                Pcm16.silence(G711.SAMPLE_RATE_HZ, BEFORE)
                        .then(audio)
                        .then(Pcm16.silence(G711.SAMPLE_RATE_HZ, AFTER)));
    }
}
