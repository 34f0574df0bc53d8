package dev.charla.engine.recognition;

/** The maximum number of utterances is open. */
public final class RecognizerBusyException extends Exception {
    private static final long serialVersionUID = 1;

    public RecognizerBusyException(int limit) {
        super("all " + limit + " recognisers are in use");
    }

    public RecognizerBusyException(String why) {
        super(why);
    }
}
