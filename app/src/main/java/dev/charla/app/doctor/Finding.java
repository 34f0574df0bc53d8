package dev.charla.app.doctor;

/**
 * What came of one check.
 *
 * @param check what was looked at, in one word
 * @param sentence what was found, and what to do when it is not right; never a secret
 */
record Finding(String check, Outcome outcome, String sentence) {
    enum Outcome {
        OK("ok"),
        /** Worth knowing, and no reason why conversations would fail. */
        NOTE("note"),
        FAILED("FAILED"),
        /** Could not be looked at, because of something before it or by its nature. */
        LEFT_OUT("-");

        final String word;

        Outcome(String word) {
            this.word = word;
        }
    }

    static Finding ok(String check, String sentence) {
        return new Finding(check, Outcome.OK, sentence);
    }

    static Finding note(String check, String sentence) {
        return new Finding(check, Outcome.NOTE, sentence);
    }

    static Finding failed(String check, String sentence) {
        return new Finding(check, Outcome.FAILED, sentence);
    }

    static Finding leftOut(String check, String sentence) {
        return new Finding(check, Outcome.LEFT_OUT, sentence);
    }

    /** As a line. */
    String line() {
        return "%-7s %-11s %s".formatted(outcome.word, check, sentence);
    }
}
