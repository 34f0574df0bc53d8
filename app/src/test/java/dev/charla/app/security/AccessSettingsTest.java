package dev.charla.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.app.CharlaApplication;
import dev.charla.boot.settings.SettingException;
import dev.charla.boot.settings.SettingFailureAnalyzer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.mock.env.MockEnvironment;

/** With which settings the server starts, and with which it does not. */
class AccessSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "'', NONE",
        "charla.access.code=three-words-or-so, CODE",
        "charla.access.oidc.issuer=https://login.example, OIDC",
        "charla.access.mode=platform, PLATFORM",
        "charla.access.mode=Open, OPEN"
    })
    void theModeIsWhatIsSetOrWhatTheOtherSettingsAreFor(String setting, AccessMode mode) {
        assertThat(AccessMode.of(environment(setting))).isEqualTo(mode);
    }

    @Test
    void aModeThatThereIsNotIsToldWithThoseThatThereAre() {
        assertThatThrownBy(() -> AccessMode.of(environment("charla.access.mode=basic")))
                .isInstanceOfSatisfying(
                        SettingException.class,
                        e -> assertThat(e.action()).contains("none, code, oidc, platform or open"));
    }

    @Test
    void theServerDoesNotListenForOthersUnlessSomebodySignsIn() {
        assertThatThrownBy(() ->
                        run("--server.address=0.0.0.0", "--AZURE_VOICE_LIVE_API_KEY=a-secret-key"))
                .satisfies(failure -> {
                    var analysis = analysis(failure);
                    assertThat(analysis.getDescription()).contains("0.0.0.0", "nobody has to sign");
                    assertThat(analysis.getAction())
                            .contains("CHARLA_ACCESS_CODE", "docs/security.md");
                });
    }

    @Test
    void anAddressThatIsSetAndEmptyIsEveryAddress() {
        assertThatThrownBy(() -> run("--server.address="))
                .satisfies(failure ->
                        assertThat(analysis(failure).getDescription())
                                .contains("every address", "nobody has to sign in"));
    }

    /** Whatever a setting comes to, what counts is where the server listens. */
    @Test
    void aServerThatListensElsewhereThanWasDecidedDoesNotStart() {
        assertThatThrownBy(() -> runWith(EveryAddress.class))
                .satisfies(failure ->
                        assertThat(analysis(failure).getDescription())
                                .contains("others can reach it", "server.address is 127.0.0.1"));
    }

    @Configuration(proxyBeanMethods = false)
    static class EveryAddress {
        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        WebServerFactoryCustomizer<NettyReactiveWebServerFactory> everyAddress() {
            return factory -> factory.setAddress(null);
        }
    }

    @Test
    void aPortForManagementThatOthersCanReachNeedsALoginAsWell() {
        assertThatThrownBy(() -> run("--management.server.port=0"))
                .satisfies(failure ->
                        assertThat(analysis(failure).getAction())
                                .contains("management.server.address"));
    }

    @Test
    void aListOfUsersThatIsSetAndEmptyLetsNobodyInByAccident() {
        try (var provider = new OidcProvider()) {
            assertThatThrownBy(() ->
                            run(
                                    "--charla.access.oidc.issuer=" + provider.issuer(),
                                    "--charla.access.oidc.client-id=charla",
                                    "--charla.access.oidc.client-secret=a-client-secret",
                                    "--charla.access.oidc.users="))
                    .satisfies(failure ->
                            assertThat(analysis(failure).getDescription())
                                    .contains("charla.access.oidc.users", "names nobody"));
        }
    }

    @Test
    void aShortAccessCodeIsNotTaken() {
        assertThatThrownBy(() -> run("--server.address=0.0.0.0", "--charla.access.code=1234"))
                .satisfies(failure -> {
                    var analysis = analysis(failure);
                    assertThat(analysis.getDescription()).contains("too short");
                    assertThat(analysis.getDescription() + analysis.getAction())
                            .doesNotContain("1234");
                });
    }

    @Test
    void aProviderThatCannotBeReachedIsToldAsTheSettingItIs() {
        assertThatThrownBy(() ->
                        run(
                                "--charla.access.oidc.issuer=http://127.0.0.1:9",
                                "--charla.access.oidc.client-id=charla",
                                "--charla.access.oidc.client-secret=a-client-secret"))
                .satisfies(failure -> {
                    var analysis = analysis(failure);
                    assertThat(analysis.getDescription()).contains("charla.access.oidc.issuer");
                    assertThat(analysis.getAction()).contains("openid-configuration");
                });
    }

    @Test
    void thePlatformsWordCountsOnlyWhereThereIsSuchAPlatform() {
        assertThatThrownBy(() -> PlatformLogin.requireGuaranteed(environment(""), true))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("anybody could claim to be anybody");
        assertThatThrownBy(() ->
                        PlatformLogin.requireGuaranteed(environment("WEBSITE_SITE_NAME=a"), true))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("off");
        assertThatThrownBy(() ->
                        PlatformLogin.requireGuaranteed(environment("CONTAINER_APP_NAME=a"), false))
                .isInstanceOf(SettingException.class);

        var appService = environment("WEBSITE_SITE_NAME=a");
        appService.setProperty("WEBSITE_AUTH_ENABLED", "True");
        assertThatCode(() -> PlatformLogin.requireGuaranteed(appService, false))
                .doesNotThrowAnyException();
        assertThatCode(() ->
                        PlatformLogin.requireGuaranteed(environment("CONTAINER_APP_NAME=a"), true))
                .doesNotThrowAnyException();
    }

    private static void run(String... arguments) {
        run(new SpringApplication(CharlaApplication.class), arguments);
    }

    private static void runWith(Class<?> more) {
        run(new SpringApplication(CharlaApplication.class, more));
    }

    private static void run(SpringApplication application, String... arguments) {
        application.setRegisterShutdownHook(false);
        var all =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--AZURE_VOICE_LIVE_ENDPOINT=https://lab.example"));
        all.addAll(List.of(arguments));
        application.run(all.toArray(String[]::new)).close();
    }

    private static FailureAnalysis analysis(Throwable failure) {
        return Objects.requireNonNull(new SettingFailureAnalyzer().analyze(failure));
    }

    private static MockEnvironment environment(String setting) {
        var environment = new MockEnvironment();
        if (!setting.isEmpty()) {
            var pair = setting.split("=", 2);
            environment.setProperty(pair[0], pair[1]);
        }
        return environment;
    }
}
