package dev.charla.skills.set;

import dev.charla.skills.language.Unit;
import dev.charla.skills.phrase.Topic;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one conversation has come to so far. Confined to the thread that answers, but for {@link
 * #lastAnswer}, which a timer may set.
 */
public final class Memory {
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
    public String lastAnswer() {
        return lastAnswer;
    }

    public void answered(String text) {
        lastAnswer = text;
    }

    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    public void name(@Nullable String caller) {
        name = caller;
    }

    /** The result of the last sum. */
    public Optional<BigDecimal> result() {
        return Optional.ofNullable(result);
    }

    public void result(BigDecimal value) {
        result = value;
        quantity = null;
    }

    /** The last conversion's question, which "and in feet?" asks again. */
    public Optional<Quantity> quantity() {
        return Optional.ofNullable(quantity);
    }

    public void quantity(Quantity asked) {
        quantity = asked;
        result = null;
    }

    /** What of history was last talked about. */
    public Optional<Topic> topic() {
        return Optional.ofNullable(topic);
    }

    public void topic(@Nullable Topic about) {
        topic = about;
    }

    /** The quiz question that waits for its answer. */
    public Optional<Topic> quiz() {
        return Optional.ofNullable(quiz);
    }

    public void quiz(@Nullable Topic asked) {
        quiz = asked;
    }

    /** What was last answered that has values, which "and fifty?" and "no, twenty" change. */
    public Optional<Match> last() {
        return Optional.ofNullable(last);
    }

    public void last(Match match) {
        last = match;
    }

    /** What "yes" does, after asking whether that was meant. */
    public Optional<Pending> proposal() {
        return Optional.ofNullable(proposal);
    }

    public void proposal(@Nullable Pending asked) {
        proposal = asked;
    }

    /** What waits for a value that was asked for. */
    public Optional<Pending> question() {
        return Optional.ofNullable(question);
    }

    public void question(@Nullable Pending asked) {
        question = asked;
    }

    /** The intent that "yes" stands for. */
    public Optional<String> offer() {
        return Optional.ofNullable(offer);
    }

    public void offer(@Nullable String intent) {
        offer = intent;
    }

    /** The intent that "more" and "another one" stand for. */
    public Optional<String> more() {
        return Optional.ofNullable(more);
    }

    public void more(@Nullable String intent) {
        more = intent;
    }

    public double rate() {
        return rate;
    }

    public double gain() {
        return gain;
    }

    public void manner(double newRate, double newGain) {
        rate = newRate;
        gain = newGain;
    }

    /**
     * Something to be done that is not certain, or not complete.
     *
     * @param missing the slot whose value is wanted, empty when none is
     */
    public record Pending(Match match, String missing) {}

    /** An amount of something. */
    public record Quantity(BigDecimal amount, Unit unit) {}
}
