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
            "Charla could not get a Microsoft Entra token. Run 'az login' on this "
                    + "machine, or give the application a managed identity, or set "
                    + "AZURE_VOICE_LIVE_API_KEY instead."),
    CREDENTIAL_TIMEOUT(
            "credential_timeout",
            LATER,
            SETTINGS,
            "The identity service did not send a token in time. Check the network to it, "
                    + "or set AZURE_VOICE_LIVE_API_KEY instead."),
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
            "The TLS connection failed. Check that AZURE_VOICE_LIVE_ENDPOINT names the "
                    + "right host, and that Java trusts the certificate of any proxy."),
    CONNECT_TIMEOUT(
            "connect_timeout",
            LATER,
            SETTINGS,
            "The service did not answer in time. Check AZURE_VOICE_LIVE_ENDPOINT and the network."),
    HANDSHAKE_TIMEOUT(
            "handshake_timeout",
            LATER,
            SERVICE,
            "The service accepted the connection but did not answer the request in time. "
                    + "Try again."),
    FIRST_EVENT_TIMEOUT(
            "session_timeout",
            LATER,
            SERVICE,
            "The service accepted the connection but did not start a session in time. "
                    + "Try again."),
    REFUSED_REQUEST(
            "request_refused",
            NEVER,
            SETTINGS,
            "The service rejected the request. Check VOICE_LIVE_MODEL, the agent's names "
                    + "and the API version."),
    REFUSED_CREDENTIAL(
            "credential_refused",
            NEVER,
            SETTINGS,
            "The service does not accept the credential. Check that AZURE_VOICE_LIVE_API_KEY is a"
                    + " key of the resource in AZURE_VOICE_LIVE_ENDPOINT; without a key, give the"
                    + " identity the roles 'Cognitive Services User' and 'Foundry User' there."),
    REFUSED_KEY_OFF(
            "key_sign_in_off",
            NEVER,
            SETTINGS,
            "The resource does not accept keys, because its local authentication is off. "
                    + "Remove AZURE_VOICE_LIVE_API_KEY, then run 'az login' or give the "
                    + "application a managed identity."),
    REFUSED_TOKEN(
            "token_refused",
            NEVER,
            SETTINGS,
            "The service does not accept the Microsoft Entra token. Run 'az login' again, check"
                    + " this machine's clock, and give the identity the roles 'Cognitive Services"
                    + " User' and 'Foundry User' on the resource."),
    REFUSED_ROLE(
            "role_missing",
            NEVER,
            SETTINGS,
            "The identity has no role on the resource, or its role is not in effect yet. "
                    + "Give it the roles 'Cognitive Services User' and 'Foundry User' there; a new "
                    + "role can take a quarter of an hour to take effect."),
    REFUSED_TENANT(
            "wrong_tenant",
            NEVER,
            SETTINGS,
            "The token belongs to another tenant than the resource in "
                    + "AZURE_VOICE_LIVE_ENDPOINT. Run 'az login --tenant' with the resource's "
                    + "tenant, or set AZURE_TENANT_ID."),
    REFUSED_SUBDOMAIN(
            "endpoint_without_name",
            NEVER,
            SETTINGS,
            "Microsoft Entra tokens work only at the resource's own name. Set"
                    + " AZURE_VOICE_LIVE_ENDPOINT to https://<resource>.services.ai.azure.com, not"
                    + " to the address of a region."),
    REFUSED_NETWORK(
            "network_refused",
            NEVER,
            SETTINGS,
            "The resource's network rules do not allow this machine. Add its address or its network"
                    + " under Networking of the resource in AZURE_VOICE_LIVE_ENDPOINT."),
    REFUSED_MODEL(
            "model_unknown",
            NEVER,
            SETTINGS,
            "The resource does not offer this model. Check VOICE_LIVE_MODEL against the models of"
                    + " the resource's region; a model of your own needs its deployment's name and"
                    + " charla.service.model-profile."),
    REFUSED_VERSION(
            "version_unknown",
            NEVER,
            SETTINGS,
            "The service does not know this version of the protocol. Remove"
                    + " charla.service.api-version, or set it to one that the resource in"
                    + " AZURE_VOICE_LIVE_ENDPOINT offers."),
    REFUSED_FORBIDDEN(
            "access_forbidden",
            NEVER,
            SETTINGS,
            "The identity may not use the service. Give it the roles 'Cognitive Services "
                    + "User' and 'Foundry User' on the resource; a new role can take a quarter of "
                    + "an hour to take effect. Also check that the resource's network rules allow "
                    + "this machine."),
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
            "The service accepts no more connections now, because its quota is used up. "
                    + "Wait a minute, or request a higher quota for the resource."),
    REFUSED_UNAVAILABLE(
            "service_unavailable",
            LATER,
            SERVICE,
            "The service is temporarily unavailable. Try again."),
    REFUSED_OTHER(
            "upgrade_refused",
            NEVER,
            SETTINGS,
            "The endpoint is not a Voice Live service. Check AZURE_VOICE_LIVE_ENDPOINT "
                    + "and any proxy on the way."),
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
            "The service sent a message that is larger than Charla accepts."),
    SERVER_CLOSED(
            "service_closed", AT_ONCE, SERVICE, "The service ended the session. Start a new one."),
    SESSION_EXPIRED(
            "session_expired",
            AT_ONCE,
            SERVICE,
            "The service ended the session at its time limit. Start a new one to " + "continue."),
    LOST(
            "connection_lost",
            AT_ONCE,
            SERVICE,
            "The connection to the service was lost. " + "Try again."),
    NO_PONG("service_silent", AT_ONCE, SERVICE, "The service has stopped responding. Try again."),
    SLOW_PEER(
            "service_too_slow",
            LATER,
            SERVICE,
            "The service reads too slowly. Check the network to it."),
    LISTENER_FAILED(
            "internal_error",
            NEVER,
            OURS,
            "An internal error occurred in Charla. The " + "log has details; please report it."),
    LOOP_STOPPED("shutting_down", LATER, OURS, "Charla is stopping. Try again in a " + "moment.");

    /** Whether a retry makes sense without any change of settings. */
    public enum Retry {
        NEVER,
        /** A lost session: retry once soon, then with back-off. */
        AT_ONCE,
        /** After {@link ServiceClosed#retryAfter()} or a back-off. */
        LATER
    }

    /** Who can fix it. */
    public enum Fault {
        NOBODY,
        /** Whoever configured the endpoint, the credential or the network. */
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

    /** Whether this side ended the connection on purpose. */
    public boolean wanted() {
        return this == CLOSED || this == CANCELLED;
    }
}
