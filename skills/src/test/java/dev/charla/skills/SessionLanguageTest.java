package dev.charla.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplyRequest.Line;
import dev.charla.engine.reply.ReplyRequest.Party;
import dev.charla.engine.reply.ReplySink;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionLanguageTest {
    @ParameterizedTest
    @CsvSource({
        "es-MX, ¿Qué hora es?, de la tarde",
        "es, ¿Qué hora es?, de la tarde",
        "en-US, What time is it?, 2:05 PM",
        "fr-FR, What time is it?, 2:05 PM"
    })
    void theSkillsAreThoseOfTheSessionsLanguage(String language, String said, String answer)
            throws Exception {
        try (var model =
                        new SkillsReplyModel(
                                SkillFiles.builtInOfAllLanguages(),
                                () -> Instant.parse("2026-11-25T14:05:00Z"),
                                ZoneId.of("UTC"),
                                1,
                                new SkillRig.FakeTimers());
                var rig = model.open(in(language))) {
            var text = new StringBuilder();

            rig.reply(
                    new ReplyRequest("", List.of(new Line(Party.CALLER, said)), true), into(text));

            assertThat(text.toString()).contains(answer);
        }
    }

    private static ReplyModel.Surroundings in(String language) {
        return new ReplyModel.Surroundings() {
            @Override
            public void speakUp(String text) {
                throw new AssertionError("nothing is to be said unasked");
            }

            @Override
            public String language() {
                return language;
            }
        };
    }

    private static ReplySink into(StringBuilder text) {
        return new ReplySink() {
            @Override
            public void text(String delta) {
                text.append(delta);
            }

            @Override
            public void call(String name, String arguments) {
                throw new AssertionError("a function is called: " + name);
            }

            @Override
            public void manner(double rate, double gain) {}
        };
    }
}
