package dev.charla.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A WebSocket upgrade as it arrived.
 *
 * @param path without the query
 * @param query names and values, decoded, in order
 * @param headers names in lower case; a name sent twice has its values joined by a comma
 * @param headerNames as they were spelled, in order
 */
public record UpgradeRequest(
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        List<String> headerNames) {
    private static final int MAX_HEAD_BYTES = 32 * 1024;

    /** The value of a header, whatever the case of {@code name}. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    static UpgradeRequest read(InputStream in) throws IOException {
        var lines = head(in).split("\r\n");
        var target = lines[0].split(" ")[1];
        var headers = new LinkedHashMap<String, String>();
        var names = new ArrayList<String>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            names.add(lines[i].substring(0, colon));
            headers.merge(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip(),
                    (first, second) -> first + "," + second);
        }
        int question = target.indexOf('?');
        return new UpgradeRequest(
                question < 0 ? target : target.substring(0, question),
                question < 0 ? Map.of() : query(target.substring(question + 1)),
                headers,
                List.copyOf(names));
    }

    private static Map<String, String> query(String text) {
        var query = new LinkedHashMap<String, String>();
        for (var pair : text.split("&")) {
            int equals = pair.indexOf('=');
            query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0 || head.length() > MAX_HEAD_BYTES) {
                throw new IOException("no request arrived");
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
