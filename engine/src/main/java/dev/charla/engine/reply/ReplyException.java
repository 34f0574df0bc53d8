package dev.charla.engine.reply;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** No answer could be made. */
public final class ReplyException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String sentence;

    /**
     * @param code for programs: {@code model_unreachable}, {@code rate_limit_exceeded}, ...
     * @param message a sentence for people, without anything said in the conversation
     */
    public ReplyException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code);
        this.sentence = message;
    }

    @Override
    public String getMessage() {
        return sentence;
    }

    public String code() {
        return code;
    }
}
