package dev.charla.boot.browser;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.charla.boot.limits.Refusal;
import dev.charla.boot.limits.UsageLimits;
import dev.charla.boot.limits.Visitor;
import dev.charla.boot.service.AgentCatalogue;
import dev.charla.boot.web.ApiError;
import dev.charla.boot.web.OriginRule;
import dev.charla.conversation.browser.AudioFrame;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/** What the page asks over HTTP: how things stand, and for a conversation. */
@RestController
@RequestMapping("/api")
final class ConversationController {
    /** How much audio a page sends in one message. */
    static final int FRAME_MS = 20;

    /** For every address of a conversation. */
    static final ApiError FOREIGN =
            new ApiError(
                    "foreign_origin",
                    "This site may not open conversations here. Its address belongs in"
                            + " charla.browser.allowed-origins. If it is Charla's own page behind a"
                            + " proxy, set server.forward-headers-strategy=framework.");

    static final ApiError UNKNOWN =
            new ApiError("unknown_conversation", "This conversation is over. Start a new one.");

    /** When a place may have become free, in seconds. */
    private static final long BUSY_FOR = 60;

    private final ServiceStatus.Source status;
    private final AgentOffers offers;
    private final ConversationRegistry conversations;
    private final UsageLimits limits;
    private final OriginRule origins;
    private final Callers callers;

    ConversationController(
            ServiceStatus.Source status,
            AgentOffers offers,
            ConversationRegistry conversations,
            UsageLimits limits,
            OriginRule origins,
            Callers callers) {
        this.status = status;
        this.offers = offers;
        this.conversations = conversations;
        this.limits = limits;
        this.origins = origins;
        this.callers = callers;
    }

    /**
     * A page's wish.
     *
     * @param agent null: the default one; was called {@code profile} before version 0.1.0
     * @param language null: English
     * @param voice this and the others: null for what the agent has; docs/browser-leg.md
     */
    record Wish(
            @JsonAlias("profile") @Nullable String agent,
            @Nullable String language,
            @Nullable String voice,
            @Nullable Sensitivity sensitivity,
            @Nullable Long silenceMs,
            @Nullable Double speed,
            @Nullable Boolean greeting,
            @Nullable Boolean preview) {
        ConversationRequest request(String named, Visitor visitor, CallerContext caller) {
            return new ConversationRequest(
                    named,
                    language == null ? "en" : language,
                    new ConversationRequest.Choices(
                            voice,
                            sensitivity == null ? null : sensitivity.of(),
                            silenceMs == null ? null : Duration.ofMillis(silenceMs),
                            speed,
                            greeting,
                            Boolean.TRUE.equals(preview)),
                    visitor,
                    caller);
        }
    }

    /** As {@link ConversationRequest.Sensitivity}, in the page's words. */
    enum Sensitivity {
        @JsonProperty("low")
        LOW,
        @JsonProperty("normal")
        NORMAL,
        @JsonProperty("high")
        HIGH;

        ConversationRequest.Sensitivity of() {
            return ConversationRequest.Sensitivity.valueOf(name());
        }
    }

    /** What a page shows to go on with a conversation. */
    record Return(@Nullable String resumeToken) {}

    /** What it is given. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Admitted(
            String id,
            String ticket,
            String resumeToken,
            String stream,
            AudioForm audio,
            ServiceStatus.Limits limits) {
        @Override
        public String toString() {
            return "Admitted[" + id + "]";
        }
    }

    /** The form of audio both ways: PCM16 little-endian. */
    record AudioForm(int rate, int channels, int frameMs) {}

    @GetMapping("/status")
    Mono<ServiceStatus> status(ServerWebExchange exchange) {
        Principal caller = Visitor.principal(exchange);
        return callers.asked(() -> status.now().offering(callers.agentsOf(caller)));
    }

    @PostMapping("/conversations")
    Mono<ResponseEntity<?>> open(@RequestBody Wish wish, ServerWebExchange exchange) {
        if (!origins.allows(exchange.getRequest())) {
            return Mono.just(foreign());
        }
        Visitor visitor = Visitor.of(exchange);
        Principal caller = Visitor.principal(exchange);
        return callers.asked(() -> open(wish, visitor, callers.context(caller)));
    }

