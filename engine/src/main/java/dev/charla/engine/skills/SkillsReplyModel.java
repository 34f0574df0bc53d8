package dev.charla.engine.skills;

import dev.charla.engine.reply.ReplyModel;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Answers with skills, without a language model, in well under a tenth of a second. */
public final class SkillsReplyModel implements ReplyModel, AutoCloseable {
    private final SkillSet skills;
    private final InstantSource clock;
    private final ZoneId zone;
    private final long seed;
    private final Timers timers;
    private final AtomicLong talks = new AtomicLong();

    /**
     * @param clock tells the time, also for timers
     * @param zone where callers are taken to be
     * @param seed decides the wording; the same seed words the same talks the same way
     * @param timers owned by this model from now on, and closed with it
     */
    public SkillsReplyModel(
            SkillSet skills, InstantSource clock, ZoneId zone, long seed, Timers timers) {
        this.skills = Objects.requireNonNull(skills);
        this.clock = Objects.requireNonNull(clock);
        this.zone = Objects.requireNonNull(zone);
        this.seed = seed;
        this.timers = Objects.requireNonNull(timers);
    }

    @Override
    public Talk open(Surroundings surroundings) {
        var random = new SplittableRandom(seed + talks.getAndIncrement());
        return new SkillTalk(skills, clock, zone, random, timers, surroundings);
    }

    @Override
    public boolean takesFreeSpeech() {
        return false;
    }

    /** Ends the timers of all talks. Idempotent. */
    @Override
    public void close() {
        timers.close();
    }
}
