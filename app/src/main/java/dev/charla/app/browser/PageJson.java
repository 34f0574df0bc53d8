package dev.charla.app.browser;

import com.google.errorprone.annotations.ThreadSafe;
import dev.charla.agent.browser.CallerMessage;
import dev.charla.agent.browser.PageMessage;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** The messages of a page and to it as JSON. Any thread. */
@ThreadSafe
final class PageJson {
    private final JsonMapper mapper =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .build();

    byte[] write(PageMessage message) {
        return mapper.writerFor(PageMessage.class).writeValueAsBytes(message);
    }

    /**
     * Reads what a page sent.
     *
     * @return null when it is no message: not JSON, no object, or without what its kind needs
     */
    @Nullable CallerMessage read(InputStream utf8) {
        try {
            return mapper.readValue(utf8, CallerMessage.class);
        } catch (JacksonException e) {
            return null;
        }
    }
}
