package dev.charla.client;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * Where a connection goes and as whom. Immutable; {@code toString} shows neither secrets nor the
 * query.
 *
 * <p>Takes {@code https}, {@code wss}, {@code http} and {@code ws} endpoints, of new resources
 * ({@code <name>.services.ai.azure.com}), older ones ({@code <name>.cognitiveservices.azure.com})
 * and any other host; {@value #PATH} is appended unless the path ends with {@code /realtime}.
 */
public final class ServiceTarget {
    /** The path of the service. */
    public static final String PATH = "/voice-live/realtime";

    /** The newest generally available version, and the default of Microsoft's own libraries. */
    public static final String DEFAULT_API_VERSION = "2026-07-15";

    /** What the protocol calls {@code pcm16} without an {@code input_audio_sampling_rate}. */
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
     * The same agent, asked to go on with that conversation; a model keeps none, and stays as it
     * is.
     *
     * @param conversation as the service named it, {@code thread_id} of the session's agent
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
     * Begins a target.
     *
     * @param endpoint the address of the resource as the portal shows it
     * @throws IllegalArgumentException at {@link Builder#build()} if it is none that can be used
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

    /** Largest message taken from the service, in bytes. */
    public int maxMessageBytes() {
        return maxMessageBytes;
    }

    @Override
    public String toString() {
        return "ServiceTarget[" + address + ", " + credential + "]";
    }

    /** Collects what a target needs; not for use by several threads at once. */
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

        /** How to prove who we are; without it, nothing is sent. */
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

        /** Largest message taken from the service, in bytes; 16 MiB unless set. */
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
