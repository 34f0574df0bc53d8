package dev.charla.client;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * The address and the credential of a connection. Immutable; {@code toString} shows neither secrets
 * nor the query.
 *
 * <p>Accepts {@code https}, {@code wss}, {@code http} and {@code ws} endpoints, of new resources
 * ({@code <name>.services.ai.azure.com}), older ones ({@code <name>.cognitiveservices.azure.com})
 * and any other host. Appends {@value #PATH} unless the path ends with {@code /realtime}.
 */
public final class ServiceTarget {
    /** The path of the service. */
    public static final String PATH = "/voice-live/realtime";

    /** The newest generally available version, and the default of Microsoft's own libraries. */
    public static final String DEFAULT_API_VERSION = "2026-07-15";

    /** The rate of {@code pcm16} without an {@code input_audio_sampling_rate}. */
    public static final int DEFAULT_INPUT_RATE_HZ = 24_000;

    private final ServiceAddress address;
    private final Addressee addressee;
    private final ServiceCredential credential;
    private final ServiceTimeouts timeouts;
    private final int inputRateHz;
    private final int maxMessageBytes;

    private ServiceTarget(Builder builder) {
        this.addressee = builder.addressee;
        this.credential = builder.credential;
        this.timeouts = builder.timeouts;
        this.inputRateHz = builder.inputRateHz;
        this.maxMessageBytes = builder.maxMessageBytes;
        this.address =
                ServiceAddress.of(
                        builder.endpoint, builder.apiVersion, builder.addressee, builder.query);
        if (addressee instanceof Addressee.Agent
                && credential instanceof ServiceCredential.ApiKey) {
            throw new IllegalArgumentException(
                    "an agent takes Microsoft Entra tokens only: remove the API key and sign in");
        }
        if (!address.secure()
                && !address.loopback()
                && !(credential instanceof ServiceCredential.None)) {
            throw new IllegalArgumentException(
                    "a credential is sent over https only: change the endpoint to https");
        }
    }

    private ServiceTarget(ServiceTarget other, Addressee.Agent agent, ServiceAddress address) {
        this.address = address;
        this.addressee = agent;
        this.credential = other.credential;
        this.timeouts = other.timeouts;
        this.inputRateHz = other.inputRateHz;
        this.maxMessageBytes = other.maxMessageBytes;
    }

    /**
     * A copy that continues this conversation of the agent. For a model it returns the target
     * unchanged, because a model keeps no conversation.
     *
     * @param conversation the service's name of the conversation, {@code thread_id} of the
     *     session's agent
     */
    public ServiceTarget goingOnWith(String conversation) {
        return addressee instanceof Addressee.Agent agent
                ? new ServiceTarget(
                        this,
                        agent.withConversation(conversation),
                        address.with("conversation-id", conversation))
                : this;
    }

    /**
     * Starts a builder.
     *
     * @param endpoint the endpoint of the resource as the portal shows it
     * @throws IllegalArgumentException at {@link Builder#build()} if the endpoint is not usable
     */
    public static Builder at(URI endpoint, Addressee addressee) {
        return new Builder(endpoint, addressee);
    }

    ServiceAddress address() {
        return address;
    }

    public Addressee addressee() {
        return addressee;
    }

    public ServiceCredential credential() {
        return credential;
    }

    public ServiceTimeouts timeouts() {
        return timeouts;
    }

    /** Samples per second of the audio given to {@link ServiceConnection#sendAudio}. */
    public int inputRateHz() {
        return inputRateHz;
    }

    /** Largest message accepted from the service, in bytes. */
    public int maxMessageBytes() {
        return maxMessageBytes;
    }

    @Override
    public String toString() {
        return "ServiceTarget[" + address + ", " + credential + "]";
    }

    /** Builds a target; not thread-safe. */
    public static final class Builder {
        private final URI endpoint;
        private final Addressee addressee;
        private final SequencedMap<String, String> query = new LinkedHashMap<>();
        private String apiVersion = DEFAULT_API_VERSION;
        private ServiceCredential credential = ServiceCredential.none();
        private ServiceTimeouts timeouts = ServiceTimeouts.DEFAULTS;
        private int inputRateHz = DEFAULT_INPUT_RATE_HZ;
        private int maxMessageBytes = 16 * 1024 * 1024;

        private Builder(URI endpoint, Addressee addressee) {
            this.endpoint = Objects.requireNonNull(endpoint);
            this.addressee = Objects.requireNonNull(addressee);
        }

        public Builder apiVersion(String value) {
            apiVersion = value;
            return this;
        }

        /** The credential; without one, none is sent. */
        public Builder credential(ServiceCredential value) {
            credential = value;
            return this;
        }

        public Builder timeouts(ServiceTimeouts value) {
            timeouts = value;
            return this;
        }

        /** Samples per second of the microphone audio, as {@code session.update} says it. */
        public Builder inputRateHz(int value) {
            if (value < 8_000 || value > 48_000) {
                throw new IllegalArgumentException("input rate must be 8000 to 48000 Hz");
            }
            inputRateHz = value;
            return this;
        }

        /** Largest message accepted from the service, in bytes; default 16 MiB. */
        public Builder maxMessageBytes(int value) {
            if (value < 64 * 1024) {
                throw new IllegalArgumentException("messages of 64 KiB must be taken at least");
            }
            maxMessageBytes = value;
            return this;
        }

        /** Adds or replaces one query parameter, such as {@code features}. */
        public Builder query(String name, String value) {
            query.put(name, value);
            return this;
        }

        /** Adds or replaces query parameters. */
        public Builder query(Map<String, String> values) {
            query.putAll(values);
            return this;
        }

        /**
         * The target.
         *
         * @throws IllegalArgumentException if the endpoint is unusable, an agent is addressed with
         *     an API key, or a credential would travel in clear to another machine
         */
        public ServiceTarget build() {
            return new ServiceTarget(this);
        }
    }
}
