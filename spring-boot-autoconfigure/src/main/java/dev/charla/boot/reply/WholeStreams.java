package dev.charla.boot.reply;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells a stream of chat completions that was cut off, or cannot be read, from one that ended. A
 * server ends its own with a {@code finish_reason}, and with {@code [DONE]}; some leave out one of
 * them. The library takes the end of the connection for the end of the answer.
 */
final class WholeStreams implements HttpClientBuilder {
    private static final String DONE = "[DONE]";

    private final HttpClientBuilder builder;

    WholeStreams(HttpClientBuilder builder) {
        this.builder = builder;
    }

    /** The connection ended before the answer did. */
    static final class CutOff extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** What came is no chunk of an answer. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public @Nullable Duration connectTimeout() {
        return builder.connectTimeout();
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        builder.connectTimeout(timeout);
        return this;
    }

    @Override
    public @Nullable Duration readTimeout() {
        return builder.readTimeout();
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        builder.readTimeout(timeout);
        return this;
    }

    @Override
    public HttpClient build() {
        HttpClient client = builder.build();
        return new HttpClient() {
            @Override
            public SuccessfulHttpResponse execute(HttpRequest request) {
                return client.execute(request);
            }

            @Override
            public void execute(
                    HttpRequest request,
                    ServerSentEventParser parser,
                    ServerSentEventListener listener) {
                client.execute(request, parser, new Watched(listener));
            }
        };
    }

    /** One stream; called by one thread at a time. */
    private static final class Watched implements ServerSentEventListener {
        private final ServerSentEventListener listener;
        private boolean begun;
        private boolean ended;
        private boolean failed;

        Watched(ServerSentEventListener listener) {
            this.listener = listener;
        }

        @Override
        public void onOpen(SuccessfulHttpResponse response) {
            listener.onOpen(response);
        }

        @Override
        public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
            if (failed) {
                return;
            }
            begun = true;
            if (!isNamedError(event) && !DONE.equals(event.data())) {
                JsonNode chunk = ModelFailure.read(event.data());
                if (!chunk.isObject()) {
                    failed = true;
                    listener.onError(new Unreadable());
                    return;
                }
                ended |= ends(chunk);
            } else {
                ended = true;
            }
            listener.onEvent(event, context);
        }

        private static boolean isNamedError(ServerSentEvent event) {
            return "error".equals(event.event());
        }

        /**
         * An error ends it, too: it is told as what it is. Old servers have an empty reason in each
         * chunk.
         */
        private static boolean ends(JsonNode chunk) {
            for (JsonNode choice : chunk.path("choices")) {
                if (!choice.path("finish_reason").asString("").isEmpty()) {
                    return true;
                }
            }
            return chunk.has("error");
        }

        @Override
        public void onError(Throwable failure) {
            if (!failed) {
                failed = true;
                listener.onError(failure);
            }
        }

        @Override
        public void onClose() {
            if (failed) {
                return;
            }
            if (begun && !ended) {
                failed = true;
                listener.onError(new CutOff());
            } else {
                listener.onClose();
            }
        }
    }
}
