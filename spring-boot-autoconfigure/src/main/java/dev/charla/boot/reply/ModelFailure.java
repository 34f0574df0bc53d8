package dev.charla.boot.reply;

import dev.charla.engine.reply.ModelAnswer;
import dev.charla.engine.reply.ReplyException;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can go wrong with a chat model: the code that a client gets, and what it is told to do. */
enum ModelFailure {
    UNREACHABLE(
            "model_unreachable",
            "The chat model's server could not be reached. Check %1$s, and that the server runs."),
    TIMEOUT(
            "model_timeout",
            "The chat model did not answer in time. Ask again; if that goes on, look at its"
                    + " server."),
    BROKE_OFF(
            "model_broke_off",
            "The connection to the chat model broke off in mid-answer. Ask again; if that goes on,"
                    + " look at its server."),
    UNAUTHORIZED(
            "model_unauthorized",
            "The chat model's server refused the key. Check %3$s, and what the key may be used"
                    + " for."),
    NOT_FOUND(
            "model_not_found",
            "The chat model's server does not have that model or address. Check %2$s and %1$s,"
                    + " which usually ends in /v1."),
    NO_CHAT(
            "model_not_found",
            "What answers is no chat model. Check %1$s, which usually ends in /v1."),
    RATE_LIMITED(
            "rate_limit_exceeded",
            "The chat model has had too many requests. Wait a little and ask again."),
    OVERLOADED(
            "model_overloaded",
            "The chat model's server is busy or still loading. Wait a little and ask again."),
    TOO_LONG(
            "context_length_exceeded",
            "The conversation is longer than the chat model takes. Begin a new one, or have its"
                    + " server give the model a larger context."),
    REFUSED(
            "model_refused_request",
            "The chat model's server does not accept the request. Check that the model %2$s takes"
                    + " what is asked of it, such as functions; that server's log may say more."),
    FAILED(
            "model_failed",
            "The chat model failed. Ask again; if that goes on, look at the log of its server."),
    NO_ANSWER(
            "model_empty_answer",
            "The chat model's server sent no answer. Ask again; if that goes on, check %1$s, which"
                    + " usually ends in /v1, and the server's log.");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String code;
    private final String sentence;

    ModelFailure(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** Where people set what a model is reached by, as a sentence names it. */
    record Places(String address, String model, String key) {
        /** Charla's own settings. */
        static final Places SETTINGS =
                new Places("CHARLA_MODEL_BASE_URL", "CHARLA_MODEL_NAME", "CHARLA_MODEL_API_KEY");

        /** The application that has a bean. */
        static final Places BEAN =
                new Places(
                        "the address of the application's ChatModel",
                        "the model's name there",
                        "its key");
    }

    /** What a client is told, and what the log is. */
    ReplyException explained(Places places, @Nullable Throwable cause) {
        return new ReplyException(code, sentence(places), cause);
    }

    /** For people. */
    String sentence(Places places) {
        return sentence.formatted(places.address(), places.model(), places.key());
    }

    /**
     * What a server says with a status of its own, or within a stream.
     *
     * @param kind what it failed as; null when a content filter withheld the answer
     * @param answer what may be logged of it
     */
    record Told(@Nullable ModelFailure kind, ModelAnswer answer) {}

    /**
     * Reads an error as servers word it.
     *
     * @param status of HTTP; 200 for an error within a stream
     * @param body JSON, if it is any
     */
    static Told told(int status, String body) {
        JsonNode error = error(body);
        String type = text(error, "type");
        String code = text(error, "code");
        JsonNode number = error.path("code").isNumber() ? error.path("code") : error.path("status");
        int meant = status < 400 && number.isNumber() ? number.asInt(0) : status;
        String reason = !code.isEmpty() ? code : type;
        ModelAnswer answer = new ModelAnswer(meant, reason.isEmpty() ? null : reason);
        String all = (type + " " + code + " " + text(error, "message")).toLowerCase(Locale.ROOT);
        if (code.equals("content_filter") || all.contains("responsibleaipolicyviolation")) {
            return new Told(null, answer);
        }
        boolean markup = error.isMissingNode() && body.stripLeading().startsWith("<");
        return new Told(markup ? ofMarkup(meant) : kind(meant, all), answer);
    }

    /** Whether this tells of an error: an object with one in it. */
    static boolean isError(@Nullable String json) {
        if (json == null || !json.contains("\"error\"")) {
            return false;
        }
        JsonNode error = read(json).path("error");
        return error.isObject() || error.isString();
    }

    /** A page for people says that something else is there, or in between. */
    private static ModelFailure ofMarkup(int status) {
        return status >= 500
                ? kind(status, "")
                : status == 401 || status == 403 ? UNAUTHORIZED : NO_CHAT;
    }

    private static ModelFailure kind(int status, String words) {
        if (status != 401 && status != 403 && isTooLong(words)) {
            return TOO_LONG;
        }
        return switch (status) {
            case 401, 403 -> UNAUTHORIZED;
            case 404 -> NOT_FOUND;
            case 408, 504 -> TIMEOUT;
            case 413 -> TOO_LONG;
            case 429 -> RATE_LIMITED;
            case 502, 503, 529 -> OVERLOADED;
            default -> status >= 400 && status < 500 ? REFUSED : ofWords(words);
        };
    }

    private static ModelFailure ofWords(String words) {
        return words.contains("rate limit") || words.contains("rate_limit")
                ? RATE_LIMITED
                : words.contains("overloaded") ? OVERLOADED : FAILED;
    }

    /** As OpenAI, Azure, vLLM, llama.cpp, Ollama and Anthropic word it. */
    private static boolean isTooLong(String words) {
        return Stream.of(
                        "context_length",
                        "context length",
                        "context window",
                        "context size",
                        "exceed_context",
                        "prompt is too long",
                        "maximum prompt length")
                .anyMatch(words::contains);
    }

    /** What a server words its error with; missing where the body is no JSON. */
    private static JsonNode error(String body) {
        JsonNode read = read(body);
        JsonNode error = read.path("error");
        // FastAPI's servers put it at the top, Ollama's native address gives a text.
        return error.isObject() || !read.isObject() ? error : read;
    }

    /** Missing where it is no JSON. */
    static JsonNode read(@Nullable String body) {
        try {
            return body == null ? JSON.missingNode() : JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    private static String text(JsonNode error, String name) {
        JsonNode value = error.path(name);
        if (value.isMissingNode() && name.equals("message")) {
            value = error.path("error").isString() ? error.path("error") : error.path("detail");
        }
        return value.isString() ? value.stringValue() : "";
    }
}
