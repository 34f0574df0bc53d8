package dev.charla.app.security;

import dev.charla.boot.settings.SettingException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.StandardClaimAccessor;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Who of those that a provider knows may come in.
 *
 * <p>At many providers people choose what they are called. So an entry with an {@code @} is met by
 * an e-mail address alone, and by that only where the provider says that it has verified it. A
 * domain is met by the part of such an address behind its only {@code @}.
 */
final class OidcUsers {
    /** What a sign-in comes to. */
    enum Verdict {
        ALLOWED,
        NOT_ALLOWED,
        /** The address would be among them, and nobody says that it is the user's. */
        EMAIL_NOT_VERIFIED
    }

    private static final String EVERYBODY = "*";

    /** ASCII without what separates or quotes addresses; others are no address here. */
    private static final Pattern EMAIL =
            Pattern.compile("([!#-'*+/-9=?A-Z^-~.-]+)@([A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*)");

    private static final Pattern DOMAIN = Pattern.compile("@[a-z0-9-]+(?:\\.[a-z0-9-]+)*");

    private final boolean everybody;
    private final boolean emailsVerified;
    private final Set<String> emails;
    private final Set<String> domains;
    private final Set<String> names;

    /**
     * @param entries as in {@link AccessProperties.Oidc}; null: everybody whom the provider knows
     * @param emailsVerified the operator's word that the provider has verified every address
     * @throws SettingException if an entry is none, or if there is a list and nothing on it
     */
    OidcUsers(@Nullable List<String> entries, boolean emailsVerified) {
        List<String> stripped =
                entries == null
                        ? List.of(EVERYBODY)
                        : entries.stream().map(String::strip).filter(e -> !e.isEmpty()).toList();
        if (stripped.isEmpty()) {
            throw new SettingException(
                    "charla.access.oidc.users is set, and names nobody.",
                    "Name who may come in, such as @example.org. For everybody whom the provider"
                            + " knows, leave it out or set it to *.");
        }
        this.everybody = stripped.contains(EVERYBODY);
        this.emailsVerified = emailsVerified;
        this.emails =
                stripped.stream()
                        .filter(entry -> entry.indexOf('@') > 0)
                        .map(OidcUsers::email)
                        .collect(Collectors.toUnmodifiableSet());
        this.domains =
                stripped.stream()
                        .filter(entry -> entry.startsWith("@"))
                        .map(OidcUsers::domain)
                        .collect(Collectors.toUnmodifiableSet());
        this.names =
                stripped.stream()
                        .filter(entry -> entry.indexOf('@') < 0)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static String email(String entry) {
        if (!EMAIL.matcher(entry).matches()) {
            throw unusable(entry);
        }
        return lower(entry);
    }

    private static String domain(String entry) {
        if (!DOMAIN.matcher(lower(entry)).matches()) {
            throw unusable(entry);
        }
        return lower(entry);
    }

    private static SettingException unusable(String entry) {
        return new SettingException(
                "charla.access.oidc.users holds \""
                        + entry
                        + "\", which is no e-mail address and"
                        + " no domain.",
                "Write ana@example.org for one, @example.org for all of a domain, and a user name"
                        + " or subject without an @.");
    }

    Verdict of(OidcUser user) {
        if (everybody || isNamed(user)) {
            return Verdict.ALLOWED;
        }
        if (sources(user).anyMatch(claims -> isListed(claims) && isVerified(claims))) {
            return Verdict.ALLOWED;
        }
        return sources(user).anyMatch(this::isListed)
                ? Verdict.EMAIL_NOT_VERIFIED
                : Verdict.NOT_ALLOWED;
    }

    private boolean isNamed(OidcUser user) {
        String called = user.getPreferredUsername();
        return names.contains(user.getSubject())
                || (called != null
                        && called.indexOf('@') < 0
                        && names.stream().anyMatch(name -> lower(name).equals(lower(called))));
    }

    /** Each by itself: the address of one with the other's word for it would prove nothing. */
    private static Stream<StandardClaimAccessor> sources(OidcUser user) {
        return Stream.concat(Stream.of(user.getIdToken()), Stream.ofNullable(user.getUserInfo()));
    }

    private boolean isListed(StandardClaimAccessor claims) {
        String told = claims.getEmail();
        Matcher parts = EMAIL.matcher(told == null ? "" : told);
        return parts.matches()
                && (emails.contains(lower(parts.group()))
                        || domains.contains("@" + lower(parts.group(2))));
    }

    private boolean isVerified(StandardClaimAccessor claims) {
        return emailsVerified || Boolean.TRUE.equals(claims.getEmailVerified());
    }

    /** Of ASCII alone: other letters have lower cases that are those of different letters. */
    private static String lower(String text) {
        return text.chars()
                .map(c -> c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
