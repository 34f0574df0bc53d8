package dev.charla.engine.skills;

import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplyRequest.Line;
import dev.charla.engine.reply.ReplyRequest.Party;
import dev.charla.engine.reply.ReplySink;
import dev.charla.engine.skills.SkillSet.Strictness;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** One caller's talk with the skills. */
final class SkillTalk implements ReplyModel.Talk {
    /** Of a resumed talk, so many lines are gone through for what is still of use. */
    private static final int RECALLED_LINES = 60;

    private static final int MOST_SENTENCES = 3;
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!;])\\s+");

    private final SkillSet skills;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Countdown countdown;
    private final Variation variation;
    private final Memory memory = new Memory();
    private final Misses misses;
    private boolean recalled;

    SkillTalk(
            SkillSet skills,
            InstantSource clock,
            ZoneId zone,
            RandomGenerator random,
            Timers timers,
            ReplyModel.Surroundings surroundings) {
        this.skills = skills;
        this.clock = clock;
        this.zone = zone;
        variation = new Variation(random);
        misses = new Misses(skills, variation);
        countdown =
                new Countdown(
                        timers,
                        clock,
                        text -> {
                            memory.answered(text);
                            surroundings.speakUp(text);
                        });
    }

    @Override
    public void reply(ReplyRequest request, ReplySink sink) throws InterruptedException {
        if (!recalled) {
            recall(request.lines());
            recalled = true;
        }
        double rate = memory.rate();
        double gain = memory.gain();
        String answer = answer(request);
        if (rate != memory.rate() || gain != memory.gain()) {
            sink.manner(memory.rate(), memory.gain());
        }
        sink.text(answer);
    }

    private String answer(ReplyRequest request) {
        if (request.lines().isEmpty() || request.last().party() != Party.CALLER) {
            return remembered(perform(byIntent("smalltalk.opening")));
        }
        String said = request.last().text().strip();
        Strictness strictness = request.understood() ? Strictness.FORGIVING : Strictness.GUESSED;
        Optional<Match> match = skills.match(said, strictness);
        if (memory.quiz().isPresent() && match.filter(SkillTalk::isNoQuizAnswer).isEmpty()) {
            return quiz(said, match.isPresent() || request.understood());
        }
        Optional<String> answer =
                match.map(this::perform)
                        .or(() -> request.understood() ? sentences(said) : Optional.empty());
        if (answer.isEmpty()) {
            return misses.answer(said, request.understood());
        }
        misses.reset();
        return request.understood()
                ? answer.get()
                : "I think you said: " + quoted(said) + ". " + answer.get();
    }

    private static String quoted(String said) {
        return "\"" + said + "\"";
    }

    /** Answers what was understood, and keeps it for "say that again". */
    private String perform(Match match) {
        if (!match.skill().id().equals(FollowUp.SKILL)) {
            memory.offer(null);
        }
        String answer = match.skill().answerer().answer(turn(match));
        boolean first = memory.lastAnswer().isEmpty();
        String full = match.greeted() && first ? "Hello! " + answer : answer;
        return match.skill().id().equals(Delivery.SKILL) ? full : remembered(full);
    }

    private String remembered(String answer) {
        memory.answered(answer);
        return answer;
    }

    private Turn turn(Match match) {
        return new Turn(skills, match, memory, variation, countdown, clock.instant().atZone(zone));
    }

    private Match byIntent(String id) {
        for (Skill skill : skills.skills()) {
            for (Intent intent : skill.intents()) {
                if (intent.id().equals(id)) {
                    return new Match(skill, intent, Map.of(), 0, 0, false);
                }
            }
        }
        throw new IllegalStateException("there is no intent " + id);
    }

    private static boolean isNoQuizAnswer(Match match) {
        boolean naming =
                match.intent().name().equals("about") || match.intent().name().equals("tell");
        return !naming && !match.intent().id().equals(QuizMaster.SKILL + ".answer");
    }

    /** Judges an answer; a guess that is not right may have been misheard and does not count. */
    private String quiz(String said, boolean certain) {
        Topic topic = memory.quiz().orElseThrow();
        if (said.isEmpty() || (!certain && !QuizMaster.isRight(topic, said))) {
            return misses.answer("", false);
        }
        Match answer = byIntent(QuizMaster.SKILL + ".answer");
        misses.reset();
        return perform(
                new Match(
                        answer.skill(), answer.intent(), Map.of("quizanswer", said), 0, 0, false));
    }

    /** Answers sentence by sentence when at least one is understood. */
    private Optional<String> sentences(String said) {
        List<String> parts = List.of(SENTENCE_END.split(said));
        if (parts.size() < 2 || parts.size() > MOST_SENTENCES) {
            return Optional.empty();
        }
        List<String> answers = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (String part : parts) {
            Optional<Match> match = skills.match(part, Strictness.FORGIVING);
            match.ifPresentOrElse(found -> answers.add(perform(found)), () -> rest.add(part));
        }
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        String answer = String.join(" ", answers);
        return Optional.of(
                remembered(
                        rest.isEmpty()
                                ? answer
                                : answer
                                        + " What else you said is beyond an offline demo without a"
                                        + " language model."));
    }

    /** Learns from the lines before this talk: the name, the topic, and what was last answered. */
    private void recall(List<Line> history) {
        int from = Math.max(0, history.size() - 1 - RECALLED_LINES);
        for (Line line : history.subList(from, Math.max(from, history.size() - 1))) {
            switch (line.party()) {
                case AGENT -> memory.answered(line.text());
                case CALLER -> skills.match(line.text(), Strictness.EXACT).ifPresent(this::recall);
                case SYSTEM -> {}
            }
        }
    }

    private void recall(Match match) {
        if (match.intent().id().equals("caller-name.tell")) {
            CallerName.learned(match).ifPresent(memory::name);
        }
        Object topic = match.slots().get("topic");
        if (topic != null) {
            skills.topic(topic.toString()).ifPresent(memory::topic);
            memory.more(match.skill().id() + ".more");
        }
    }

    @Override
    public void close() {
        countdown.close();
    }
}
