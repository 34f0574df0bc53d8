package dev.charla.boot.web;

import java.net.URI;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Addresses of this server as seen from the page that a browser is at. A proxy may serve Charla
 * below a path that this server is not told of; only relative addresses stay below it.
 */
public final class RelativeAddress {
    private RelativeAddress() {}

    /**
     * A relative reference from the page that was asked for to another.
     *
     * @param to the path below where Charla is served, without a slash in front; empty for the page
     */
    public static URI of(ServerHttpRequest from, String to) {
        RequestPath path = from.getPath();
        String here = path.pathWithinApplication().value();
        if (here.isEmpty()) {
            String base = path.contextPath().value();
            return URI.create("./" + base.substring(base.lastIndexOf('/') + 1) + "/" + to);
        }
        long above = here.chars().filter(each -> each == '/').count() - 1;
        return URI.create("./" + "../".repeat((int) above) + to);
    }
}
