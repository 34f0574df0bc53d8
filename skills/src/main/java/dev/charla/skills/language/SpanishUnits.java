package dev.charla.skills.language;

import dev.charla.skills.slot.SlotType;
import dev.charla.skills.words.Heard;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The names of units in Spanish. */
final class SpanishUnits implements SlotType {
    private final ListedSlot list;

    SpanishUnits(Language language) {
        list =
                new ListedSlot(
                        Arrays.stream(Unit.values())
                                .flatMap(unit ->
                                        names(unit)
                                                .map(name ->
                                                        ListedSlot.Entry.of(
                                                                name, unit.name(), language)))
                                .toList());
    }

    /** The singular, the plural, and short forms. */
    private static Stream<String> names(Unit unit) {
        String brief =
                switch (unit) {
                    case MILLIMETER -> "mm";
                    case CENTIMETER -> "cm";
                    case METER -> "m";
                    case KILOMETER -> "km,kms";
                    case GRAM -> "g,gr";
                    case KILOGRAM -> "kg,kgs,kilo,kilos";
                    case CELSIUS -> "c,celsius,grados,centigrados,grados centigrados";
                    case FAHRENHEIT -> "f,fahrenheit";
                    case KELVIN -> "k,grados kelvin";
                    case KILOMETER_PER_HOUR -> "km entre h,kmh,kilometros hora";
                    case MILE_PER_HOUR -> "mph";
                    case MILLILITER -> "ml";
                    case LITER -> "l";
                    case SECOND -> "s,seg";
                    case MINUTE -> "min";
                    case HOUR -> "h";
                    default -> "";
                };
        return Stream.concat(
                Stream.of(one(unit), many(unit)),
                Stream.of(brief.split(",")).filter(name -> !name.isEmpty()));
    }

    static String one(Unit unit) {
        return switch (unit) {
            case MILLIMETER -> "milímetro";
            case CENTIMETER -> "centímetro";
            case METER -> "metro";
            case KILOMETER -> "kilómetro";
            case INCH -> "pulgada";
            case FOOT -> "pie";
            case YARD -> "yarda";
            case MILE -> "milla";
            case NAUTICAL_MILE -> "milla náutica";
            case GRAM -> "gramo";
            case KILOGRAM -> "kilogramo";
            case TONNE -> "tonelada";
            case OUNCE -> "onza";
            case POUND -> "libra";
            case STONE -> "stone";
            case CELSIUS -> "grado Celsius";
            case FAHRENHEIT -> "grado Fahrenheit";
            case KELVIN -> "kelvin";
            case KILOMETER_PER_HOUR -> "kilómetro por hora";
            case MILE_PER_HOUR -> "milla por hora";
            case METER_PER_SECOND -> "metro por segundo";
            case KNOT -> "nudo";
            case MILLILITER -> "mililitro";
            case LITER -> "litro";
            case CUP -> "taza";
            case PINT -> "pinta";
            case QUART -> "cuarto de galón";
            case GALLON -> "galón";
            case SECOND -> "segundo";
            case MINUTE -> "minuto";
            case HOUR -> "hora";
            case DAY -> "día";
            case WEEK -> "semana";
        };
    }

    static String many(Unit unit) {
        return switch (unit) {
            case STONE -> "stones";
            case KELVIN -> "kelvin";
            case NAUTICAL_MILE -> "millas náuticas";
            case CELSIUS -> "grados Celsius";
            case FAHRENHEIT -> "grados Fahrenheit";
            case KILOMETER_PER_HOUR -> "kilómetros por hora";
            case MILE_PER_HOUR -> "millas por hora";
            case METER_PER_SECOND -> "metros por segundo";
            case QUART -> "cuartos de galón";
            case GALLON -> "galones";
            default -> one(unit) + "s";
        };
    }

    /** Whether it takes "una". */
    static boolean feminine(Unit unit) {
        return switch (unit) {
            case INCH,
                    YARD,
                    MILE,
                    NAUTICAL_MILE,
                    TONNE,
                    OUNCE,
                    POUND,
                    MILE_PER_HOUR,
                    CUP,
                    PINT,
                    HOUR,
                    WEEK ->
                    true;
            default -> false;
        };
    }

    @Override
    public List<Reading> read(Heard heard, int from) {
        return list.read(heard, from).stream()
                .map(reading ->
                        new Reading(
                                Unit.valueOf((String) reading.value()),
                                reading.end(),
                                reading.typos()))
                .sorted(Comparator.comparingInt(Reading::end).reversed())
                .toList();
    }

    @Override
    public String sample() {
        return "kilometros";
    }
}
