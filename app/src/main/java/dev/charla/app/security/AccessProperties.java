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
 * Who gets in.
 *
 * @param mode how people sign in: none, code, oidc, platform, open; empty: oidc or code when their
 *     settings are there
 * @param code the access code for all, twelve characters at least
 * @param codeLife how long somebody who gave the code is known
 * @param oidc an OpenID Connect provider
 * @param platformLoginOn for Container Apps, which do not tell whether their authentication is on:
 *     your word that it is, and that it lets nobody through who has not signed in
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
     * @param issuer its address, such as {@code https://login.microsoftonline.com/TENANT/v2.0}
     * @param clientId what this application is called there
     * @param clientSecret its secret there
     * @param users who may come in: an e-mail address, all of a domain as {@code @example.org}, or
     *     a user name or subject without an {@code @}; null or {@code *}: whoever can sign in there
     * @param emailsVerified your word that the provider tells only e-mail addresses that it has
     *     verified, for those that do not say so with each, such as Microsoft Entra ID
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
