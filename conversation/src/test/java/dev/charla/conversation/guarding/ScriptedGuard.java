package dev.charla.conversation.guarding;

import dev.charla.conversation.guard.GuardManner;
import dev.charla.conversation.guard.Guarded;
import dev.charla.conversation.guard.SoFar;
import dev.charla.conversation.guard.Verdict;
import dev.charla.conversation.guard.WordGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A guard that looks for a word, and keeps what it was shown. */
final class ScriptedGuard implements WordGuard {
    static final GuardManner OPEN = new GuardManner(Duration.ofMillis(500), true);

    final List<SoFar> seen = new ArrayList<>();
    GuardManner manner = GuardManner.DEFAULT;

    private final String name;
    private final Guarded on;
    private final Body body;

    /** What it does. */
    interface Body {
        Verdict check(SoFar words) throws Exception;
    }

    ScriptedGuard(String name, Guarded on, Body body) {
        this.name = name;
        this.on = on;
        this.body = body;
    }

    static ScriptedGuard forbids(Guarded on, String word, Verdict verdict) {
        return new ScriptedGuard(
                "no-" + word, on, words -> words.text().contains(word) ? verdict : Verdict.pass());
    }

    List<String> texts() {
        return seen.stream().map(SoFar::text).toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Guarded on() {
        return on;
    }

    @Override
    public GuardManner manner() {
        return manner;
    }

    @Override
    public Verdict check(SoFar words) throws Exception {
        seen.add(words);
        return body.check(words);
    }
}
