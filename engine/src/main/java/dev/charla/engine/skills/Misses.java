package dev.charla.engine.skills;

import java.util.List;

/** What is said when no skill answers. Confined to its talk. */
final class Misses {
    private static final int LONGEST_QUOTE = 120;

    private static final String SETTING =
            "That is still beyond an offline demo. With a language model I could answer; whoever"
                    + " runs Charla turns one on with the setting CHARLA_MODEL_BASE_URL.";

    private final List<Suggestion> suggestions;
    private final Variation variation;
    private int inARow;

    Misses(SkillSet skills, Variation variation) {
        this.suggestions = skills.suggestions();
        this.variation = variation;
    }

    /** Something was answered. */
    void reset() {
        inARow = 0;
    }

    /**
     * @param understood whether the words are certain
     */
    String answer(String said, boolean understood) {
        inARow++;
        if (said.isEmpty()) {
            return variation.choose(
                    "nothing-heard",
                    List.of(
                            "I heard that you spoke, but could not make out the words. Please say it"
                                    + " again, or type it.",
                            "Sorry, I did not catch any of that. You can say it once more, or type"
                                    + " it."));
        }
        String heard = "\"" + shortened(said) + "\"";
        String first =
                understood ? "I heard: " + heard + ". " : "I think you said: " + heard + ". ";
        String cannot =
                switch (inARow) {
                    case 1 ->
                            "I am an offline demo without a language model, so I can't answer that.";
                    case 2 -> SETTING;
                    default -> "That is outside of what I can do without a language model, too.";
                };
        String typing = understood ? "" : " If I misheard, you can also type.";
        return first + cannot + typing + examples();
    }

    private String examples() {
        if (suggestions.isEmpty()) {
            return "";
        }
        return " You can ask me, for example, \""
                + variation.rotate("miss", suggestions).text()
                + "\" or \""
                + variation.rotate("miss", suggestions).text()
                + "\"";
    }

    private static String shortened(String said) {
        return said.length() <= LONGEST_QUOTE ? said : said.substring(0, LONGEST_QUOTE) + "...";
    }
}
