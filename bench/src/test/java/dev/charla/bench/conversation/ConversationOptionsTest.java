package dev.charla.bench.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.bench.UsageException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConversationOptionsTest {
    @Test
    void anAddressIsEnough() throws UsageException {
        assertThat(ConversationOptions.parse(List.of("--url", "ws://127.0.0.1:8080")))
                .isEqualTo(
                        new ConversationOptions(
                                URI.create("http://127.0.0.1:8080/"),
                                List.of(1),
                                3,
                                "What time is it?",
                                null,
                                false,
                                Duration.ofSeconds(30),
                                OptionalLong.empty()));
    }

    @Test
    void everythingCanBeChosen() throws UsageException {
        var options =
                "--url=wss://[::1]/under --conversations 4,8 --turns 5 --text Hello --wav a.wav --barge-in"
                        + " --patience 6 --pid "
                        + ProcessHandle.current().pid();
        assertThat(ConversationOptions.parse(List.of(options.split(" "))))
                .isEqualTo(
                        new ConversationOptions(
                                URI.create("https://[::1]/under/"),
                                List.of(4, 8),
                                5,
                                "Hello",
                                Path.of("a.wav"),
                                true,
                                Duration.ofSeconds(6),
                                OptionalLong.of(ProcessHandle.current().pid())));
    }

    @Test
    void whatIsNoAddressIsRefused() {
        for (String url : List.of("127.0.0.1:8080", "ftp://host", "http:///", "http://a b", "x")) {
            assertRefused("--url is \"" + url + "\".", "--url", url);
        }
        assertRefused("Say where Charla is with --url");
    }

    @Test
    void bargingInWantsSpeech() {
        assertRefused("--barge-in is speech.", "--url", "http://host", "--barge-in");
    }

    @Test
    void thereIsSomethingToType() {
        assertRefused("--text is empty.", "--url", "http://host", "--text", " ");
    }

    @Test
    void aProcessThatIsNotThereIsRefused() {
        assertRefused("--pid is \"2147483647\"", "--url", "http://host", "--pid", "2147483647");
    }

    private static void assertRefused(String message, String... arguments) {
        assertThatThrownBy(() -> ConversationOptions.parse(List.of(arguments)))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(message);
    }
}
