package dev.charla.client;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.DefaultAzureCredentialBuilder;

/** Loads the identity library only in processes that use it. */
final class DefaultEntra {
    private DefaultEntra() {}

    static TokenCredential credential() {
        return new DefaultAzureCredentialBuilder().build();
    }
}
