package dev.charla.skills.language;

import dev.charla.skills.language.SumWords.Verb;
import dev.charla.skills.slot.SlotType;
import dev.charla.skills.words.Token;
import dev.charla.skills.words.Tokens;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spanish that is understood everywhere, with "tú". */
public final class Spanish implements Language {
    private static final Locale LOCALE = Locale.of("es", "ES");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEEE, d 'de' MMMM", LOCALE);
    private static final DateTimeFormatter DATE_AND_YEAR =
            DateTimeFormatter.ofPattern("EEEE, d 'de' MMMM 'de' yyyy", LOCALE);

    /** More decimals are read out by nobody. */
    private static final int DECIMALS = 2;

    private static final SpanishNumber NUMBERS = new SpanishNumber(false);
    private static final Pattern JOINS =
            Pattern.compile(
                    "\\s*[,;]?\\s+(?:y luego|y después|y también|luego|y)\\s+"
                            + "|\\s*[,;]\\s+(?=no\\b|perdón\\b|digo\\b)",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** "1.234,5" is one number. */
    private static final Pattern NUMERAL = Pattern.compile("\\d{1,3}(?:\\.\\d{3})+(?!\\d)|\\d+");

    private static final Pattern DECIMAL_COMMA = Pattern.compile("(?<=\\d),(?=\\d)");

    private static final SumWords SUMS =
            new SumWords(
                    NUMBERS,
                    operators(),
                    manners(),
                    Map.of("a el cuadrado", Sum.Manner.SQUARED, "a el cubo", Sum.Manner.CUBED),
                    Set.of("menos"),
                    Set.of("el", "la"),
                    List.of(
                            new Verb("suma", List.of("y", "mas", "a"), Operator.PLUS, false),
                            new Verb("suma de", List.of("y", "mas"), Operator.PLUS, false),
                            new Verb("resta", List.of("de", "a"), Operator.MINUS, true),
                            new Verb("quita", List.of("de", "a"), Operator.MINUS, true),
                            new Verb("multiplica", List.of("por"), Operator.TIMES, false),
                            new Verb("producto de", List.of("y", "por"), Operator.TIMES, false),
                            new Verb("divide", List.of("entre", "por"), Operator.OVER, false)));

    private static Map<String, Operator> operators() {
        Map<String, Operator> words = new LinkedHashMap<>();
        words.put("mas", Operator.PLUS);
        words.put("menos", Operator.MINUS);
        words.put("por ciento de", Operator.PERCENT_OF);
        words.put("multiplicado por", Operator.TIMES);
        words.put("por", Operator.TIMES);
        words.put("dividido entre", Operator.OVER);
        words.put("dividido por", Operator.OVER);
        words.put("entre", Operator.OVER);
        words.put("elevado a", Operator.POWER);
        return Collections.unmodifiableMap(words);
    }

    private static Map<String, Sum.Manner> manners() {
        Map<String, Sum.Manner> words = new LinkedHashMap<>();
        words.put("raiz cuadrada de", Sum.Manner.ROOT);
        words.put("raiz de", Sum.Manner.ROOT);
        words.put("cuadrado de", Sum.Manner.SQUARED);
        words.put("cubo de", Sum.Manner.CUBED);
        words.put("mitad de", Sum.Manner.HALF);
        words.put("doble de", Sum.Manner.TWICE);
        return Collections.unmodifiableMap(words);
    }

    @Override
    public String tag() {
        return "es";
    }

    @Override
    public List<Token> words(String text) {
        return Tokens.spanish(decimalPoints(text));
    }

    /** Numbers as programs write them: a point before the decimals, none between thousands. */
    private static String decimalPoints(String text) {
        String withoutThousands =
                NUMERAL.matcher(text)
                        .replaceAll(number ->
                                Matcher.quoteReplacement(number.group().replace(".", "")));
        return DECIMAL_COMMA.matcher(withoutThousands).replaceAll(".");
    }

    @Override
    public Map<String, SlotType> slotTypes() {
        Map<String, SlotType> types = new LinkedHashMap<>();
        types.put("number", NUMBERS);
        types.put("small", new SpanishNumber(true));
        types.put("sum", new SumSlot(SUMS));
        types.put("operator", SumSlot.operators(SUMS, this));
        types.put("duration", new SpanishDuration());
        types.put("unit", new SpanishUnits(this));
        types.put("date", new SpanishDate());
        return types;
    }

    @Override
    public Set<String> smallWords() {
        return Set.of(
                "de", "a", "en", "por", "para", "el", "la", "los", "las", "un", "una", "y", "que",
                "sea", "son");
    }

    @Override
    public Set<String> beforeFor() {
        return Set.of();
    }

    @Override
    public Pattern joins() {
        return JOINS;
    }

    @Override
    public SlotType numbers() {
        return NUMBERS;
    }

    @Override
    public String number(BigDecimal value) {
        BigDecimal rounded = value.setScale(DECIMALS, RoundingMode.HALF_UP);
        if (value.signum() != 0 && rounded.signum() == 0) {
            return "casi nada";
        }
        var format = new DecimalFormat("#,##0.##", symbols());
        format.setMaximumFractionDigits(DECIMALS);
        format.setGroupingUsed(rounded.abs().compareTo(BigDecimal.valueOf(10_000)) >= 0);
        String digits = format.format(rounded.abs());
        String signed = rounded.signum() < 0 ? "menos " + digits : digits;
        // A result of sixty digits is exact when nothing but noise is cut off.
        boolean exact = rounded.subtract(value).abs().compareTo(new BigDecimal("1e-12")) < 0;
        return exact ? signed : "unos " + signed;
    }

    private static DecimalFormatSymbols symbols() {
        var symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setDecimalSeparator(',');
        symbols.setGroupingSeparator('.');
        return symbols;
    }

    @Override
    public String amount(BigDecimal value, Unit unit) {
        String number = number(value);
        if (number.equals("1")) {
            return (SpanishUnits.feminine(unit) ? "una " : "un ") + SpanishUnits.one(unit);
        }
        String agreeing =
                number.startsWith("unos ") && SpanishUnits.feminine(unit)
                        ? "unas " + number.substring("unos ".length())
                        : number;
        return agreeing + (number.equals("casi nada") ? "" : " " + SpanishUnits.many(unit));
    }

    @Override
    public String units(Unit unit) {
        return SpanishUnits.many(unit);
    }

    @Override
    public String duration(Duration duration) {
        return SpanishDuration.spoken(duration);
    }

    /** "La una y cinco", "las tres y media de la tarde". */
    @Override
    public String time(ZonedDateTime now) {
        int hour = now.getHour();
        int minute = now.getMinute();
        boolean next = minute > 30;
        int named = (hour + (next ? 1 : 0) + 11) % 12 + 1;
        String minutes =
                switch (minute) {
                    case 0 -> "";
                    case 15 -> " y cuarto";
                    case 30 -> " y media";
                    case 45 -> " menos cuarto";
                    default -> next ? " menos " + (60 - minute) : " y " + minute;
                };
        return (named == 1 ? "la 1" : "las " + named)
                + minutes
                + " de la "
                + partOfDay((hour + (next ? 1 : 0)) % 24);
    }

    private static String partOfDay(int hour) {
        if (hour < 6) {
            return "madrugada";
        }
        if (hour < 13) {
            return "mañana";
        }
        return hour < 21 ? "tarde" : "noche";
    }

    @Override
    public String date(LocalDate date) {
        return DATE.format(date);
    }

    @Override
    public String dateAndYear(LocalDate date) {
        return DATE_AND_YEAR.format(date);
    }

    @Override
    public String weekday(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, LOCALE);
    }

