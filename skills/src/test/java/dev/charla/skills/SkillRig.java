package dev.charla.skills;

import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplyModel.Dialogue;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplyRequest.Line;
import dev.charla.engine.reply.ReplyRequest.Party;
import dev.charla.engine.reply.ReplySink;
import dev.charla.skills.set.SkillSet;
import dev.charla.skills.set.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A conversation with the built-in skills, on a Wednesday in November, with timers that end on
 * demand.
 */
public final class SkillRig implements AutoCloseable {
    static final String MISS = "without a language model";

    private static final SkillSet SKILLS = SkillFiles.builtIn();

    public final List<String> spokenUp = new ArrayList<>();
    final List<String> manners = new ArrayList<>();
    public final FakeTimers timers = new FakeTimers();

    private final SkillsReplyModel model;
    private final Dialogue rig;
    private final List<Line> history = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-25T14:05:00Z");

    public SkillRig(long seed) {
        this(SKILLS, seed);
    }

    public SkillRig(SkillSet skills, long seed) {
        model = new SkillsReplyModel(skills, () -> now, ZoneId.of("UTC"), seed, timers);
        rig = model.open(spokenUp::add);
    }

    /** A conversation that is carried on from these lines. */
    SkillRig resumed(Line... lines) {
        history.addAll(List.of(lines));
        return this;
    }

    public String says(String text) {
        return answer(new Line(Party.CALLER, text), true);
    }

    /** What the caller said is a guess by dictation. */
    String mumbles(String text) {
        return answer(new Line(Party.CALLER, text), false);
    }

    /** Nobody said anything yet. */
    String opens() {
        return reply(new ReplyRequest("", List.of(), true));
    }

    private String answer(Line line, boolean understood) {
        history.add(line);
        String answer = reply(new ReplyRequest("", history, understood));
        history.add(new Line(Party.AGENT, answer));
        return answer;
    }

    private String reply(ReplyRequest request) {
        var answer = new StringBuilder();
        try {
            rig.reply(
                    request,
                    new ReplySink() {
                        @Override
                        public void text(String delta) {
                            answer.append(delta);
                        }

                        @Override
                        public void call(String name, String arguments) {
                            throw new AssertionError("a function is called: " + name);
                        }

                        @Override
                        public void manner(double rate, double gain) {
                            manners.add(
                                    "%.2f %.2f".formatted(rate, gain)
                                            + (answer.isEmpty() ? "" : " too late"));
                        }
                    });
        } catch (InterruptedException | ReplyException e) {
            throw new AssertionError(e);
        }
        return answer.toString();
    }

    public void passes(Duration duration) {
        now = now.plus(duration);
        timers.run(duration);
    }

    @Override
    public void close() {
        rig.close();
        model.close();
    }

    /** Timers whose time passes when a test says so. */
    static final class FakeTimers implements Timers {
        private final List<Task> tasks = new ArrayList<>();
        private Duration elapsed = Duration.ZERO;
        public boolean closed;

        @Override
        public Cancellable after(Duration delay, Runnable task) {
            var waiting = new Task(elapsed.plus(delay), task);
            tasks.add(waiting);
            return () -> tasks.remove(waiting);
        }

        public int waiting() {
            return tasks.size();
        }

        private void run(Duration duration) {
            elapsed = elapsed.plus(duration);
            List<Task> due =
                    tasks.stream()
                            .filter(task -> task.at().compareTo(elapsed) <= 0)
                            .sorted(Comparator.comparing(Task::at))
                            .toList();
            tasks.removeAll(due);
            due.forEach(task -> task.task().run());
        }

        @Override
        public void close() {
            closed = true;
        }

        private record Task(Duration at, Runnable task) {}
    }
}
