package dev.charla.skills.words;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Chooses among wordings, never the same twice in a row. Confined to its conversation. */
public final class Variation {
    private final RandomGenerator random;
    private final Map<String, Integer> last = new HashMap<>();

    public Variation(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Another one than the last time, as far as there are several.
     *
     * @param key what is worded; each has its own last choice
     * @param variants at least one
     */
    public <T> T choose(String key, List<T> variants) {
        int before = last.getOrDefault(key, -1);
        int choice;
        if (variants.size() == 1) {
            choice = 0;
        } else if (before < 0 || before >= variants.size()) {
            choice = random.nextInt(variants.size());
        } else {
            int other = random.nextInt(variants.size() - 1);
            choice = other < before ? other : other + 1;
        }
        last.put(key, choice);
        return variants.get(choice);
    }

    /** One of {@code variants} after the other, from the first. */
    public <T> T rotate(String key, List<T> variants) {
        int choice = (last.getOrDefault(key, -1) + 1) % variants.size();
        last.put(key, choice);
        return variants.get(choice);
    }

    /** From {@code low} to {@code high}, both included. */
    public long between(long low, long high) {
        return random.nextLong(low, high + 1);
    }
}