    @Override
    public String days(long count) {
        return count == 1 ? "1 día" : count + " días";
    }

    @Override
    public String list(List<String> parts) {
        int last = parts.size() - 1;
        if (last == 0) {
            return parts.getFirst();
        }
        String and = parts.get(last).matches("(?i)h?i(?!e).*") ? " e " : " y ";
        return String.join(", ", parts.subList(0, last)) + and + parts.get(last);
    }

    @Override
    public String operator(Operator operator) {
        return switch (operator) {
            case PLUS -> "más";
            case MINUS -> "menos";
            case TIMES -> "por";
            case OVER -> "entre";
            case PERCENT_OF -> "por ciento de";
            case POWER -> "elevado a";
        };
    }

    @Override
    public String manner(Sum.Manner manner) {
        return switch (manner) {
            case ROOT -> "la raíz cuadrada de %s";
            case SQUARED -> "%s al cuadrado";
            case CUBED -> "%s al cubo";
            case HALF -> "la mitad de %s";
            case TWICE -> "el doble de %s";
            case MINUS -> "menos %s";
            case BRACKETS -> "(%s)";
        };
    }

    @Override
    public String letter(String letter) {
        return letter.toUpperCase(LOCALE);
    }

    @Override
    public List<String> coin() {
        return List.of("cara", "cruz");
    }

    @Override
    public String makes(BigDecimal amount) {
        return number(amount).equals("1") ? "es" : "son";
    }

    @Override
    public String greeting(int hour) {
        if (hour >= 5 && hour < 13) {
            return "Buenos días";
        }
        return hour >= 13 && hour < 21 ? "Buenas tardes" : "Buenas noches";
    }
}
