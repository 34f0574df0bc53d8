package dev.charla.app.browser;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.charla.agent.browser.AudioFrame;
import dev.charla.app.web.OriginRule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebInputException;

/** What the page asks over HTTP: how things stand, and for a talk. */
@RestController
@RequestMapping("/api")
final class TalkController {
    /** How much audio a page sends in one message. */
    static final int FRAME_MS = 20;

    private final ServiceStatus.Source status;
    private final TalkRegistry talks;
    private final OriginRule origins;

    TalkController(ServiceStatus.Source status, TalkRegistry talks, OriginRule origins) {
        this.status = status;
        this.talks = talks;
        this.origins = origins;
    }

    /**
     * A page's wish.
     *
     * @param profile null: the default one
     * @param language null: English
     */
    record Wish(@Nullable String profile, @Nullable String language) {}

    /** What it is given. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Admitted(
            String id, String ticket, String stream, AudioForm audio, ServiceStatus.Limits limits) {
        @Override
        public String toString() {
            return "Admitted[" + id + "]";
        }
    }

    /** The form of audio both ways: PCM16 little-endian. */
    record AudioForm(int rate, int channels, int frameMs) {}

    @GetMapping("/status")
    ServiceStatus status() {
        return status.now();
    }

    @PostMapping("/sessions")
    ResponseEntity<?> open(@RequestBody Wish wish, ServerHttpRequest request) {
        if (!origins.allows(request)) {
            return refuse(
                    HttpStatus.FORBIDDEN,
                    "foreign_origin",
                    "This site may not open talks here. Its address belongs in"
                            + " charla.browser.allowed-origins.");
        }
        ServiceStatus now = status.now();
        String profile = wish.profile() == null ? "default" : wish.profile();
        if (now.profiles().stream().noneMatch(known -> known.name().equals(profile))) {
            return refuse(
                    HttpStatus.NOT_FOUND,
                    "unknown_profile",
                    "There is no such profile. Reload the page, or leave the profile out.");
        }
        String language = wish.language() == null ? "en" : wish.language();
        Optional<TalkRegistry.Admission> admission =
                talks.admit(new TalkRequest(profile, language));
        if (admission.isEmpty()) {
            return refuse(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "busy",
                    "All places are taken. Try again in a minute.");
        }
        TalkRegistry.Admission admitted = admission.get();
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Cache-Control", "no-store")
                .body(
                        new Admitted(
                                admitted.id(),
                                admitted.ticket(),
                                "/api/sessions/" + admitted.id() + "/stream",
                                new AudioForm(AudioFrame.SAMPLE_RATE_HZ, 1, FRAME_MS),
                                now.limits()));
    }

    @ExceptionHandler
    ResponseEntity<ApiError> unreadable(ServerWebInputException e) {
        return refuse(
                HttpStatus.BAD_REQUEST,
                "bad_request",
                "The request is not the JSON that was expected. docs/browser-leg.md shows it.");
    }

    private static ResponseEntity<ApiError> refuse(HttpStatus status, String code, String message) {
        return ResponseEntity.status(status).body(new ApiError(code, message));
    }
}
