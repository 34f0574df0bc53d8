package dev.charla.app.security;

import dev.charla.boot.settings.SettingException;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.core.env.Environment;

/** How people sign in. */
public enum AccessMode {
    /** Nobody does, and only this machine can reach the server. */
    NONE,
    /** With a code that all share. */
    CODE,
    /** With OpenID Connect, at Microsoft Entra ID or any other provider. */
    OIDC,
    /**
     * The platform has seen to it: the built-in authentication of App Service or Container Apps.
     */
    PLATFORM,
    /** Nobody does, and whoever reaches the server may talk: only behind one's own gate. */
    OPEN;

    /**
     * What {@code charla.access.mode} says; where it says nothing, what the other settings are for.
     *
     * @throws SettingException if it says something else
     */
    static AccessMode of(Environment settings) {
        var mode = settings.getProperty("charla.access.mode", "").strip();
        if (!mode.isEmpty()) {
            return Arrays.stream(values())
                    .filter(known -> known.name().equals(mode.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() ->
                            new SettingException(
                                    "charla.access.mode is \"" + mode + "\", which there is not.",
                                    "Set it to none, code, oidc, platform or open."));
        }
        if (!settings.getProperty("charla.access.oidc.issuer", "").isBlank()) {
            return OIDC;
        }
        return settings.getProperty("charla.access.code", "").isBlank() ? NONE : CODE;
    }

    /** Whether people are told apart, or at least let in one by one. */
    public boolean signsIn() {
        return this == CODE || this == OIDC || this == PLATFORM;
    }
}
