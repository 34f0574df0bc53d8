package dev.charla.engine.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The engine refuses a client, with a reason. */
public final class ConnectionRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String sentence;
    private final transient @Nullable Duration retryAfter;

    /**
     * @param status HTTP status, 400 to 599
     * @param sentence for the developer of the client: what is wrong and what to do
     */
    public ConnectionRefusedException(int status, String sentence) {
        this(status, sentence, null);
    }

    /**
     * @param status HTTP status, 400 to 599
     * @param sentence for the developer of the client: what is wrong and what to do
     * @param retryAfter when to try again; null when that would not help
     */
    public ConnectionRefusedException(int status, String sentence, @Nullable Duration retryAfter) {
        super(sentence, null, false, false);
        this.status = status;
        this.sentence = sentence;
        this.retryAfter = retryAfter;
    }

    /** The HTTP status to answer with. */
    public int status() {
        return status;
    }

    /** The sentence of the answer's body. */
    public String sentence() {
        return sentence;
    }

    /** When to retry; null when a retry would not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
