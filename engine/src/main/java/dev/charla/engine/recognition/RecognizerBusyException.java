package dev.charla.engine.recognition;

/** As many utterances are open as the recogniser can hear at once. */
public final class RecognizerBusyException extends Exception {
    private static final long serialVersionUID = 1;

    public RecognizerBusyException(int limit) {
        super("all " + limit + " recognisers are in use");
    }
}
