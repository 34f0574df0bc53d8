package dev.charla.engine.skills;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one conversation has come to so far. Confined to the thread that answers, but for {@link
 * #lastAnswer}, which a timer may set.
 */
final class Memory {
    private volatile String lastAnswer = "";

    private @Nullable String name;
    private @Nullable BigDecimal result;
    private @Nullable Quantity quantity;
    private @Nullable Topic topic;
    private @Nullable Topic quiz;
    private @Nullable String offer;
    private @Nullable String more;
    private @Nullable Match last;
    private @Nullable Pending proposal;
    private @Nullable Pending question;
    private double rate = 1;
    private double gain = 1;

    /** What was last answered in full, empty when nothing was. */
    String lastAnswer() {
        return lastAnswer;
    }

    void answered(String text) {
        lastAnswer = text;
    }

    Optional<String> name() {
        return Optional.ofNullable(name);
    }

    void name(@Nullable String caller) {
        name = caller;
    }

    /** The result of the last sum. */
    Optional<BigDecimal> result() {
        return Optional.ofNullable(result);
    }

    void result(BigDecimal value) {
        result = value;
        quantity = null;
    }

    /** The last conversion's question, which "and in feet?" asks again. */
    Optional<Quantity> quantity() {
        return Optional.ofNullable(quantity);
    }

    void quantity(Quantity asked) {
        quantity = asked;
        result = null;
    }

    /** What of history was last talked about. */
    Optional<Topic> topic() {
        return Optional.ofNullable(topic);
    }

    void topic(@Nullable Topic about) {
        topic = about;
    }

    /** The quiz question that waits for its answer. */
    Optional<Topic> quiz() {
        return Optional.ofNullable(quiz);
    }

    void quiz(@Nullable Topic asked) {
        quiz = asked;
    }

    /** What was last answered that has values, which "and fifty?" and "no, twenty" change. */
    Optional<Match> last() {
        return Optional.ofNullable(last);
    }

    void last(Match match) {
        last = match;
    }

    /** What "yes" does, after asking whether that was meant. */
    Optional<Pending> proposal() {
        return Optional.ofNullable(proposal);
    }

    void proposal(@Nullable Pending asked) {
        proposal = asked;
    }

    /** What waits for a value that was asked for. */
    Optional<Pending> question() {
        return Optional.ofNullable(question);
    }

    void question(@Nullable Pending asked) {
        question = asked;
    }

    /** The intent that "yes" stands for. */
    Optional<String> offer() {
        return Optional.ofNullable(offer);
    }

    void offer(@Nullable String intent) {
        offer = intent;
    }

    /** The intent that "more" and "another one" stand for. */
    Optional<String> more() {
        return Optional.ofNullable(more);
    }

    void more(@Nullable String intent) {
        more = intent;
    }

    double rate() {
        return rate;
    }

    double gain() {
        return gain;
    }

    void manner(double newRate, double newGain) {
        rate = newRate;
        gain = newGain;
    }

    /**
     * Something to be done that is not certain, or not complete.
     *
     * @param missing the slot whose value is wanted, empty when none is
     */
    record Pending(Match match, String missing) {}

    /** An amount of something. */
    record Quantity(BigDecimal amount, Unit unit) {}
}
