package dev.charla.skills.understanding;

import dev.charla.skills.set.SkillSet;
import dev.charla.skills.set.Suggestion;
import dev.charla.skills.words.Variation;
import java.util.List;

/** What is said when no skill answers. Confined to its conversation. */
public final class Misses {
    /** A longer sentence is not said back: whoever spoke it knows it. */
    private static final int LONGEST_QUOTE = 60;

    private final Variation variation;
    private int inARow;

    public Misses(Variation variation) {
        this.variation = variation;
    }

    /** Something was answered. */
    public void reset() {
        inARow = 0;
    }

    /** The words are not certain, so none of them is said back. */
    public String unheard(SkillSet skills) {
        inARow++;
        return variation.choose("unheard", skills.lines("unheard"));
    }

    /** The words are certain, and outside of what the skills can do. */
    public String outside(SkillSet skills, String said) {
        inARow++;
        String key = inARow == 1 ? "outside" : inARow == 2 ? "outside-again" : "outside-still";
        boolean brief = said.length() <= LONGEST_QUOTE;
        String text =
                variation.choose(
                        key + brief, skills.lines(inARow == 1 && !brief ? "outside-long" : key));
        List<Suggestion> suggestions = skills.suggestions();
        return suggestions.isEmpty()
                ? text.replace("{said}", plain(said)).replaceAll("\\s*[^.!?]*\\{one}.*$", "")
                : text.replace("{said}", plain(said))
                        .replace("{one}", example(suggestions))
                        .replace("{two}", example(suggestions));
    }

    private static String plain(String said) {
        return said.replaceAll("[\\s.?!,;:]+$", "").replace("\"", "");
    }

    private String example(List<Suggestion> suggestions) {
        return variation.rotate("miss", suggestions).text();
    }
}
