package dev.charla.engine.mcp;

/** A server or a tool of it could not be used. */
public final class McpException extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final int status;
    private final String sentence;

    /** What went wrong. */
    public enum Kind {
        /** The operator does not let clients name such an address. */
        NOT_ALLOWED,
        /** No connection, or it broke. */
        UNREACHABLE,
        /** The server answered with an HTTP status that is no success. */
        HTTP,
        /** It took too long. */
        TIMEOUT,
        /** It sent more than is read. */
        TOO_LARGE,
        /** It does not speak the protocol, or refused the request. */
        PROTOCOL,
        /** The tool itself says that it failed. */
        TOOL
    }

    /**
     * @param status of HTTP, or the code of a protocol error; 0 where there is none
     * @param message a sentence for people, without credentials
     */
    public McpException(Kind kind, int status, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.status = status;
        this.sentence = message;
    }

    @Override
    public String getMessage() {
        return sentence;
    }

    public Kind kind() {
        return kind;
    }

    /** Of HTTP, or the code of a protocol error; 0 where there is none. */
    public int status() {
        return status;
    }
}
