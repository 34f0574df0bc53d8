package dev.charla.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** What Azure says when it refuses, in the words it is known to use. */
class RefusalTest {
    private static final ServiceCredential KEY = ServiceCredential.apiKey("some-key");
    private static final ServiceCredential TOKEN = ServiceCredential.entra(_ -> Mono.never());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    401 | 401 | Access denied due to invalid subscription key or wrong API endpoint. | REFUSED_CREDENTIAL
                    403 | AuthenticationTypeDisabled | Key based authentication is disabled for this resource. | REFUSED_KEY_OFF
                    403 | 403 | Access denied due to Virtual Network/Firewall rules. | REFUSED_NETWORK
                    403 | 403 | Public access is disabled. Please configure private endpoint. | REFUSED_NETWORK
                    403 | Forbidden | No. | REFUSED_FORBIDDEN
                    400 | BadRequest | Something is wrong. | REFUSED_REQUEST
                    400 | BadRequest | API version not supported | REFUSED_VERSION
                    400 | UnsupportedApiVersion | The requested api-version is unknown. | REFUSED_VERSION
                    404 | DeploymentNotFound | The API deployment for this resource does not exist. | REFUSED_MODEL
                    400 | BadRequest | The model gpt-9 is not supported in this region. | REFUSED_MODEL
                    404 | 404 | Resource not found | REFUSED_NOT_FOUND
                    """)
    void aRefusalOfAKeyIsToldByItsCause(int status, String code, String message, CloseCause cause) {
        assertThat(refused(status, code, message, KEY).cause()).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    401 | PermissionDenied | The principal x lacks the required data action y. | REFUSED_ROLE
                    401 | PermissionDenied | Principal does not have access to API/Operation. | REFUSED_ROLE
                    403 | PermissionDenied | Principal does not have access to API/Operation. | REFUSED_ROLE
                    401 | Unauthorized | Access token is missing, invalid, audience is incorrect, or have expired. | REFUSED_TOKEN
                    401 | 401 | Token tenant a does not match resource tenant. | REFUSED_TENANT
                    400 | BadRequest | Tenant provided in token does not match resource token | REFUSED_TENANT
                    400 | BadRequest | Please provide a custom subdomain for token authentication. | REFUSED_SUBDOMAIN
                    """)
    void aRefusalOfATokenIsToldByItsCause(
            int status, String code, String message, CloseCause cause) {
        assertThat(refused(status, code, message, TOKEN).cause()).isEqualTo(cause);
    }

    @Test
    void anAnswerThatIsNoErrorOfAzureIsToldByItsStatus() {
        var page = response(403, "<html>Your proxy says no: no model, no tenant.</html>");

        assertThat(page.cause()).isEqualTo(CloseCause.REFUSED_FORBIDDEN);
        assertThat(page.reason()).isEmpty();
    }

    @Test
    void aQuotaSaysHowLongToWait() {
        var response = head(429);
        response.headers().set("retry-after-ms", "1500");

        var closed = Refusal.read(response, Unpooled.EMPTY_BUFFER, KEY);

        assertThat(closed.cause()).isEqualTo(CloseCause.REFUSED_TOO_MANY);
        assertThat(closed.retryAfter()).isEqualTo(Duration.ofMillis(1500));
    }

    private static ServiceClosed refused(
            int status, String code, String message, ServiceCredential credential) {
        var body = "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(code, message);
        return Refusal.read(
                head(status), Unpooled.copiedBuffer(body, StandardCharsets.UTF_8), credential);
    }

    private static ServiceClosed response(int status, String body) {
        return Refusal.read(head(status), Unpooled.copiedBuffer(body, StandardCharsets.UTF_8), KEY);
    }

    private static DefaultHttpResponse head(int status) {
        return new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
    }
}
