package dev.charla.protocol.codec;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.settings.MaxTokens;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** Values that JSON says with one string or number: audio, token limits, points in time. */
final class ScalarModule extends SimpleModule {
    private static final long serialVersionUID = 1;
    private static final String INFINITE = "inf";

    ScalarModule() {
        addSerializer(AudioBytes.class, new AudioWriter());
        addDeserializer(AudioBytes.class, new AudioReader());
        addDeserializer(EventId.class, new EventIdReader());
        addSerializer(MaxTokens.class, new MaxTokensWriter());
        addDeserializer(MaxTokens.class, new MaxTokensReader());
        addSerializer(Instant.class, new InstantWriter());
        addDeserializer(Instant.class, new InstantReader());
    }

    private static final class AudioWriter extends ValueSerializer<AudioBytes> {
        @Override
        public void serialize(
                AudioBytes audio, JsonGenerator generator, SerializationContext context) {
            generator.writeBinary(audio.array());
        }
    }

    private static final class AudioReader extends ValueDeserializer<AudioBytes> {
        @Override
        public AudioBytes deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw context.wrongTokenException(
                        parser, String.class, JsonToken.VALUE_STRING, "audio is a string");
            }
            try {
                return AudioBytes.wrap(Base64.getDecoder().decode(parser.getString()));
            } catch (IllegalArgumentException notBase64) {
                throw context.weirdStringException("", AudioBytes.class, "not base64");
            }
        }
    }

    private static final class EventIdReader extends ValueDeserializer<EventId> {
        @Override
        public EventId deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw context.wrongTokenException(
                        parser, String.class, JsonToken.VALUE_STRING, "a name is a string");
            }
            return new EventId(parser.getString());
        }

        /** For an event of the service's that came without a name. */
        @Override
        public EventId getEmptyValue(DeserializationContext context) {
            return EventId.NONE;
        }
    }

    private static final class MaxTokensWriter extends ValueSerializer<MaxTokens> {
        @Override
        public void serialize(
                MaxTokens tokens, JsonGenerator generator, SerializationContext context) {
            Integer limit = tokens.limit();
            if (limit == null) {
                generator.writeString(INFINITE);
            } else {
                generator.writeNumber(limit);
            }
        }
    }

    private static final class MaxTokensReader extends ValueDeserializer<MaxTokens> {
        @Override
        public MaxTokens deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                if (parser.getString().equals(INFINITE)) {
                    return MaxTokens.INFINITE;
                }
                throw context.weirdStringException("", MaxTokens.class, "not inf");
            }
            if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
                throw context.wrongTokenException(
                        parser, MaxTokens.class, JsonToken.VALUE_NUMBER_INT, "a number or inf");
            }
            int limit = parser.getIntValue();
            if (limit < 1) {
                throw context.weirdNumberException(limit, MaxTokens.class, "at least 1");
            }
            return MaxTokens.of(limit);
        }
    }

    private static final class InstantWriter extends ValueSerializer<Instant> {
        @Override
        public void serialize(
                Instant instant, JsonGenerator generator, SerializationContext context) {
            generator.writeNumber(instant.getEpochSecond());
        }
    }

    private static final class InstantReader extends ValueDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.currentToken().isNumeric()) {
                throw context.wrongTokenException(
                        parser, Long.class, JsonToken.VALUE_NUMBER_INT, "Unix seconds");
            }
            return Instant.ofEpochSecond(parser.getLongValue());
        }
    }
}
