package dev.charla.client;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.DefaultAzureCredentialBuilder;

/** Keeps the identity library out of every process that has no use for it. */
final class DefaultEntra {
    private DefaultEntra() {}

    static TokenCredential credential() {
        return new DefaultAzureCredentialBuilder().build();
    }
}
