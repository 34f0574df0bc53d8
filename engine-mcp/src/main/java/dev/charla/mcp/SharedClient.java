package dev.charla.mcp;

import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Hands one HTTP client to every connection. The library would make one each, with a thread of its
 * own that nobody ends.
 */
final class SharedClient implements HttpClient.Builder {
    private final HttpClient client;

    SharedClient(HttpClient client) {
        this.client = client;
    }

    @Override
    public HttpClient build() {
        return client;
    }

    // What the library would set is set already.

    @Override
    public HttpClient.Builder cookieHandler(CookieHandler handler) {
        return this;
    }

    @Override
    public HttpClient.Builder connectTimeout(Duration timeout) {
        return this;
    }

    @Override
    public HttpClient.Builder sslContext(SSLContext context) {
        return this;
    }

    @Override
    public HttpClient.Builder sslParameters(SSLParameters parameters) {
        return this;
    }

    @Override
    public HttpClient.Builder executor(Executor executor) {
        return this;
    }

    @Override
    public HttpClient.Builder followRedirects(HttpClient.Redirect policy) {
        return this;
    }

    @Override
    public HttpClient.Builder version(HttpClient.Version version) {
        return this;
    }

    @Override
    public HttpClient.Builder priority(int priority) {
        return this;
    }

    @Override
    public HttpClient.Builder proxy(ProxySelector selector) {
        return this;
    }

    @Override
    public HttpClient.Builder authenticator(Authenticator authenticator) {
        return this;
    }
}
