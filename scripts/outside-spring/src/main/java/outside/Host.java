package outside;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application of somebody who has the starter and nothing else of Charla. */
@SpringBootApplication
@RestController
public class Host {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern MEMBER = Pattern.compile("\"(stream|ticket)\":\"([^\"]+)\"");

    @GetMapping("/")
    String own() {
        return "the application's own";
    }

    public static void main(String[] arguments) throws Exception {
        try (var context = SpringApplication.run(Host.class, "--server.port=0")) {
            String here =
                    "http://127.0.0.1:"
                            + context.getEnvironment().getRequiredProperty("local.server.port");
            if (!get(here + "/").equals("the application's own")) {
                throw new AssertionError("the application's own page is another now");
            }
            if (!get(here + "/talk/").contains("<voice-agent")) {
                throw new AssertionError("there is no page at /talk/");
            }
            String admitted =
                    HTTP.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(here + "/talk/api/conversations"))
                                            .header("Content-Type", "application/json")
                                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
            var answered = new CompletableFuture<String>();
            WebSocket socket =
                    HTTP.newWebSocketBuilder()
                            .subprotocols("charla.v1", "charla.ticket." + member("ticket", admitted))
                            .buildAsync(
                                    URI.create(here.replace("http", "ws") + "/talk/")
                                            .resolve(member("stream", admitted)),
                                    new Captions(answered))
                            .get(20, TimeUnit.SECONDS);
            answered.get(60, TimeUnit.SECONDS);
            socket.abort();
            System.out.println("outside: what was typed was answered");
        }
    }

    private static String get(String address) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(address)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String member(String name, String json) {
        Matcher found = MEMBER.matcher(json);
        while (found.find()) {
            if (found.group(1).equals(name)) {
                return found.group(2);
            }
        }
        throw new AssertionError("no conversation was admitted: " + json);
    }

    /** Types once the conversation is ready, and waits for the right answer. */
    private static final class Captions implements WebSocket.Listener {
        private final CompletableFuture<String> answered;
        private final StringBuilder message = new StringBuilder();

        Captions(CompletableFuture<String> answered) {
            this.answered = answered;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                take(from, message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(WebSocket from, String json) {
            if (json.contains("\"state\":\"ready\"") && !answered.isDone()) {
                from.sendText("{\"type\":\"text\",\"text\":\"What is nine times nine?\"}", true);
            } else if (json.contains("\"caption\"")
                    && json.contains("\"agent\"")
                    && json.contains("81")) {
                answered.complete(json);
            }
        }
    }
}
