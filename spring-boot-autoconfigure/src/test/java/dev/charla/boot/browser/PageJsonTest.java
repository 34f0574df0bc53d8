package dev.charla.boot.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.conversation.browser.CallerMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page sends, with members that are missing, null, or of another kind. */
class PageJsonTest {
    private static final List<String> VALUES =
            List.of("null", "true", "-1", "1.5", "1e400", "\"\"", "\"x\"", "[]", "[1]", "{}");

    private final PageJson json = new PageJson();

    private @Nullable CallerMessage read(String text) {
        return json.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "1",
                "\"text\"",
                "[]",
                "[{\"type\":\"end\"}]",
                "",
                "{",
                "{\"type\":\"end\"} {\"type\":\"end\"}",
                "{\"type\":\"text\"}",
                "{\"type\":\"text\",\"text\":null}",
                "{\"type\":\"text\",\"text\":{}}",
                "{\"type\":\"text\",\"text\":[\"hello\"]}",
                "{\"type\":\"mute\"}",
                "{\"type\":\"mute\",\"muted\":null}",
                "{\"type\":\"approval\",\"id\":\"a\"}",
                "{\"type\":\"playback.started\"}",
                "{\"type\":\"playback.started\",\"response\":null}",
                "{\"type\":\"playback.stopped\",\"response\":1}",
                "{\"type\":\"playback.progress\",\"samples\":1}"
            })
    void whatLacksAMemberIsNoMessage(String text) {
        assertThat(read(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text|text",
                "mute|muted",
                "approval|id",
                "approval|approved",
                "playback.started|response",
                "playback.stopped|samples",
                "playback.finished|samples",
                "playback.progress|samples"
            })
    void whateverStandsInAMemberNothingIsThrown(String place) {
        String[] parts = place.split("\\|");
        for (String value : VALUES) {
            CallerMessage message =
                    read("{\"type\":\"%s\",\"%s\":%s}".formatted(parts[0], parts[1], value));

            if (message instanceof CallerMessage.Text(var text)) {
                assertThat(text).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"text\",\"text\":7}",
                "{\"type\":\"text\",\"text\":1.5}",
                "{\"type\":\"text\",\"text\":true}",
                "{\"type\":\"mute\",\"muted\":\"true\"}",
                "{\"type\":\"mute\",\"muted\":1}",
                "{\"type\":\"mute\",\"muted\":\"\"}",
                "{\"type\":\"approval\",\"id\":7,\"approved\":true}",
                "{\"type\":\"approval\",\"id\":\"a\",\"approved\":\"true\"}",
                "{\"type\":\"playback.started\",\"response\":\"1\"}",
                "{\"type\":\"playback.started\",\"response\":1.5}",
                "{\"type\":\"playback.started\",\"response\":\"\"}",
                "{\"type\":\"playback.stopped\",\"response\":1,\"samples\":1.5}",
                "{\"type\":\"playback.progress\",\"response\":1,\"samples\":true}"
            })
    void aMemberOfAnotherTypeIsNotTakenForOneOfTheRightType(String text) {
        assertThat(read(text)).isNull();
    }

    @Test
    void aMessageOfAnotherKindIsPassedOver() {
        assertThat(read("{}")).isEqualTo(new CallerMessage.Unknown(null));
        assertThat(read("{\"type\":null}")).isInstanceOf(CallerMessage.Unknown.class);
        assertThat(read("{\"type\":\"dance\",\"text\":null}"))
                .isEqualTo(new CallerMessage.Unknown("dance"));
    }

    @Test
    void whatAPageLeavesOutMayBeLeftOut() {
        assertThat(read("{\"type\":\"approval\",\"approved\":true}"))
                .isEqualTo(new CallerMessage.Approval(null, true));
        assertThat(read("{\"type\":\"ping\",\"at\":null}")).isEqualTo(new CallerMessage.Ping());
    }
}
