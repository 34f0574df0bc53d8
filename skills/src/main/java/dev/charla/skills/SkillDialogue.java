package dev.charla.skills;

import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplyRequest.Line;
import dev.charla.engine.reply.ReplyRequest.Party;
import dev.charla.engine.reply.ReplySink;
import dev.charla.skills.answer.CallerName;
import dev.charla.skills.answer.Delivery;
import dev.charla.skills.answer.FollowUp;
import dev.charla.skills.answer.QuizMaster;
import dev.charla.skills.language.Language;
import dev.charla.skills.phrase.Guide;
import dev.charla.skills.phrase.Intent;
import dev.charla.skills.phrase.Slots;
import dev.charla.skills.phrase.Topic;
import dev.charla.skills.set.Countdown;
import dev.charla.skills.set.Match;
import dev.charla.skills.set.Memory;
import dev.charla.skills.set.Memory.Pending;
import dev.charla.skills.set.Skill;
import dev.charla.skills.set.SkillSet;
import dev.charla.skills.set.SkillSet.Strictness;
import dev.charla.skills.set.Timers;
import dev.charla.skills.set.Turn;
import dev.charla.skills.tool.ToolCalls;
import dev.charla.skills.tool.ToolTrouble;
import dev.charla.skills.understanding.Meanings.Guess;
import dev.charla.skills.understanding.Meanings.Sureness;
import dev.charla.skills.understanding.Misheard;
import dev.charla.skills.understanding.Misses;
import dev.charla.skills.understanding.Repair;
import dev.charla.skills.understanding.Understanding;
import dev.charla.skills.words.Token;
import dev.charla.skills.words.Variation;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One caller's conversation with the skills. What is said is taken by the phrases first, then as a
 * correction or a follow-up, then as two requests in one breath, and last by its meaning.
 */
final class SkillDialogue implements ReplyModel.Dialogue {
    /** Of a resumed dialogue, so many lines are gone through for what is still of use. */
    private static final int RECALLED_LINES = 60;

    private static final int MOST_SENTENCES = 3;

