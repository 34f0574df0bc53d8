package dev.charla.boot.settings;

/**
 * A setting that cannot be used. The server does not start with it. Neither text may hold a secret.
 */
public final class SettingException extends RuntimeException {
    private final String action;

    /**
     * @param problem a sentence that says what is wrong, naming the setting
     * @param action a sentence that says what to do
     */
    public SettingException(String problem, String action) {
        super(problem);
        this.action = action;
    }

    /** What to do, as a sentence. */
    public String action() {
        return action;
    }
}
