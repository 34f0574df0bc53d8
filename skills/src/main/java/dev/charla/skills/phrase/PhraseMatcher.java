package dev.charla.skills.phrase;

import dev.charla.skills.phrase.Phrase.Choice;
import dev.charla.skills.phrase.Phrase.Maybe;
import dev.charla.skills.phrase.Phrase.Sequence;
import dev.charla.skills.phrase.Phrase.Slot;
import dev.charla.skills.phrase.Phrase.Word;
import dev.charla.skills.slot.SlotType;
import dev.charla.skills.words.Heard;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the best way a phrase fits a stretch of words. One use each. */
public final class PhraseMatcher {
    private static final int WORD = 10;

    /** One slip may be a slip; three are another sentence. */
    private static final int MOST_TYPOS = 2;

    private final Heard heard;
    private final int end;
    private @Nullable Fit best;

    private PhraseMatcher(Heard heard, int end) {
        this.heard = heard;
        this.end = end;
    }

    /**
     * How {@code phrase} covers the words from {@code from} to {@code end}, null if it does not.
     */
    public static @Nullable Fit fit(Phrase phrase, Heard heard, int from, int end) {
        var matcher = new PhraseMatcher(heard, end);
        matcher.walk(phrase, from, new Fit(0, 0, Map.of()), matcher::finish);
        return matcher.best;
    }

    private void finish(int at, Fit fit) {
        if (at == end && (best == null || fit.betterThan(best))) {
            best = fit;
        }
    }

    private void walk(Phrase phrase, int at, Fit fit, Next next) {
        if (at > end || fit.typos() > MOST_TYPOS) {
            return;
        }
        switch (phrase) {
            case Word(var word) -> {
                int typos = at < end ? heard.typos(at, word) : Heard.DIFFERENT;
                if (typos != Heard.DIFFERENT) {
                    next.at(at + 1, fit.plus(WORD, typos));
                }
            }
            case Slot(var name, var type) -> {
                for (SlotType.Reading reading :
                        at < end ? type.read(heard, at) : List.<SlotType.Reading>of()) {
                    int score = type.weight() * (reading.end() - at);
                    next.at(
                            reading.end(),
                            fit.plus(score, reading.typos()).with(name, reading.value()));
                }
            }
            case Sequence(var parts) -> walkAll(parts, 0, at, fit, next);
            case Choice(var options) -> options.forEach(option -> walk(option, at, fit, next));
            case Maybe(var part) -> {
                walk(part, at, fit, next);
                next.at(at, fit);
            }
        }
    }

    private void walkAll(List<Phrase> parts, int index, int at, Fit fit, Next next) {
        if (index == parts.size()) {
            next.at(at, fit);
        } else {
            walk(
                    parts.get(index),
                    at,
                    fit,
                    (then, fitting) -> walkAll(parts, index + 1, then, fitting, next));
        }
    }

    /** What comes after a part that fits. */
    private interface Next {
        void at(int at, Fit fit);
    }

    /**
     * One way to fit.
     *
     * @param score how much of it the phrase itself prescribes
     * @param typos how many typing errors were overlooked
     */
    public record Fit(int score, int typos, Map<String, Object> slots) {
        private Fit plus(int more, int slips) {
            return new Fit(score + more, typos + slips, slots);
        }

        private Fit with(String name, Object value) {
            Map<String, Object> more = new HashMap<>(slots);
            more.put(name, value);
            return new Fit(score, typos, Map.copyOf(more));
        }

        boolean betterThan(Fit other) {
            return typos != other.typos ? typos < other.typos : score > other.score;
        }
    }
}
