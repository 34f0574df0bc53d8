package dev.charla.protocol.codec;

import dev.charla.protocol.json.Setting;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** {@link Setting} in JSON: absent, null or the value. */
final class SettingModule extends SimpleModule {
    private static final long serialVersionUID = 1;

    SettingModule() {
        addSerializer(new Writer());
        addDeserializer(Setting.class, new Reader(null));
    }

    private static final class Writer extends ValueSerializer<Setting<?>> {
        @Override
        @SuppressWarnings({"unchecked", "rawtypes"}) // a class literal has no type arguments
        public Class<Setting<?>> handledType() {
            return (Class) Setting.class;
        }

        @Override
        public boolean isEmpty(SerializationContext context, Setting<?> setting) {
            return setting.isAbsent();
        }

        @Override
        public void serialize(
                Setting<?> setting, JsonGenerator generator, SerializationContext context) {
            if (setting instanceof Setting.Value<?>(Object value)) {
                context.writeValue(generator, value);
            } else {
                generator.writeNull();
            }
        }
    }

    @SuppressWarnings("rawtypes") // one reader serves all type arguments
    private static final class Reader extends ValueDeserializer<Setting> {
        private final @Nullable ValueDeserializer<?> value;

        Reader(@Nullable ValueDeserializer<?> value) {
            this.value = value;
        }

        @Override
        public ValueDeserializer<?> createContextual(
                DeserializationContext context, BeanProperty property) {
            JavaType type = property.getType().containedTypeOrUnknown(0);
            return new Reader(context.findContextualValueDeserializer(type, property));
        }

        @Override
        public Setting deserialize(JsonParser parser, DeserializationContext context) {
            return Setting.ofNullable(value == null ? null : value.deserialize(parser, context));
        }

        @Override
        public Setting getNullValue(DeserializationContext context) {
            return Setting.cleared();
        }

        @Override
        public Setting getAbsentValue(DeserializationContext context) {
            return Setting.absent();
        }
    }
}
