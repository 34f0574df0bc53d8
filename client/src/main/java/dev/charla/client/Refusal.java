package dev.charla.client;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads why the service answered an upgrade with something other than 101. */
final class Refusal {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A longer wish is taken for a mistake; the service's quotas renew every minute. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private Refusal() {}

    static ServiceClosed read(HttpResponse response, ByteBuf body) {
        return ServiceClosed.refused(
                response.status().code(), message(body), retryAfter(response.headers()));
    }

    /** The message of a body shaped like {@code {"error":{"message":…}}}; empty for any other. */
    private static String message(ByteBuf body) {
        try {
            var tree = JSON.readTree(body.toString(StandardCharsets.UTF_8));
            return tree == null ? "" : tree.at("/error/message").asString("");
        } catch (JacksonException notJson) {
            return ""; // a proxy's page; its status says all we can use
        }
    }

    /** Azure's millisecond headers first, then the standard one in seconds; dates are not read. */
    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        for (var name : new String[] {"retry-after-ms", "x-ms-retry-after-ms"}) {
            var wait = bounded(headers.get(name), 1);
            if (wait != null) {
                return wait;
            }
        }
        return bounded(headers.get(HttpHeaderNames.RETRY_AFTER), 1000);
    }

    private static @Nullable Duration bounded(@Nullable String text, long unitMillis) {
        if (text == null || !text.strip().matches("\\d{1,9}")) {
            return null;
        }
        var wait = Duration.ofMillis(Long.parseLong(text.strip()) * unitMillis);
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
