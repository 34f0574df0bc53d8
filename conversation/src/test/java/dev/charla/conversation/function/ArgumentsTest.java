package dev.charla.conversation.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a model gives to a tool, held against its schema. */
class ArgumentsTest {
    private static final JsonNode SCHEMA =
            JsonMapper.shared()
                    .readTree(
                            """
                            {"type": "object",
                             "properties": {
                               "day": {"type": "string"},
                               "seats": {"type": "integer"},
                               "room": {"enum": ["red", "blue"]},
                               "note": {"type": ["string", "null"]},
                               "guests": {"type": "array", "items": {
                                 "type": "object",
                                 "properties": {"name": {"type": "string"}},
                                 "required": ["name"]}}},
                             "required": ["day"],
                             "additionalProperties": false}
                            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {}                                         | 'day' is missing.
                    {"day":7}                                  | 'day' must be of type string.
                    {"day":null}                               | 'day' must be of type string.
                    {"day":"Monday","seats":1.5}               | 'seats' must be of type integer.
                    {"day":"Monday","seats":"two"}             | 'seats' must be of type integer.
                    {"day":"Monday","room":"green"}            | 'room' must be one of ["red","blue"].
                    {"day":"Monday","note":3}                  | 'note' must be of type ["string","null"].
                    {"day":"Monday","guests":{}}               | 'guests' must be of type array.
                    {"day":"Monday","guests":[{"name":1}]}     | 'guests[0].name' must be of type string.
                    {"day":"Monday","guests":[{"name":"a"},{}]}| 'guests[1].name' is missing.
                    {"day":"Monday","time":"ten"}              | There is no parameter 'time'.
                    """)
    void whatDoesNotFitIsNamed(String given, String complaint) {
        assertThat(Arguments.complaint(SCHEMA, read(given))).isEqualTo(complaint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"day\":\"Monday\"}",
                "{\"day\":\"Monday\",\"seats\":2}",
                "{\"day\":\"Monday\",\"seats\":2.0}",
                "{\"day\":\"Monday\",\"seats\":null,\"room\":null}",
                "{\"day\":\"Monday\",\"note\":null}",
                "{\"day\":\"Monday\",\"guests\":[{\"name\":\"a\",\"age\":9}]}"
            })
    void whatFitsIsTaken(String given) {
        assertThat(Arguments.complaint(SCHEMA, read(given))).isNull();
    }

    @Test
    void nothingAtAllMeansNoArguments() {
        assertThat(read(" ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Monday", "[1]", "7", "{\"day\":", "{} {"})
    void whatIsNoObjectIsNoArguments(String given) {
        assertThat(Arguments.read(given)).isNull();
    }

    @Test
    void aSchemaThatSaysNothingTakesAnything() {
        var open = JsonMapper.shared().readTree("{\"type\":\"object\"}");

        assertThat(Arguments.complaint(open, read("{\"a\":[1,{\"b\":null}]}"))).isNull();
    }

    private static JsonNode read(String given) {
        return Objects.requireNonNull(Arguments.read(given));
    }
}
