package dev.charla.skills.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.skills.SkillCheck;
import dev.charla.skills.SkillFiles;
import dev.charla.skills.SkillRig;
import dev.charla.skills.set.SkillSet;
import dev.charla.skills.slot.SlotType;
import dev.charla.skills.words.Heard;
import dev.charla.skills.words.Token;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanishTest {
    private static final SkillSet SKILLS = SkillFiles.builtIn(Language.SPANISH);
    private static final String MISS = "sin un modelo de lenguaje";

    private static void holds(String conversation) {
        try (var rig = new SkillRig(SKILLS, 1)) {
            for (String line : conversation.strip().split("\n")) {
                String[] parts = line.split(" -> ", 2);
                String answer = rig.says(parts[0].strip());
                assertThat(answer).as(parts[0]).doesNotContain("{").doesNotContain(MISS);
                for (String expected : parts[1].split(" & ")) {
                    assertThat(answer).as(parts[0]).contains(expected.strip());
                }
            }
        }
    }

    /** Written down before the phrases were. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "¡Hola!",
                "¿Me oyes?",
                "¿Quién eres?",
                "¿Qué es esto?",
                "¿Qué sabes hacer?",
                "¿Cómo funcionas?",
                "¿Qué tal estás?",
                "¿Qué hora es?",
                "Cuéntame un chiste.",
                "Qué malo.",
                "¿Qué tiempo hace hoy?",
                "¿Eres una persona de verdad?",
                "¿Quién te ha hecho?",
                "¿Hablas inglés?",
                "Pon un temporizador de un minuto.",
                "¿Cuánto es doce por quince?",
                "Cuéntame algo interesante.",
                "¿Por qué?",
                "¿Puedes repetirlo, por favor?",
                "¿Puedes hablar un poco más despacio?",
                "Me llamo Laura.",
                "¿Te acuerdas de cómo me llamo?",
                "Pon música.",
                "¿Cuál es la capital de España?",
                "¿Puedo usarte con ChatGPT?",
                "¿Estás grabando lo que digo?",
                "Para.",
                "Probando, probando, uno, dos, tres.",
                "Muchas gracias.",
                "Vale, adiós."
            })
    void whatANewcomerSaysIsAnswered(String said) {
        try (var rig = new SkillRig(SKILLS, 1)) {
            assertThat(rig.says(said)).isNotBlank().doesNotContain("{").doesNotContain("«" + said);
            assertThat(rig.says(said)).doesNotContain(MISS);
        }
    }

    @Test
    void aConversationInSpanishGoesOn() {
        holds(
                """
                hola -> Buenas tardes
                ¿Qué hora es? -> las 2 y 5 de la tarde
                ¿qué día es hoy? -> miércoles, 25 de noviembre de 2026
                ¿Cuántos días faltan para Navidad? -> Navidad & 30 días
                ¿y cuánto falta para el 1 de diciembre? -> 6 días
                cuánto es treinta y cinco por dos -> 35 por 2 & 70
                y entre 4 -> 17,5
                ¿Cuánto es el 15 % de 80? -> 12
                2,5 + 1,25 -> 3,75
                la raíz cuadrada de 81 -> 9
                diez millas en kilómetros -> unos 16,09 kilómetros
                ¿y cincuenta millas? -> 80,47
                pon un temporizador de hora y media -> una hora y 30 minutos
                no, quería decir veinte minutos -> 20 minutos
                cancela el temporizador -> cancelado
                me llamo Lucía -> Lucía
                ¿cómo me llamo? -> Lucía
                lanza una moneda -> .
                adiós -> Lucía
                """);
    }

    @Test
    void aTimerSpeaksUpInSpanish() {
        try (var rig = new SkillRig(SKILLS, 1)) {
            rig.says("avísame en diez segundos");
            rig.passes(Duration.ofSeconds(10));

            assertThat(rig.spokenUp).containsExactly("Se acabó el tiempo: han pasado 10 segundos.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cero, 0",
        "veintiuno, 21",
        "treinta y cinco, 35",
        "cien, 100",
        "ciento uno, 101",
        "quinientas cuarenta y dos, 542",
        "mil, 1000",
        "dos mil veintiséis, 2026",
        "un millón doscientos mil, 1200000",
        "tres coma catorce, 3.14",
        "tres y medio, 3.5",
        "3 mil, 3000"
    })
    void numbersAreReadInWords(String said, BigDecimal value) {
        assertThat(whole("number", said)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "cinco minutos, PT5M",
        "media hora, PT30M",
        "hora y media, PT1H30M",
        "dos horas y media, PT2H30M",
        "un cuarto de hora, PT15M",
        "tres cuartos de hora, PT45M",
        "1 minuto y 30 segundos, PT1M30S",
        "dos minutos y medio, PT2M30S"
    })
    void durationsAreRead(String said, Duration value) {
        assertThat(whole("duration", said)).isEqualTo(value);
    }

    @Test
    void datesAreRead() {
        assertThat(whole("date", "el 25 de diciembre")).isEqualTo(MonthDay.of(12, 25));
        assertThat(whole("date", "primero de mayo")).isEqualTo(MonthDay.of(5, 1));
        assertThat(whole("date", "treinta y uno de junio")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "13:00, la 1 de la tarde",
        "01:30, la 1 y media de la madrugada",
        "08:15, las 8 y cuarto de la mañana",
        "12:45, la 1 menos cuarto de la tarde",
        "21:50, las 10 menos 10 de la noche"
    })
    void theTimeIsToldAsPeopleTellIt(String clock, String told) {
        String[] parts = clock.split(":");
        var now =
                ZonedDateTime.of(
                        2026,
                        11,
                        25,
                        Integer.parseInt(parts[0]),
                        Integer.parseInt(parts[1]),
                        0,
                        0,
                        ZoneOffset.UTC);

        assertThat(Language.SPANISH.time(now)).isEqualTo(told);
    }

    @Test
    void theOppositeIsNotTaken() {
        var check = new SkillCheck(SKILLS, null);

        assertThat(check.taken("hablas demasiado rápido").intent()).isEqualTo("delivery.slower");
        assertThat(check.taken("hablas muy despacio").intent()).isEqualTo("delivery.faster");
        assertThat(check.taken("no hables tan rápido").intent()).isEqualTo("delivery.slower");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resérvame una mesa para dos",
                "enciende la luz de la cocina",
                "quién ganó el partido de anoche",
                "me duele la rodilla al subir las escaleras",
                "llama a un taxi para el aeropuerto",
                "el gato ha tirado otra vez la planta",
                "cómo se hace una paella",
                "mi hermano se ha comprado una moto"
            })
    void whatIsOutsideIsSaidToBeOutside(String said) {
        try (var rig = new SkillRig(SKILLS, 1)) {
            assertThat(rig.says(said)).contains(said).contains(MISS);
        }
    }

    private static @Nullable Object whole(String type, String said) {
        List<Token> words = Language.SPANISH.words(said);
        SlotType reader = Objects.requireNonNull(Language.SPANISH.slotTypes().get(type));
        return reader.read(new Heard(words, false), 0).stream()
                .filter(reading -> reading.end() == words.size())
                .map(SlotType.Reading::value)
                .findFirst()
                .orElse(null);
    }
}
