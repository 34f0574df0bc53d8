package dev.charla.test;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;

/** An interruption, until it is said when it comes. */
@CheckReturnValue
public final class BargeIn {
    private final Line line;
    private final Caller caller;
    private final String text;

    BargeIn(Line line, Caller caller, String text) {
        this.line = line;
        this.caller = caller;
        this.text = text;
    }

    /** Once that has happened. */
    @CanIgnoreReturnValue
    public Caller after(Moment moment) {
        line.pending = null;
        moment.await(caller);
        return caller.says(text);
    }

    /** At once. */
    @CanIgnoreReturnValue
    public Caller now() {
        line.pending = null;
        return caller.says(text);
    }
}
