package dev.charla.testkit;

/** Why a Voice Live service does not take an event of a client, in its own words. */
public final class WireRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String code;
    private final String param;

    WireRefusal(String code, String message, String param) {
        super(message);
        this.reason = message;
        this.code = code;
        this.param = param;
    }

    static WireRefusal value(String param, String value) {
        return new WireRefusal(
                "invalid_value", "Invalid value for '%s': '%s'.".formatted(param, value), param);
    }

    static WireRefusal kind(String param, String expected) {
        return new WireRefusal(
                "invalid_type",
                "Invalid type for '%s': expected %s.".formatted(param, expected),
                param);
    }

    static WireRefusal missing(String param) {
        return new WireRefusal(
                "missing_required_parameter",
                "Missing required parameter: '%s'.".formatted(param),
                param);
    }

    /** The error's message on the wire. */
    public String reason() {
        return reason;
    }

    /** The error's code on the wire. */
    public String code() {
        return code;
    }

    /** The member that it is about; empty if it is about the whole. */
    public String param() {
        return param;
    }
}
