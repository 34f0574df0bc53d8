package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.leg.ClientLeg;
import dev.charla.engine.leg.IdSource;
import dev.charla.engine.response.SpeechThreads;
import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.item.ContentPart;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.Role;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.request.InputAudioBufferRequest;
import dev.charla.protocol.request.ResponseRequest;
import dev.charla.protocol.request.SessionRequest;
import dev.charla.protocol.settings.SessionUpdate;
import dev.charla.testkit.VirtualLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session on virtual time, with ears, a mind and a voice that follow a script. */
final class SessionBench {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final VirtualLoop loop = new VirtualLoop();
    final List<ServerEvent> events = new ArrayList<>();
    final ScriptedRecognizer recognizer;
    final ScriptedReplies replies = new ScriptedReplies();
    final ScriptedMcp mcp = new ScriptedMcp();
    final EngineSession session;
    boolean writable = true;
    int closeCode;

    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    final ProtocolCodec codec = new ProtocolCodec();
    Consumer<ServerEvent> onEvent = event -> {};

    SessionBench() {
        this("charla-offline");
    }

    /**
     * @param model names the kind of session
     */
    SessionBench(String model) {
        this(model, true);
    }

    /** What answers here calls no functions. */
    static SessionBench withoutTools() {
        return new SessionBench("charla-offline", false);
    }

    /** What hears here makes use of phrases. */
    static SessionBench hearingPhrases() {
        return new SessionBench("charla-offline", true, new ScriptedRecognizer(true));
    }

    /** What hears here understands this language alone. */
    static SessionBench hearing(String language) {
        return new SessionBench("charla-offline", true, new ScriptedRecognizer(false, language));
    }

    private SessionBench(String model, boolean callsTools) {
        this(model, callsTools, new ScriptedRecognizer(false));
    }

    private SessionBench(String model, boolean callsTools, ScriptedRecognizer recognizer) {
        this.recognizer = recognizer;
        replies.callsTools = callsTools;
        replies.improvises = callsTools;
        SessionParts parts =
                new SessionParts(
                        LoudIsSpeech::new,
                        recognizer,
                        replies,
                        new ScriptedVoice(),
                        mcp,
                        SpeechThreads.unlimited(pool),
                        IdSource.seeded(1),
                        () -> Instant.EPOCH,
                        Duration.ofMinutes(60),
                        Duration.ofMinutes(30));
        session = new EngineSession(parts, SessionRequested.model(model), loop, new Leg());
        session.open();
    }

    private final class Leg implements ClientLeg {
        @Override
        public void send(ServerEvent event) {
            assertThat(codec.write(event)).contains("\"event_id\":\"event_");
            events.add(event);
            onEvent.accept(event);
        }

        @Override
        public boolean isWritable() {
            return writable;
        }

        @Override
        public void close(int code, String reason) {
            closeCode = code;
        }

        @Override
        public void abort() {
            closeCode = 1006;
        }
    }

    void close() {
        session.close();
        pool.shutdownNow();
    }

    // What the client does.

    void send(ClientEvent event) {
        loop.run(() -> session.receive(event));
    }

    void read(String json) {
        try {
            send(codec.readClientEvent(json));
        } catch (ProtocolException e) {
            loop.run(() -> session.refuse(e));
        }
    }

    /** From within the loop. */
    void readNow(String json) {
        try {
            session.receive(codec.readClientEvent(json));
        } catch (ProtocolException e) {
            session.refuse(e);
        }
    }

    void update(SessionUpdate.Builder update) {
        send(new SessionRequest.Update(update.build()));
    }

    /** The session as the service would show it now. */
    String echo() {
        int before = events.size();
        update(SessionUpdate.builder());
        String echo = codec.write(events.removeLast());
        assertThat(events).hasSize(before);
        return echo.replaceAll("\"event_id\":\"[^\"]*\"", "");
    }

    void type(String text) {
        send(
                new ConversationItemRequest.Create(
                        new Item.Message(
                                Role.USER,
                                List.of(new ContentPart.InputText(text, Map.of())),
                                null,
                                null,
                                null,
                                Map.of())));
        send(new ResponseRequest.Create());
    }

    void create(String id, @Nullable ItemId previous) {
        send(
                new ConversationItemRequest.Create(
                        new Item.Message(
                                Role.USER,
                                List.of(new ContentPart.InputText(id, Map.of())),
                                new ItemId(id),
                                null,
                                null,
                                Map.of()),
                        previous,
                        null));
    }

    void speak(String words, int ms) {
        speakAt(24_000, words, ms);
    }

    /** Reads nothing, so that no more than ten seconds of an answer are made. */
    void stall() {
        writable = false;
    }

    void flow() {
        writable = true;
        loop.run(session::writable);
    }

    /** Goes on with the utterance in progress. */
    void resume(int ms) {
        append(24_000, ms, true);
    }

    void silence(int ms) {
        silenceAt(24_000, ms);
    }

    void speakAt(int rateHz, String words, int ms) {
        recognizer.words.add(words);
        append(rateHz, ms, true);
    }

    void silenceAt(int rateHz, int ms) {
        append(rateHz, ms, false);
    }

