package dev.charla.boot.browser;

import com.google.errorprone.annotations.ThreadSafe;
import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.browser.PageMessage;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** The messages of a page and to it as JSON. Any thread. */
@ThreadSafe
public final class PageJson {
    private final JsonMapper mapper = strict(JsonMapper.builder()).build();

    /** Has no value of one kind taken for another: Jackson would read 7 as "7", and 1.5 as 1. */
    public static JsonMapper.Builder strict(JsonMapper.Builder builder) {
        return builder.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> {
                            text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                            text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                            text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                        });
    }

    byte[] write(PageMessage message) {
        return mapper.writerFor(PageMessage.class).writeValueAsBytes(message);
    }

    /**
     * Reads what a page sent.
     *
     * @return null when it is no message: not JSON, no object, without what its kind needs, or with
     *     a member of another type
     */
    @Nullable CallerMessage read(InputStream utf8) {
        try {
            return mapper.readValue(utf8, CallerMessage.class);
        } catch (JacksonException e) {
            return null;
        }
    }
}
