package dev.charla.client;

import static dev.charla.client.CloseCause.Fault.NOBODY;
import static dev.charla.client.CloseCause.Fault.OURS;
import static dev.charla.client.CloseCause.Fault.SERVICE;
import static dev.charla.client.CloseCause.Fault.SETTINGS;
import static dev.charla.client.CloseCause.Retry.AT_ONCE;
import static dev.charla.client.CloseCause.Retry.LATER;
import static dev.charla.client.CloseCause.Retry.NEVER;

/** Every way in which a connection to a Voice Live service ends. */
public enum CloseCause {
    CLOSED("closed", NEVER, NOBODY, "The conversation was ended here."),
    CANCELLED("cancelled", NEVER, NOBODY, "The connection was given up before it was open."),
    CREDENTIAL_FAILED(
            "credential_failed",
            NEVER,
            SETTINGS,
            "No Microsoft Entra token could be had. Run 'az login' on this machine or give the"
                    + " application a managed identity, or set AZURE_VOICE_LIVE_API_KEY instead."),
    CREDENTIAL_TIMEOUT(
            "credential_timeout",
            LATER,
            SETTINGS,
            "The identity service gave no token in time. Check the network to it, or set"
                    + " AZURE_VOICE_LIVE_API_KEY instead."),
    UNREACHABLE(
            "service_unreachable",
            LATER,
            SETTINGS,
            "The service cannot be reached. Check the host in AZURE_VOICE_LIVE_ENDPOINT, the"
                    + " network and the firewall."),
    TLS_FAILED(
            "tls_failed",
            NEVER,
            SETTINGS,
            "No secure connection could be agreed on. Check that AZURE_VOICE_LIVE_ENDPOINT names"
                    + " the right host, and that a proxy's certificate is trusted by Java."),
    CONNECT_TIMEOUT(
            "connect_timeout",
            LATER,
            SETTINGS,
            "The service did not answer in time. Check AZURE_VOICE_LIVE_ENDPOINT and the network."),
    HANDSHAKE_TIMEOUT(
            "handshake_timeout",
            LATER,
            SERVICE,
            "The service took the connection but did not answer the request in time. Try again."),
    FIRST_EVENT_TIMEOUT(
            "session_timeout",
            LATER,
            SERVICE,
            "The service took the connection but started no session in time. Try again."),
    REFUSED_REQUEST(
            "request_refused",
            NEVER,
            SETTINGS,
            "The service does not take the request. Check VOICE_LIVE_MODEL, the agent's names and"
                    + " the API version."),
    REFUSED_CREDENTIAL(
            "credential_refused",
            NEVER,
            SETTINGS,
            "The service does not accept the credential. Check that AZURE_VOICE_LIVE_API_KEY is a"
                    + " key of the resource in AZURE_VOICE_LIVE_ENDPOINT; without a key, give the"
                    + " identity the roles 'Cognitive Services User' and 'Foundry User' there."),
    REFUSED_FORBIDDEN(
            "access_forbidden",
            NEVER,
            SETTINGS,
            "The identity may not use the service. Give it the roles 'Cognitive Services User' and"
                    + " 'Foundry User' on the resource, and check that the resource's network rules"
                    + " allow this machine."),
    REFUSED_NOT_FOUND(
            "service_not_found",
            NEVER,
            SETTINGS,
            "There is no Voice Live service at this address. Check AZURE_VOICE_LIVE_ENDPOINT and"
                    + " that the resource's region offers Voice Live."),
    REFUSED_TOO_MANY(
            "too_many_requests",
            LATER,
            SERVICE,
            "The service takes no more connections just now. Wait a little, or ask for a higher"
                    + " quota for the resource."),
    REFUSED_UNAVAILABLE(
            "service_unavailable",
            LATER,
            SERVICE,
            "The service is out of order just now. Try again."),
    REFUSED_OTHER(
            "upgrade_refused",
            NEVER,
            SETTINGS,
            "What answered is not a Voice Live service. Check AZURE_VOICE_LIVE_ENDPOINT and any"
                    + " proxy on the way."),
    PROTOCOL_BREACH(
            "protocol_breach",
            AT_ONCE,
            SERVICE,
            "The service sent something that is not Voice Live. Check AZURE_VOICE_LIVE_ENDPOINT if"
                    + " it happens again."),
    TOO_LARGE(
            "message_too_large",
            AT_ONCE,
            SERVICE,
            "The service sent a message larger than Charla takes."),
    SERVER_CLOSED(
            "service_closed", AT_ONCE, SERVICE, "The service ended the session. Start a new one."),
    LOST("connection_lost", AT_ONCE, SERVICE, "The connection to the service broke. Try again."),
    NO_PONG(
            "service_silent",
            AT_ONCE,
            SERVICE,
            "The service gives no sign of life any more. Try again."),
    SLOW_PEER(
            "service_too_slow",
            LATER,
            SERVICE,
            "The service does not read fast enough. Check the network to it."),
    LISTENER_FAILED(
            "internal_error", NEVER, OURS, "Charla failed. The log says more; please report it."),
    LOOP_STOPPED("shutting_down", LATER, OURS, "Charla is being stopped. Try again in a moment.");

    /** Whether another attempt makes sense, with nothing changed by anybody. */
    public enum Retry {
        NEVER,
        /** A broken session: one new connection may be tried right away, then with back-off. */
        AT_ONCE,
        /** After {@link ServiceClosed#retryAfter()} or a back-off. */
        LATER
    }

    /** Who can mend it. */
    public enum Fault {
        NOBODY,
        /** Whoever set up the endpoint, the credential or the network. */
        SETTINGS,
        SERVICE,
        OURS
    }

    private final String wireCode;
    private final Retry retry;
    private final Fault fault;
    private final String sentence;

    CloseCause(String wireCode, Retry retry, Fault fault, String sentence) {
        this.wireCode = wireCode;
        this.retry = retry;
        this.fault = fault;
        this.sentence = sentence;
    }

    /** Stable name for messages to the page, labels and logs. */
    public String wireCode() {
        return wireCode;
    }

    public Retry retry() {
        return retry;
    }

    public Fault fault() {
        return fault;
    }

    /** What happened and what to do next, in English. */
    public String sentence() {
        return sentence;
    }

    /** Whether the connection ended because we wanted it to. */
    public boolean wanted() {
        return this == CLOSED || this == CANCELLED;
    }

    static CloseCause ofRefusal(int httpStatus) {
        return switch (httpStatus) {
            case 400, 422 -> REFUSED_REQUEST;
            case 401 -> REFUSED_CREDENTIAL;
            case 403 -> REFUSED_FORBIDDEN;
            case 404 -> REFUSED_NOT_FOUND;
            case 429 -> REFUSED_TOO_MANY;
            case 408, 500, 502, 503, 504 -> REFUSED_UNAVAILABLE;
            default -> REFUSED_OTHER;
        };
    }
}