    /** "Yes, please go ahead and do that" has seven. */
    private static final int FEW_WORDS = 8;

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!;])\\s+");

    private final Function<String, Understanding> understandings;
    private final ReplyModel.Surroundings surroundings;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Countdown countdown;
    private final Variation variation;
    private final Memory memory = new Memory();
    private final Misses misses;
    private final ToolCalls tools;
    private Understanding understanding;
    private boolean recalled;

    /**
     * @param understandings by the session's language
     */
    SkillDialogue(
            Function<String, Understanding> understandings,
            InstantSource clock,
            ZoneId zone,
            RandomGenerator random,
            Timers timers,
            ToolTrouble trouble,
            ReplyModel.Surroundings surroundings) {
        this.understandings = understandings;
        this.surroundings = surroundings;
        this.clock = clock;
        this.zone = zone;
        understanding = understandings.apply(surroundings.language());
        variation = new Variation(random);
        misses = new Misses(variation);
        tools = new ToolCalls(trouble, variation);
        countdown =
                new Countdown(
                        timers,
                        clock,
                        text -> {
                            memory.answered(text);
                            surroundings.speakUp(text);
                        });
    }

    private SkillSet skills() {
        return understanding.skills();
    }

    @Override
    public void reply(ReplyRequest request, ReplySink sink) throws InterruptedException {
        understanding = understandings.apply(surroundings.language());
        if (!recalled) {
            recall(request.lines());
            recalled = true;
        }
        tools.begin(request);
        double rate = memory.rate();
        double gain = memory.gain();
        String answer = withResults(request);
        if (rate != memory.rate() || gain != memory.gain()) {
            sink.manner(memory.rate(), memory.gain());
        }
        if (!answer.isEmpty()) {
            sink.text(answer);
        }
        tools.send(sink);
    }

    /** What came of calls, after the answer to what the caller said meanwhile. */
    private String withResults(ReplyRequest request) {
        List<String> results = tools.told(skills(), now());
        if (results.isEmpty()) {
            return answer(request);
        }
        List<String> all = new ArrayList<>();
        if (tools.isUnanswered() && !isWordToCall(request)) {
            all.add(answer(request));
        }
        all.addAll(results);
        return remembered(together(all));
    }

    /** A yes, a no or the like about a call, which is for whoever runs it. */
    private boolean isWordToCall(ReplyRequest request) {
        if (!tools.isSaidMeanwhile()
                || memory.proposal().isPresent()
                || memory.question().isPresent()) {
            return false;
        }
        String said = request.last().text().strip();
        return skills().match(said, Strictness.FORGIVING)
                .map(match -> match.skill().id().equals(FollowUp.SKILL))
                .orElse(request.understood() && understanding.words(said).size() <= FEW_WORDS);
    }

    private static String together(List<String> answers) {
        return String.join(" ", answers.stream().filter(text -> !text.isEmpty()).toList());
    }

    private String answer(ReplyRequest request) {
        if (request.lines().isEmpty() || request.last().party() != Party.CALLER) {
            return remembered(perform(byIntent("smalltalk.opening")));
        }
        if (tools.isWaiting() && isWordToCall(request)) {
            return variation.choose("tool-waits", skills().lines("tool-waits"));
        }
        String said = request.last().text().strip();
        boolean certain = request.understood();
        Optional<Match> match =
                skills().match(said, certain ? Strictness.FORGIVING : Strictness.GUESSED)
                        .filter(found ->
                                memory.quiz().isPresent()
                                        || !found.intent().id().equals(QuizMaster.ANSWER));
        if (memory.quiz().isPresent() && match.filter(SkillDialogue::isNoQuizAnswer).isEmpty()) {
            return quiz(said, match.isPresent() || certain);
        }
        Optional<String> answer = certain ? certain(said, match) : guessed(said, match);
        if (answer.isEmpty()) {
            return certain && !understanding.words(said).isEmpty()
                    ? misses.outside(skills(), said)
                    : misses.unheard(skills());
        }
        misses.reset();
        return answer.get();
    }

    /** Answers words that are certain. */
    private Optional<String> certain(String said, Optional<Match> match) {
        List<Token> words = understanding.words(said);
        return pending(words, match)
                .or(() -> match.map(found -> take(found, words)))
                .or(() -> repaired(words).map(Part::answer))
                .or(() -> sentences(said))
                .or(() -> joined(said))
                .or(() -> meant(understanding.guess(words), words));
    }

    /** Answers words that may be others: nothing of them is done or said back without asking. */
    private Optional<String> guessed(String said, Optional<Match> match) {
        List<Token> words = understanding.words(said);
        Optional<String> pending = pending(words, match);
        if (pending.isPresent()) {
            return pending;
        }
        if (match.isPresent()) {
            return match.map(found ->
                    found.intent().guide().confirm().isEmpty()
                            ? take(found, words)
                            : propose(new Pending(found, "")));
        }
        Guess guess = understanding.guess(words);
        return Optional.ofNullable(guess.match())
                .map(found -> propose(new Pending(found, guess.missing())));
    }

    /** What was asked before is answered, or it is forgotten. */
    private Optional<String> pending(List<Token> words, Optional<Match> match) {
        Optional<Pending> proposal = memory.proposal();
        Optional<Pending> question = memory.question();
        memory.proposal(null);
        memory.question(null);
        if (proposal.isPresent() && match.isPresent()) {
            switch (match.get().intent().id()) {
                case FollowUp.SKILL + ".yes" -> {
                    return Optional.of(complete(proposal.get()));
                }
                case FollowUp.SKILL + ".no" -> {
                    return Optional.of(turn(match.get()).line("declined"));
                }
                default -> {}
            }
        }
        return question.flatMap(asked -> {
            Optional<Match> filled = filled(asked, words, match.isEmpty());
            return filled.map(this::perform);
        });
    }

    private Optional<Match> filled(Pending asked, List<Token> words, boolean anywhere) {
        Slots slots = Slots.of(asked.match().intent());
        Map<String, Object> values = slots.readAll(words, skills().language().smallWords());
        if (values.isEmpty() && anywhere) {
            values = slots.read(words);
        }
        Object value = values.get(asked.missing());
        if (value != null) {
            return Optional.of(asked.match().with(Map.of(asked.missing(), value)));
        }
        return Repair.changed(skills(), asked.match(), words);
    }

    /** Answers what fits a phrase, or asks when a number in it may be another one. */
    private String take(Match match, List<Token> words) {
        Optional<Duration> other = Misheard.otherDuration(skills().language(), match, words);
        if (other.isEmpty()) {
            return perform(match);
        }
        Duration heard =
                match.slots().values().stream()
                        .filter(Duration.class::isInstance)
                        .map(Duration.class::cast)
                        .findFirst()
                        .orElseThrow();
        Language language = skills().language();
        memory.question(new Pending(match, "duration"));
        return turn(match)
                .line(
                        "which",
                        Map.of(
                                "one",
                                language.duration(other.get()),
                                "other",
                                language.duration(heard)));
    }

    private Optional<Part> repaired(List<Token> words) {
        Optional<Match> last = memory.last();
        return Repair.of(skills(), words, last)
                .map(repaired -> {
                    last.filter(_ -> repaired.corrects())
                            .ifPresent(before -> before.skill().answerer().undo(turn(before)));
                    return new Part(perform(repaired.match()), repaired.corrects());
                });
    }

    private Optional<String> meant(Guess guess, List<Token> words) {
        Match match = guess.match();
        if (match == null) {
            return Optional.empty();
        }
        Pending pending = new Pending(match, guess.missing());
        if (guess.sureness() != Sureness.SURE) {
            return Optional.of(propose(pending));
        }
        return Optional.of(guess.missing().isEmpty() ? take(match, words) : complete(pending));
    }

    /** Does it, or asks for the value that is missing. */
    private String complete(Pending pending) {
        if (pending.missing().isEmpty()) {
            return perform(pending.match());
        }
        memory.question(pending);
        return remembered(
                pending.match().intent().guide().asks().getOrDefault(pending.missing(), ""));
    }

    /** Asks whether it was meant. */
    private String propose(Pending pending) {
        memory.proposal(pending);
        Guide guide = pending.match().intent().guide();
        if (!guide.confirm().isEmpty()) {
            return remembered(
                    ToolCalls.filled(guide.confirm(), pending.match(), skills().language(), now()));
        }
        return remembered(
                variation
                        .choose("did-you-mean", skills().lines("did-you-mean"))
                        .replace("{example}", pending.match().intent().shown()));
    }

    /** Answers what was understood, and keeps it for "say that again". */
    private String perform(Match match) {
        boolean followsUp = match.skill().id().equals(FollowUp.SKILL);
        if (!followsUp) {
            memory.offer(null);
        }
        String answer = match.skill().answerer().answer(turn(match));
        if (!followsUp && !match.skill().id().equals(Delivery.SKILL)) {
            if (!match.slots().isEmpty()) {
                memory.last(match);
            }
        }
        boolean first = memory.lastAnswer().isEmpty();
        String full =
                match.greeted() && first
                        ? together(
                                List.of(
                                        variation.choose("greeted", skills().lines("greeted")),
                                        answer))
                        : answer;
        return match.skill().id().equals(Delivery.SKILL) ? full : remembered(full);
    }

    private String remembered(String answer) {
        if (!answer.isEmpty()) {
            memory.answered(answer);
        }
        return answer;
    }

    private Turn turn(Match match) {
        return new Turn(skills(), match, memory, variation, countdown, tools, now());
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(zone);
    }

    private Match byIntent(String id) {
        for (Skill skill : skills().skills()) {
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
        return !naming && !match.intent().id().equals(QuizMaster.ANSWER);
    }

    /** Judges an answer; a guess that is not right may have been misheard and does not count. */
    private String quiz(String said, boolean certain) {
        Topic topic = memory.quiz().orElseThrow();
        boolean right = QuizMaster.isRight(topic, understanding.words(said));
        if (said.isEmpty() || (!certain && !right)) {
            return misses.unheard(skills());
        }
        Match answer = byIntent(QuizMaster.ANSWER);
        misses.reset();
        return perform(answer.with(Map.of("quizanswer", said)));
    }

    /** Answers sentence by sentence when at least one is understood. */
    private Optional<String> sentences(String said) {
        List<String> parts = List.of(SENTENCE_END.split(said));
        return parts.size() < 2 || parts.size() > MOST_SENTENCES
                ? Optional.empty()
                : parts(parts, false);
    }

    /** Answers two requests joined by "and", when both are understood. */
    private Optional<String> joined(String said) {
        Matcher join = skills().language().joins().matcher(said);
        while (join.find()) {
            List<String> parts =
                    List.of(said.substring(0, join.start()), said.substring(join.end()));
            boolean both =
                    parts.stream()
                            .allMatch(part ->
                                    skills().match(part, Strictness.EXACT).isPresent()
                                            || Repair.of(
                                                            skills(),
                                                            understanding.words(part),
                                                            skills().match(
                                                                            parts.getFirst(),
                                                                            Strictness.EXACT))
                                                    .isPresent());
            if (both) {
                return parts(parts, true);
            }
        }
        return Optional.empty();
    }

    private Optional<String> parts(List<String> parts, boolean all) {
        List<String> answers = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (String part : parts) {
            List<Token> words = understanding.words(part);
            Optional<Part> answer =
                    skills().match(words, Strictness.FORGIVING)
                            .map(found -> new Part(take(found, words), false))
                            .or(() -> repaired(words))
                            .or(() -> all ? Optional.empty() : surely(words));
            if (answer.isEmpty()) {
                rest.add(part);
            } else {
                if (answer.get().corrects() && !answers.isEmpty()) {
                    answers.removeLast();
                }
                answers.add(answer.get().answer());
            }
        }
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        if (!rest.isEmpty()) {
            answers.add(variation.choose("outside-rest", skills().lines("outside-rest")));
        }
        return Optional.of(remembered(together(answers)));
    }

    /** One sentence of several, if its meaning is beyond doubt. */
    private Optional<Part> surely(List<Token> words) {
        Guess guess = understanding.guess(words);
        Match match = guess.match();
        return match == null || guess.sureness() != Sureness.SURE || !guess.missing().isEmpty()
                ? Optional.empty()
                : Optional.of(new Part(take(match, words), false));
    }

    /**
     * Learns from the lines before this conversation: the name, the topic, and what was last
     * answered.
     */
    private void recall(List<Line> history) {
        int from = Math.max(0, history.size() - 1 - RECALLED_LINES);
        for (Line line : history.subList(from, Math.max(from, history.size() - 1))) {
            switch (line.party()) {
                case AGENT -> memory.answered(line.text());
                case CALLER ->
                        skills().match(line.text(), Strictness.EXACT).ifPresent(this::recall);
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
            skills().topic(topic.toString()).ifPresent(memory::topic);
            memory.more(match.skill().id() + ".more");
        }
    }

    @Override
    public void close() {
        countdown.close();
    }

    /**
     * An answer to a part of what was said.
     *
     * @param corrects whether it takes the place of the answer before
     */
    private record Part(String answer, boolean corrects) {}
}
