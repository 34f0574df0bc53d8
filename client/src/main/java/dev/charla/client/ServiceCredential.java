package dev.charla.client;

import com.azure.core.credential.TokenCredential;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Supplier;

/** How a connection proves who it is. {@code toString} never shows a secret. */
public sealed interface ServiceCredential {
    /** None: for Charla's own engine on this machine. */
    static ServiceCredential none() {
        return None.NONE;
    }

    /** The key of a Voice Live resource. */
    static ServiceCredential apiKey(String key) {
        return new ApiKey(key);
    }

    /**
     * Microsoft Entra ID; the token is fetched when a connection needs it and shared by all
     * connections of this credential until shortly before it expires.
     */
    static ServiceCredential entra(TokenCredential credential) {
        Objects.requireNonNull(credential);
        return new EntraToken(() -> credential);
    }

    /**
     * Microsoft Entra ID as whoever runs this process: environment, workload or managed identity in
     * Azure, {@code az login} on a laptop. The libraries for it are loaded when the first
     * connection needs a token.
     */
    static ServiceCredential entraDefault() {
        return new EntraToken(DefaultEntra::credential);
    }

    /** Nothing is sent. */
    enum None implements ServiceCredential {
        NONE
    }

    /** Sent as header {@code api-key}. */
    final class ApiKey implements ServiceCredential {
        private final String key;

        private ApiKey(String key) {
            this.key = HeaderText.required("API key", key);
        }

        String key() {
            return key;
        }

        @Override
        public String toString() {
            return "ApiKey[hidden]";
        }
    }

    /** Sent as header {@code Authorization: Bearer}. Safe for use by any number of threads. */
    final class EntraToken implements ServiceCredential {
        /** The scope that the GA SDKs request; see the Voice Live how-to. */
        public static final String SCOPE = "https://ai.azure.com/.default";

        private final TokenCache tokens;

        private EntraToken(Supplier<TokenCredential> credential) {
            this.tokens = new TokenCache(credential, Clock.systemUTC());
        }

        TokenCache tokens() {
            return tokens;
        }

        @Override
        public String toString() {
            return "EntraToken[hidden]";
        }
    }
}
