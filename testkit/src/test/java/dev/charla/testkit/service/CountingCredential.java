package dev.charla.testkit.service;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** Gives tokens numbered from one, each valid for the same time. */
final class CountingCredential implements TokenCredential {
    private final Duration validFor;
    private final List<String> scopes = new CopyOnWriteArrayList<>();

    CountingCredential(Duration validFor) {
        this.validFor = validFor;
    }

    /** The scope of each token asked for. */
    List<String> scopes() {
        return List.copyOf(scopes);
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        scopes.addAll(request.getScopes());
        return Mono.just(
                new AccessToken(
                        "token-" + scopes.size(),
                        OffsetDateTime.now(ZoneOffset.UTC).plus(validFor)));
    }
}
