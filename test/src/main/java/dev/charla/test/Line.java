package dev.charla.test;

import dev.charla.client.Addressee;
import dev.charla.client.ServiceTarget;
import dev.charla.conversation.LiveConversation;
import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.engine.Engine;
import dev.charla.engine.response.SpeechThreads;
import dev.charla.test.line.LocalService;
import dev.charla.test.line.ObservedTools;
import dev.charla.test.line.StagedAgent;
import dev.charla.test.line.VirtualPage;
import dev.charla.test.report.Recording;
import dev.charla.test.report.Recording.Entry;
import dev.charla.test.report.Recording.Lane;
import dev.charla.test.report.Report;
import dev.charla.test.time.Stage;
import dev.charla.test.time.StagedThreads;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in virtual time between a caller and an agent, and what the caller has noticed of
 * it. Confined to the thread of the test.
 */
final class Line implements AutoCloseable {
    /** Any cascaded model: speech is understood, answered in words, and spoken. */
    private static final String MODEL = "gpt-4.1";

    private static final Duration TO_CONNECT = Duration.ofSeconds(20);

    final Stage stage;
    final Recording recording = new Recording();
    final VirtualPage page;
    final List<ObservedTools.Call> calls = new ArrayList<>();
    long tokens;

    private final String name;
    private final Path reports;
    private final Engine engine;
    private final LiveConversation conversation;
    private @Nullable Report report;
    private boolean closed;

    /** Of what the caller heard, the first word that no expectation has taken. */
    int unheard;

    /** Of the calls, the first that no expectation has taken. */
    int uncalled;

    /** When the caller began to say or type something last. */
    Duration actedFrom = Duration.ZERO;

    /** From when on an answer is waited for. */
    Duration since = Duration.ZERO;

    /** An interruption that was not said when it is to come. */
    @Nullable String pending;

    /**
     * @param engines makes the service
     * @param clock of the service
     */
    Line(
            String name,
            Path reports,
            ConversationOptions agent,
            Function<SpeechThreads, Engine> engines,
            InstantSource clock,
            Duration patience) {
        this.name = name;
        this.reports = reports;
        this.stage = new Stage(patience);
        var loop = stage.loop();
        this.page = new VirtualPage(loop, recording);
        this.engine = engines.apply(StagedThreads.forSpeech(stage.threads()));
        var tools = StagedThreads.forTools(stage.threads());
        var observed = new ObservedTools(tools, stage::now, calls::add);
        this.conversation =
                new LiveConversation(
                        new StagedAgent(observed, tools, clock).of(agent),
                        page.leg(),
                        new LocalService(engine, MODEL),
                        ServiceTarget.at(URI.create("http://127.0.0.1:9"), Addressee.model(MODEL))
                                .build(),
                        loop,
                        new ConversationObserver() {
                            @Override
                            public void used(long count) {
                                tokens += count;
                            }
                        });
    }

    /** Begins the conversation, until the agent can be talked with. */
    void begin() {
        stage.run(() -> {
            page.open(conversation);
            conversation.start();
        });
        stage.runUntil(() -> over() || page.state() != CallerState.CONNECTING, TO_CONNECT);
        if (over() || page.state() == CallerState.CONNECTING) {
            throw failure("The conversation did not begin.");
        }
        since = stage.now();
    }

    boolean over() {
        return page.ended() != null;
    }

    /** Something that the caller does begins. */
    void acts() {
        if (pending != null) {
            throw failure(
                    "The caller was to interrupt with “"
                            + pending
                            + "”, and nothing says when: end it with .after(…) or .now().");
        }
        var end = page.ended();
        if (end != null) {
            throw failure("The conversation is over (" + end.code() + "), and the caller goes on.");
        }
        unheard = recording.words().size();
        actedFrom = stage.now();
    }

    /** It is done; the agent's turn begins. */
    void acted(String what) {
        since = stage.now();
        var to = since.equals(actedFrom) ? null : since;
        recording.add(new Entry(actedFrom, to, Lane.CALLER, what));
    }

    /** Lets time pass until something has happened, or can no longer. */
    boolean until(BooleanSupplier happened, Duration limit) {
        return stage.runUntil(() -> happened.getAsBoolean() || over(), limit)
                && happened.getAsBoolean();
    }

    /** What to throw; the conversation is kept. */
    RehearsalFailure failure(String expected) {
        return new RehearsalFailure(expected + "\n\n" + keep());
    }

    /** Writes what there is to look at and to listen to; says where. */
    String keep() {
        if (report == null) {
            report = new Report(recording, name);
        }
        return report.keepIn(reports);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        stage.run(() -> conversation.callerGone(page.leg()));
        stage.run(page::close);
        stage.run(engine::close);
        stage.close();
    }
}