    private void append(int rateHz, int ms, boolean loud) {
        byte[] audio = loud ? tone(rateHz, ms) : new byte[rateHz / 50 * 2 * (ms / 20)];
        int piece = rateHz / 50 * 2;
        for (int at = 0; at < audio.length; at += piece) {
            append(java.util.Arrays.copyOfRange(audio, at, at + piece));
        }
    }

    /** A chunk of 20 ms, in 20 ms. */
    void append(byte[] chunk) {
        send(new InputAudioBufferRequest.Append(AudioBytes.wrap(chunk)));
        loop.advance(Duration.ofMillis(20));
    }

    /** PCM16 that the detector here takes for speech. */
    static byte[] tone(int rateHz, int ms) {
        byte[] bytes = new byte[rateHz / 50 * 2 * (ms / 20)];
        for (int i = 0; i < bytes.length; i += 2) {
            double phase = Math.PI * 300 * i / rateHz;
            int sample = (int) (8_000 * Math.sin(phase));
            bytes[i] = (byte) sample;
            bytes[i + 1] = (byte) (sample >> 8);
        }
        return bytes;
    }

    // What came back.

    List<String> types() {
        return events.stream().map(this::type).toList();
    }

    /** Types without repeats of deltas in a row. */
    List<String> typesFolded() {
        List<String> folded = new ArrayList<>();
        for (String type : types()) {
            if (folded.isEmpty() || !folded.getLast().equals(type)) {
                folded.add(type);
            }
        }
        return folded;
    }

    private String type(ServerEvent event) {
        String json = codec.write(event);
        int at = json.indexOf("\"type\":\"") + 8;
        return json.substring(at, json.indexOf('"', at));
    }

    <E extends ServerEvent> List<E> of(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <E extends ServerEvent> E only(Class<E> kind) {
        assertThat(of(kind)).hasSize(1);
        return of(kind).getFirst();
    }

    /** The item of the first response. */
    ItemId answerItem() {
        return Objects.requireNonNull(
                of(ResponseEvent.OutputItemAdded.class).getFirst().item().id());
    }

    /** The words of the response that ended last. */
    String transcript() {
        return of(ResponseEvent.AudioTranscriptDone.class).getLast().transcript();
    }

    long audioMs() {
        return of(ResponseEvent.AudioDelta.class).stream()
                .mapToLong(delta -> delta.delta().length() / 48)
                .sum();
    }

    void awaitAudio() {
        loop.runUntil(() -> !of(ResponseEvent.AudioDelta.class).isEmpty(), PATIENCE);
    }

    ResponseEvent.Done awaitDone() {
        return awaitDones(1);
    }

    ResponseEvent.Done awaitDones(int count) {
        loop.runUntil(() -> of(ResponseEvent.Done.class).size() >= count, PATIENCE);
        return of(ResponseEvent.Done.class).get(count - 1);
    }

    /** Until so much audio has come. */
    void awaitAudio(long ms) {
        loop.runUntil(() -> audioMs() >= ms, PATIENCE);
    }

    /** Stops the threads that make speech, and takes what they still handed over. */
    void awaitThreads() {
        pool.shutdownNow();
        try {
            assertThat(pool.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        loop.runUntilIdle();
    }

    private static final class LoudIsSpeech implements SpeechDetector {
        @Override
        public double speechProbability(short[] frame, int offset) {
            long sum = 0;
            for (int i = 0; i < FRAME_SAMPLES; i++) {
                sum += Math.abs(frame[offset + i]);
            }
            return sum / FRAME_SAMPLES > 500 ? 0.9 : 0;
        }

        @Override
        public void reset() {}

        @Override
        public void close() {}
    }

    /** Half a second of tone for every sentence, in pieces of 20 ms. */
    private static final class ScriptedVoice implements Synthesizer {
        @Override
        public List<String> voices() {
            return List.of("scripted");
        }

        @Override
        public Set<SpeechTiming.Kind> times() {
            return Set.of(SpeechTiming.Kind.WORDS, SpeechTiming.Kind.VISEMES);
        }

        /** All words of a sentence take equally long. */
        private static SpeechTiming timing(String text) {
            List<SpeechTiming.Word> words = new ArrayList<>();
            List<SpeechTiming.Viseme> visemes = new ArrayList<>();
            String[] all = text.split(" ");
            int each = 12_000 / all.length;
            for (int i = 0; i < all.length; i++) {
                words.add(new SpeechTiming.Word(all[i], i * each, each));
                visemes.add(new SpeechTiming.Viseme(i % 22, i * each));
            }
            return new SpeechTiming(words, visemes);
        }

        /** Nothing from Arabic on. */
        @Override
        public boolean canSpeak(String voice, String text) {
            return text.chars().allMatch(letter -> letter < 0x600);
        }

        @Override
        public void speak(Sentence sentence, Sink sink) throws InterruptedException {
            sink.timing(timing(sentence.text()));
            for (int i = 0; i < 25; i++) {
                short[] piece = new short[480];
                java.util.Arrays.fill(piece, (short) 1_000);
                sink.audio(piece);
            }
        }

        @Override
        public void warmUp() {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void close() {}
    }
}
