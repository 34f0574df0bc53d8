package dev.charla.skills.language;

import dev.charla.skills.words.SpokenNumber;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * A unit of measurement. Factors are exact by definition: the international yard and pound of 1959
 * (0.9144 m, 0.45359237 kg), the US gallon of 231 cubic inches, the nautical mile of 1852 m.
 */
public enum Unit {
    MILLIMETER(Kind.LENGTH, "0.001", "millimeter", "millimeters", "mm"),
    CENTIMETER(Kind.LENGTH, "0.01", "centimeter", "centimeters", "cm"),
    METER(Kind.LENGTH, "1", "meter", "meters", "m"),
    KILOMETER(Kind.LENGTH, "1000", "kilometer", "kilometers", "km", "kms"),
    INCH(Kind.LENGTH, "0.0254", "inch", "inches"),
    FOOT(Kind.LENGTH, "0.3048", "foot", "feet", "ft"),
    YARD(Kind.LENGTH, "0.9144", "yard", "yards", "yd"),
    MILE(Kind.LENGTH, "1609.344", "mile", "miles", "mi"),
    NAUTICAL_MILE(Kind.LENGTH, "1852", "nautical mile", "nautical miles"),
    GRAM(Kind.MASS, "0.001", "gram", "grams", "g"),
    KILOGRAM(Kind.MASS, "1", "kilogram", "kilograms", "kilo", "kilos", "kg", "kgs"),
    TONNE(Kind.MASS, "1000", "metric ton", "metric tons", "tonne", "tonnes"),
    OUNCE(Kind.MASS, "0.028349523125", "ounce", "ounces", "oz"),
    POUND(Kind.MASS, "0.45359237", "pound", "pounds", "lb", "lbs"),
    STONE(Kind.MASS, "6.35029318", "stone", "stones"),
    CELSIUS(
            Kind.TEMPERATURE,
            new Scale("1", "273.15"),
            "degree celsius",
            "degrees celsius",
            "celsius",
            "centigrade",
            "degrees centigrade",
            "c"),
    FAHRENHEIT(
            Kind.TEMPERATURE,
            new Scale("0.55555555555555555555555555555555555555555555555555", "459.67"),
            "degree fahrenheit",
            "degrees fahrenheit",
            "fahrenheit",
            "f"),
    KELVIN(Kind.TEMPERATURE, "1", "kelvin", "kelvin", "k"),
    KILOMETER_PER_HOUR(
            Kind.SPEED,
            "1000",
            "kilometer per hour",
            "kilometers per hour",
            "kilometers an hour",
            "km over h",
            "kmh",
            "kph"),
    MILE_PER_HOUR(
            Kind.SPEED, "1609.344", "mile per hour", "miles per hour", "miles an hour", "mph"),
    METER_PER_SECOND(Kind.SPEED, "3600", "meter per second", "meters per second", "m over s"),
    KNOT(Kind.SPEED, "1852", "knot", "knots"),
    MILLILITER(Kind.VOLUME, "0.001", "milliliter", "milliliters", "ml"),
    LITER(Kind.VOLUME, "1", "liter", "liters", "l"),
    CUP(Kind.VOLUME, "0.2365882365", "cup", "cups"),
    PINT(Kind.VOLUME, "0.473176473", "pint", "pints"),
    QUART(Kind.VOLUME, "0.946352946", "quart", "quarts"),
    GALLON(Kind.VOLUME, "3.785411784", "gallon", "gallons"),
    SECOND(Kind.TIME, "1", "second", "seconds", "s", "sec"),
    MINUTE(Kind.TIME, "60", "minute", "minutes", "min", "mins"),
    HOUR(Kind.TIME, "3600", "hour", "hours", "h"),
    DAY(Kind.TIME, "86400", "day", "days"),
    WEEK(Kind.TIME, "604800", "week", "weeks");

    private static final MathContext PRECISION = new MathContext(30);

    private final Kind kind;
    private final BigDecimal factor;
    private final BigDecimal offset;
    private final String one;
    private final String many;
    private final String names;

    Unit(Kind kind, String factor, String one, String many, String... names) {
        this(kind, new Scale(factor, "0"), one, many, names);
    }

    Unit(Kind kind, Scale scale, String one, String many, String... names) {
        this.kind = kind;
        this.factor = scale.factor();
        this.offset = scale.offset();
        this.one = one;
        this.many = many;
        this.names = String.join(",", names);
    }

    public Kind kind() {
        return kind;
    }

    String one() {
        return one;
    }

    String many() {
        return many;
    }

    /** Further names, the short ones among them only for typed words. */
    List<String> names() {
        return List.of(names.split(","));
    }

    /** The same amount in another unit of the same kind. */
    public BigDecimal to(Unit other, BigDecimal amount) {
        BigDecimal base = amount.add(offset).multiply(factor);
        return base.divide(other.factor, Operator.PRECISION)
                .subtract(other.offset)
                .round(PRECISION);
    }

    /** An amount with the unit, as an answer says it. */
    String spoken(BigDecimal amount) {
        String number = SpokenNumber.of(amount);
        return number + " " + (number.equals("1") ? one : many);
    }

    /** {@code (amount + offset) * factor} is the amount in the base unit of the kind. */
    private record Scale(BigDecimal factor, BigDecimal offset) {
        Scale(String factor, String offset) {
            this(new BigDecimal(factor), new BigDecimal(offset));
        }
    }

    /** What is measured. */
    public enum Kind {
        LENGTH,
        MASS,
        TEMPERATURE,
        SPEED,
        VOLUME,
        TIME
    }
}
