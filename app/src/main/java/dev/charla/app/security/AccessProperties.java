package dev.charla.app.security;

import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Login.
 *
 * @param mode how people sign in: none, code, oidc, platform, open; empty: oidc or code, if its
 *     settings are present
 * @param code the access code that all users share, at least twelve characters
 * @param codeLife how long a login with the access code lasts
 * @param oidc an OpenID Connect provider
 * @param platformLoginOn for Container Apps, which do not report whether their authentication is
 *     on: you confirm that it is on and that it rejects everybody who has not signed in
 */
@Validated
@ConfigurationProperties("charla.access")
public record AccessProperties(
        @Nullable String mode,
        @Nullable String code,
        @DefaultValue("12h") @DurationMin(minutes = 1) @DurationMax(days = 366) Duration codeLife,
        @DefaultValue Oidc oidc,
        @DefaultValue("false") boolean platformLoginOn) {

    /**
     * An OpenID Connect provider.
     *
     * @param issuer the provider's issuer URL, such as {@code
     *     https://login.microsoftonline.com/TENANT/v2.0}
     * @param clientId client ID of this application at the provider
     * @param clientSecret client secret of this application at the provider
     * @param users who may sign in: an e-mail address, a domain as {@code @example.org}, or a user
     *     name or subject without an {@code @}; null or {@code *}: everybody who can sign in at the
     *     provider
     * @param emailsVerified you confirm that the provider sends only verified e-mail addresses;
     *     needed for providers that do not send {@code email_verified}, such as Microsoft Entra ID
     */
    public record Oidc(
            @Nullable String issuer,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable List<String> users,
            @DefaultValue("false") boolean emailsVerified) {
        @Override
        public String toString() {
            return "Oidc[issuer=%s]".formatted(issuer);
        }
    }

    @Override
    public String toString() {
        return "AccessProperties[mode=%s]".formatted(mode);
    }
}
