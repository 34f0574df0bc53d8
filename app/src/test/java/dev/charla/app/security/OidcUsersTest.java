package dev.charla.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.boot.settings.SettingException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

class OidcUsersTest {
    private static final OidcUsers DOMAIN = new OidcUsers(List.of("@Example.org"), false);

    private static OidcUser user(
            Map<String, Object> token, @Nullable Map<String, Object> userInfo) {
        Map<String, Object> claims = new HashMap<>(token);
        claims.putIfAbsent("sub", "s1");
        return new DefaultOidcUser(
                List.of(),
                new OidcIdToken("token", Instant.EPOCH, Instant.EPOCH.plusSeconds(300), claims),
                userInfo == null ? null : new OidcUserInfo(userInfo));
    }

    private static OidcUser withEmail(String email) {
        return user(Map.of("email", email, "email_verified", true), null);
    }

    @Test
    void aVerifiedAddressOfTheDomainIsLetIn() {
        assertThat(DOMAIN.of(withEmail("Ana@EXAMPLE.org"))).isEqualTo(OidcUsers.Verdict.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@evil.example,b@example.org",
                "a@evil.example b@example.org",
                "<a@evil.example>b@example.org",
                "\"a@evil.example\"@example.org",
                "a@example.org@example.org",
                "a@example.org.evil.example",
                "a@evil-example.org",
                "a@sub.example.org",
                "a@examp\u2113e.org",
                "@example.org",
                "example.org"
            })
    void whatOnlyLooksLikeOneIsNot(String email) {
        assertThat(DOMAIN.of(withEmail(email))).isEqualTo(OidcUsers.Verdict.NOT_ALLOWED);
    }

    @Test
    void aLetterWhoseLowerCaseIsThatOfAnotherIsAnotherLetter() {
        var users = new OidcUsers(List.of("@bank.example", "kate@example.org"), true);

        assertThat(users.of(withEmail("a@ban\u212a.example")))
                .isEqualTo(OidcUsers.Verdict.NOT_ALLOWED);
        assertThat(users.of(withEmail("\u212aate@example.org")))
                .isEqualTo(OidcUsers.Verdict.NOT_ALLOWED);
    }

    @Test
    void aUserNameAndASubjectMeetNoDomainAndNoAddress() {
        var users = new OidcUsers(List.of("@example.org", "boss@example.org"), true);

        assertThat(users.of(user(Map.of("preferred_username", "boss@example.org"), null)))
                .isEqualTo(OidcUsers.Verdict.NOT_ALLOWED);
        assertThat(users.of(user(Map.of("sub", "boss@example.org"), null)))
                .isEqualTo(OidcUsers.Verdict.NOT_ALLOWED);
    }

    @Test
    void anAddressThatNobodyVerifiedIsToldApart() {
        assertThat(DOMAIN.of(user(Map.of("email", "a@example.org"), null)))
                .isEqualTo(OidcUsers.Verdict.EMAIL_NOT_VERIFIED);
        assertThat(DOMAIN.of(user(Map.of("email", "a@example.org", "email_verified", false), null)))
                .isEqualTo(OidcUsers.Verdict.EMAIL_NOT_VERIFIED);
        assertThat(
                        new OidcUsers(List.of("@example.org"), true)
                                .of(user(Map.of("email", "a@example.org"), null)))
                .isEqualTo(OidcUsers.Verdict.ALLOWED);
    }

    @Test
    void theWordOfTheTokenDoesNotCountForTheAddressOfTheUserInfo() {
        var mixed =
                user(
                        Map.of("email", "eve@evil.example", "email_verified", true),
                        Map.of("sub", "s1", "email", "boss@example.org"));

        assertThat(DOMAIN.of(mixed)).isEqualTo(OidcUsers.Verdict.EMAIL_NOT_VERIFIED);
    }

    @Test
    void aUserNameOrSubjectWithoutAnAtIsMetAsItIs() {
        var users = new OidcUsers(List.of("ana", "00u1AbC"), false);

        assertThat(users.of(user(Map.of("preferred_username", "Ana"), null)))
                .isEqualTo(OidcUsers.Verdict.ALLOWED);
        assertThat(users.of(user(Map.of("sub", "00u1AbC"), null)))
                .isEqualTo(OidcUsers.Verdict.ALLOWED);
        assertThat(users.of(user(Map.of("sub", "00U1aBc"), null)))
                .isEqualTo(OidcUsers.Verdict.NOT_ALLOWED);
    }

    @Test
    void withoutAListEverybodyComesInAndWithAnEmptyOneTheServerDoesNotStart() {
        assertThat(new OidcUsers(null, false).of(user(Map.of(), null)))
                .isEqualTo(OidcUsers.Verdict.ALLOWED);
        assertThat(new OidcUsers(List.of("*"), false).of(user(Map.of(), null)))
                .isEqualTo(OidcUsers.Verdict.ALLOWED);
        assertThatThrownBy(() -> new OidcUsers(List.of(" "), false))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("names nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "@*.example.org", "a@b@c", "a b@example.org", "ana@", "@a b"})
    void anEntryThatIsNoAddressAndNoDomainIsToldOf(String entry) {
        assertThatThrownBy(() -> new OidcUsers(List.of(entry), false))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(entry);
    }
}
