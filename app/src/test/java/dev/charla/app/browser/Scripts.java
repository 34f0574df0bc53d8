package dev.charla.app.browser;

/**
 * What the service says and hears in tests that are not about its ears and its voice: nothing is
 * loaded, no answer is longer than the test needs, and one that is interrupted cannot end before.
 */
final class Scripts {
    /** Three answers of a second, then one of two minutes. */
    static final String SHORT_ANSWERS = "charla.engine.script=src/test/scripts/short-answers.yaml";

    /** An answer of two minutes, then short ones. */
    static final String LONG_ANSWER = "charla.engine.script=src/test/scripts/long-answer.yaml";

    /** The same, but what is said is heard by the engine's own ears. */
    static final String LONG_ANSWER_REAL_EARS =
            "charla.engine.script=src/test/scripts/long-answer-real-ears.yaml";

    private Scripts() {}
}