    private ResponseEntity<?> open(Wish wish, Visitor visitor, CallerContext caller) {
        String agent = named(wish.agent(), caller);
        if (agent == null || (offers.has(agent) && !caller.allows(agent))) {
            return ApiError.refuse(
                    HttpStatus.FORBIDDEN,
                    "agent_not_allowed",
                    "You may not talk with this agent. Choose another one, or ask who runs this.");
        }
        if (!offers.has(agent)) {
            return ApiError.refuse(
                    HttpStatus.NOT_FOUND,
                    "unknown_agent",
                    "There is no such agent. Reload the page, or leave the agent out.");
        }
        ConversationRequest request = wish.request(agent, visitor, caller);
        Optional<String> objection = offers.objection(request);
        if (objection.isPresent()) {
            return ApiError.refuse(HttpStatus.BAD_REQUEST, "setting_refused", objection.get());
        }
        Refusal refusal = limits.refusal(visitor);
        if (refusal != null) {
            return refuse(refusal);
        }
        return conversations
                .admit(request)
                .<ResponseEntity<?>>map(this::admitted)
                .orElseGet(ConversationController::full);
    }

    /**
     * The agent that is asked for: who names none, or {@code default} where none is called that,
     * gets the first that they may talk with; null when there is none.
     */
    private @Nullable String named(@Nullable String wish, CallerContext caller) {
        boolean usual =
                wish == null
                        || (wish.equals(AgentCatalogue.DEFAULT)
                                && !offers.has(AgentCatalogue.DEFAULT));
        return usual
                ? offers.agents().stream()
                        .map(ServiceStatus.Agent::name)
                        .filter(caller::allows)
                        .findFirst()
                        .orElse(null)
                : wish;
    }

    @PostMapping("/conversations/{id}/resume")
    ResponseEntity<?> resume(
            @PathVariable String id, @RequestBody Return back, ServerWebExchange exchange) {
        if (!origins.allows(exchange.getRequest())) {
            return foreign();
        }
        Visitor visitor = Visitor.of(exchange);
        Refusal refusal = limits.returnRefusal(visitor);
        if (refusal != null) {
            return refuse(refusal);
        }
        String token = back.resumeToken() == null ? "" : back.resumeToken();
        return conversations
                .resume(id, token, visitor.user())
                .<ResponseEntity<?>>map(this::admitted)
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND).body(UNKNOWN));
    }

    private ResponseEntity<Admitted> admitted(ConversationRegistry.Admission conversation) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Cache-Control", "no-store")
                .body(
                        new Admitted(
                                conversation.id(),
                                conversation.ticket(),
                                conversation.resumeToken(),
                                "api/conversations/" + conversation.id() + "/stream",
                                new AudioForm(AudioFrame.SAMPLE_RATE_HZ, 1, FRAME_MS),
                                status.now().limits()));
    }

    private static ResponseEntity<ApiError> foreign() {
        return ResponseEntity.status(HttpStatus.FORBIDDEN).body(FOREIGN);
    }

    private static ResponseEntity<ApiError> full() {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header("Retry-After", String.valueOf(BUSY_FOR))
                .body(new ApiError("busy", "All places are taken. Try again in a minute."));
    }

    private static ResponseEntity<ApiError> refuse(Refusal refusal) {
        return ResponseEntity.status(
                        refusal.ofAll()
                                ? HttpStatus.SERVICE_UNAVAILABLE
                                : HttpStatus.TOO_MANY_REQUESTS)
                .header("Retry-After", String.valueOf(refusal.retryAfter().toSeconds() + 1))
                .body(new ApiError(refusal.code(), refusal.message()));
    }

    @ExceptionHandler
    ResponseEntity<ApiError> unreadable(ServerWebInputException e) {
        return ApiError.refuse(
                HttpStatus.BAD_REQUEST,
                "bad_request",
                memberAtFault(e)
                        .map("'%s' is not of the kind that docs/browser-leg.md shows."::formatted)
                        .orElse(
                                "The request is not the JSON that was expected."
                                        + " docs/browser-leg.md shows it."));
    }

    /** Its name is one of ours: unknown members are passed over. */
    private static Optional<String> memberAtFault(ServerWebInputException failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof JacksonException json && !json.getPath().isEmpty()) {
                return Optional.ofNullable(json.getPath().getFirst().getPropertyName());
            }
        }
        return Optional.empty();
    }
}
