package dev.charla.boot.reply;

/** What every language model is told besides the conversation's own instructions. */
final class SpokenPrompt {
    private static final String SPOKEN =
            "Your words are spoken aloud by a synthetic voice and the person's words come from a"
                    + " speech recogniser that makes mistakes. Answer in one to three short sentences"
                    + " of plain prose, without lists, headings, emoji or markup. Ask when you are not"
                    + " sure what was said.";

    private SpokenPrompt() {}

    /** The system message for a conversation with these instructions. */
    static String with(String instructions) {
        return instructions.isBlank() ? SPOKEN : instructions.strip() + "\n\n" + SPOKEN;
    }
}
