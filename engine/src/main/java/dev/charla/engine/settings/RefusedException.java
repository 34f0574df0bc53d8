package dev.charla.engine.settings;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An invalid client event; it becomes the protocol's {@code error}. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;
    private final @Nullable String param;
    private final String sentence;

    /**
     * @param code as the service names it
     * @param param path of the member at fault, if one is
     * @param message a sentence for the developer of the client
     */
    public RefusedException(String code, @Nullable String param, String message) {
        super(message, null, false, false);
        this.code = code;
        this.param = param;
        this.sentence = message;
    }

    public static RefusedException badValue(String param, Object value, String... supported) {
        return new RefusedException(
                "invalid_value",
                param,
                "Invalid value: '%s'. Supported values are: %s."
                        .formatted(
                                value,
                                Arrays.stream(supported)
                                        .map(name -> "'" + name + "'")
                                        .collect(Collectors.joining(", "))));
    }

    public static RefusedException notHere(String param, String what) {
        return new RefusedException(
                "invalid_value", param, "The offline service does not support " + what + ".");
    }

    /** In Azure's words. */
    public static RefusedException commitEmpty(long waitingMs) {
        return new RefusedException(
                "input_audio_buffer_commit_empty",
                null,
                "Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, but buffer only has %d.00ms of audio."
                        .formatted(waitingMs));
    }

    public static RefusedException noSuchItem(String param, Object id) {
        return new RefusedException(
                "item_not_found", param, "Item '%s' is not in the conversation.".formatted(id));
    }

    @Override
    public String getMessage() {
        return sentence;
    }

    public String code() {
        return code;
    }

    public @Nullable String param() {
        return param;
    }
}
