package dev.charla.protocol.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.item.ContentPart;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.json.ProtocolLimits;
import dev.charla.protocol.json.Setting;
import dev.charla.protocol.json.UnionDeserializer;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.settings.ApprovalRule;
import dev.charla.protocol.settings.ApprovalRuleDeserializer;
import dev.charla.protocol.settings.InterimResponse;
import dev.charla.protocol.settings.Tool;
import dev.charla.protocol.settings.ToolChoice;
import dev.charla.protocol.settings.TurnDetection;
import dev.charla.protocol.settings.Voice;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** The Jackson settings of each direction. */
final class EventMapper {
    private EventMapper() {}

    /** For what clients send: read strictly, written without nulls. */
    static JsonMapper forClientEvents(ProtocolLimits limits) {
        return common(limits, true)
                .changeDefaultPropertyInclusion(
                        all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                .enable(MapperFeature.DEFAULT_VIEW_INCLUSION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, EventMapper::stringsOnly)
                // 1.5 ms is a mistake of the client's, and not 1 ms.
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .build();
    }

    /** For what the service sends: read leniently, written with its many nulls. */
    static JsonMapper forServerEvents(ProtocolLimits limits) {
        return common(limits, false)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    private static void stringsOnly(MutableCoercionConfig config) {
        config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    private static JsonMapper.Builder common(ProtocolLimits limits, boolean strict) {
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(limits.depth())
                                        .maxStringLength(limits.messageBytes())
                                        .build())
                        .build();
        return JsonMapper.builder(factory)
                .annotationIntrospector(new NullnessIntrospector(strict))
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .withConfigOverride(
                        Setting.class,
                        setting ->
                                setting.setIncludeAsProperty(
                                        JsonInclude.Value.construct(
                                                JsonInclude.Include.NON_EMPTY,
                                                JsonInclude.Include.ALWAYS)))
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .addModule(new ScalarModule())
                .addModule(new SettingModule())
                .addModule(unions(strict));
    }

    private static SimpleModule unions(boolean strict) {
        var module = new SimpleModule("unions");
        add(module, ClientEvent.class, strict, null, ClientEvent.Unknown::new);
        add(module, ServerEvent.class, strict, null, ServerEvent.Unknown::new);
        add(module, Item.class, strict, null, Item.Unknown::new);
        add(module, ContentPart.class, strict, null, ContentPart.Unknown::new);
        add(module, Voice.class, strict, Voice.Named::new, Voice.Unknown::new);
        add(module, TurnDetection.class, strict, null, TurnDetection.Unknown::new);
        add(module, Tool.class, strict, null, Tool.Unknown::new);
        add(module, ToolChoice.class, strict, ToolChoice.Mode::new, ToolChoice.Unknown::new);
        add(module, InterimResponse.class, strict, null, InterimResponse.Unknown::new);
        module.addDeserializer(ApprovalRule.class, new ApprovalRuleDeserializer());
        return module;
    }

    private static <T> void add(
            SimpleModule module,
            Class<T> family,
            boolean strict,
            @Nullable Function<String, T> shortForm,
            BiFunction<@Nullable String, JsonNode, T> unknown) {
        module.addDeserializer(family, new UnionDeserializer<>(family, strict, shortForm, unknown));
    }
}
