package dev.charla.skills.language;

/** A sum without a result. */
public final class SumException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    SumException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why there is none. */
    public enum Reason {
        DIVISION_BY_ZERO,
        NEGATIVE_ROOT,
        /** Only whole powers up to a hundred are worked out. */
        POWER,
        TOO_LARGE
    }
}
