package dev.charla.test;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.engine.Engine;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.response.SpeechThreads;
import dev.charla.engine.script.Script;
import dev.charla.engine.script.ScriptException;
import dev.charla.engine.script.ScriptReader;
import dev.charla.test.line.LocalEngine;
import dev.charla.test.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One conversation between a {@link Caller} and an agent, in virtual time: the agent's conversation
 * and a voice service run in this process as they do in production, and what is said is sound. It
 * opens no port, and leaves no thread when it is closed.
 *
 * <p>Confined to the thread of the test.
 */
public final class Rehearsal implements AutoCloseable {
    private final Line line;
    private final Caller caller;

    private Rehearsal(Line line) {
        this.line = line;
        this.caller = new Caller(line);
    }

    /** A rehearsal of that agent; what answers is said next. */
    public static Builder of(ConversationOptions agent) {
        return new Builder(agent);
    }

    /** Who talks with the agent. */
    public Caller caller() {
        return caller;
    }

    /** What happened until now, line by line: who spoke when, states, tools, what was heard. */
    public String timeline() {
        return new Report(line.recording, "").timeline();
    }

    /** A digest of all sound and of the time line: the same for two conversations that were. */
    public String fingerprint() {
        return new Report(line.recording, "").fingerprint();
    }

    /**
     * Writes the conversation as WAV, JSON and HTML to where reports go.
     *
     * @return the time line, and where they are
     */
    public String keep() {
        return line.keep();
    }

    /** Timers and threads that are still there; none once it is closed. */
    int left() {
        return line.stage.loop().timersWaiting() + line.stage.threads().atWork();
    }

    /** The caller leaves, and all that was started ends. Idempotent. */
    @Override
    public void close() {
        line.close();
    }

    /** Says what is rehearsed. Not for use by several threads at once. */
    public static final class Builder {
        private static final Instant CLOCK = Instant.parse("2026-01-01T12:00:00Z");

        private final ConversationOptions agent;
        private @Nullable Function<SpeechThreads, Engine> engine;
        private Instant clock = CLOCK;
        private Duration patience = Duration.ofSeconds(60);
        private String name = "rehearsal";
        private Path reports = Reports.folder();

        private Builder(ConversationOptions agent) {
            this.agent = Objects.requireNonNull(agent);
        }

        /**
         * The service follows a script; docs/scripts.md has its format. Where it does not say what
         * is {@code heard}, the caller is understood.
         *
         * @param file a resource of the class path, or a file
         * @throws IllegalArgumentException when there is no such script, or something in it is
         *     wrong; the message says what
         */
        @CanIgnoreReturnValue
        public Builder script(String file) {
            return scriptText(file, text(file));
        }

        /**
         * The service follows a script that is written here.
         *
         * @throws IllegalArgumentException when something in it is wrong
         */
        @CanIgnoreReturnValue
        public Builder scriptText(String yaml) {
            return scriptText("script", yaml);
        }

        private Builder scriptText(String file, String yaml) {
            Script script;
            try {
                script = ScriptReader.parse(file, yaml);
            } catch (ScriptException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
            clock = script.clock();
            engine = threads -> LocalEngine.scripted(script, threads);
            return this;
        }

        private static String text(String file) {
            var loader = Thread.currentThread().getContextClassLoader();
            try (var found = loader == null ? null : loader.getResourceAsStream(file)) {
                return found != null
                        ? new String(found.readAllBytes(), StandardCharsets.UTF_8)
                        : Files.readString(Path.of(file));
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "There is no script '%s' on the class path, nor a file of that name."
                                .formatted(file),
                        e);
            }
        }

        /**
         * A model writes the answers, such as one that stands in for a chat model. It is called on
         * a thread of its own, and time stands still until it has answered.
         */
        @CanIgnoreReturnValue
        public Builder model(ReplyModel model) {
            engine = threads -> LocalEngine.answering(model, clock, threads);
            return this;
        }

        /** What the reports of this conversation are called. */
        @CanIgnoreReturnValue
        public Builder name(String value) {
            name = Objects.requireNonNull(value);
            return this;
        }

        /**
         * Where reports go; {@code target/charla-test} with Maven, {@code build/charla-test}
         * otherwise, unless set.
         */
        @CanIgnoreReturnValue
        public Builder reports(Path folder) {
            reports = Objects.requireNonNull(folder);
            return this;
        }

        /** How long a tool may run in real time; a minute unless set. */
        @CanIgnoreReturnValue
        public Builder patience(Duration value) {
            patience = Objects.requireNonNull(value);
            return this;
        }

        /**
         * Begins the conversation, up to where the agent listens, or begins to greet.
         *
         * @throws IllegalStateException when nothing was said of what answers
         * @throws RehearsalFailure when the conversation could not begin
         */
        public Rehearsal start() {
            if (engine == null) {
                throw new IllegalStateException(
                        "Say what answers in this rehearsal: a script or a model.");
            }
            var instant = clock;
            var line = new Line(name, reports, agent, engine, () -> instant, patience);
            try {
                line.begin();
            } catch (RuntimeException | Error failure) {
                line.close();
                throw failure;
            }
            return new Rehearsal(line);
        }
    }
}
