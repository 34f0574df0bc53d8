package dev.charla.skills;

import dev.charla.engine.reply.ReplyModel;
import dev.charla.skills.language.Language;
import dev.charla.skills.meaning.SentenceModel;
import dev.charla.skills.set.SkillSet;
import dev.charla.skills.set.Timers;
import dev.charla.skills.tool.ToolTrouble;
import dev.charla.skills.understanding.Understanding;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers with skills, without a language model, in well under a tenth of a second. In the language
 * of the session where there are skills in it, in English otherwise.
 */
public final class SkillsReplyModel implements ReplyModel, AutoCloseable {
    private final Map<Language, Understanding> understandings;
    private final InstantSource clock;
    private final ZoneId zone;
    private final long seed;
    private final Timers timers;
    private final ToolTrouble trouble = new ToolTrouble();
    private final AtomicLong conversations = new AtomicLong();

    /**
     * @param skills of English
     * @param clock tells the time, also for timers
     * @param zone where callers are taken to be
     * @param seed decides the wording; the same seed words the same conversations the same way
     * @param timers owned by this model from now on, and closed with it
     */
    public SkillsReplyModel(
            SkillSet skills, InstantSource clock, ZoneId zone, long seed, Timers timers) {
        this(List.of(skills), clock, zone, seed, timers);
    }

    /**
     * @param skills one set for each language, those of the usual one first
     */
    public SkillsReplyModel(
            List<SkillSet> skills, InstantSource clock, ZoneId zone, long seed, Timers timers) {
        Map<Language, Understanding> known = new LinkedHashMap<>();
        skills.forEach(set -> known.put(set.language(), new Understanding(set)));
        this.understandings = Collections.unmodifiableMap(known);
        this.clock = Objects.requireNonNull(clock);
        this.zone = Objects.requireNonNull(zone);
        this.seed = seed;
        this.timers = Objects.requireNonNull(timers);
    }

    /**
     * Takes sentences by their meaning from now on, besides by their wording, in the language of
     * the model. Blocks while the model places the examples of all skills, some seconds of a
     * processor; any thread, and conversations go on meanwhile.
     */
    public void learn(SentenceModel model) {
        understandings.values().forEach(understanding -> understanding.learn(model));
    }

    private Understanding understanding(String tag) {
        Understanding usual = understandings.values().iterator().next();
        return Language.of(tag)
                .map(language -> understandings.getOrDefault(language, usual))
                .orElse(usual);
    }

    @Override
    public Dialogue open(Surroundings surroundings) {
        var random = new SplittableRandom(seed + conversations.getAndIncrement());
        return new SkillDialogue(
                this::understanding, clock, zone, random, timers, trouble, surroundings);
    }

    @Override
    public boolean takesFreeSpeech() {
        return false;
    }

    /** Where a skill calls one. */
    @Override
    public boolean callsTools() {
        return understandings.values().stream()
                .flatMap(known -> known.skills().skills().stream())
                .flatMap(skill -> skill.intents().stream())
                .anyMatch(intent -> intent.use().isPresent());
    }

    @Override
    public boolean heedsToolChoice() {
        return false;
    }

    /** Ends the timers of all conversations. Idempotent. */
    @Override
    public void close() {
        timers.close();
    }
}
