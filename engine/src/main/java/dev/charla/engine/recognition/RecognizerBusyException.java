package dev.charla.engine.recognition;

/** As many utterances are open as can be heard at once. */
public final class RecognizerBusyException extends Exception {
    private static final long serialVersionUID = 1;

    public RecognizerBusyException(int limit) {
        super("all " + limit + " recognisers are in use");
    }

    public RecognizerBusyException(String why) {
        super(why);
    }
}
