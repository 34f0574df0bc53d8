package dev.charla.skills.language;

import dev.charla.skills.language.SumWords.Verb;
import dev.charla.skills.slot.DateSlot;
import dev.charla.skills.slot.DurationSlot;
import dev.charla.skills.slot.NumberSlot;
import dev.charla.skills.slot.SlotType;
import dev.charla.skills.slot.SmallNumberSlot;
import dev.charla.skills.words.SpokenNumber;
import dev.charla.skills.words.Token;
import dev.charla.skills.words.Tokens;
import java.math.BigDecimal;
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
import java.util.regex.Pattern;

/** English as it is spoken in the United States. */
public final class English implements Language {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("h:mm a", Locale.US);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEEE, MMMM d", Locale.US);
    private static final DateTimeFormatter DATE_AND_YEAR =
            DateTimeFormatter.ofPattern("EEEE, MMMM d, yyyy", Locale.US);

    private static final Pattern JOINS =
            Pattern.compile(
                    "\\s*[,;]?\\s+(?:and then|and also|and|then|also)\\s+|\\s*[,;]\\s+(?=no\\b|sorry\\b)",
                    Pattern.CASE_INSENSITIVE);
    private static final NumberSlot NUMBERS = new NumberSlot();
    private static final SumWords SUMS =
            new SumWords(
                    new NumberSlot(),
                    operators(),
                    manners(),
                    Map.of("squared", Sum.Manner.SQUARED, "cubed", Sum.Manner.CUBED),
                    Set.of("minus", "negative"),
                    Set.of("the"),
                    List.of(
                            new Verb("add", List.of("and", "to", "plus"), Operator.PLUS, false),
                            new Verb("sum of", List.of("and"), Operator.PLUS, false),
                            new Verb("subtract", List.of("from"), Operator.MINUS, true),
                            new Verb("take", List.of("away from", "from"), Operator.MINUS, true),
                            new Verb("difference between", List.of("and"), Operator.MINUS, false),
                            new Verb("multiply", List.of("by", "with"), Operator.TIMES, false),
                            new Verb("product of", List.of("and"), Operator.TIMES, false),
                            new Verb("divide", List.of("by"), Operator.OVER, false)));

    private static Map<String, Operator> operators() {
        Map<String, Operator> words = new LinkedHashMap<>();
        words.put("plus", Operator.PLUS);
        words.put("minus", Operator.MINUS);
        words.put("times", Operator.TIMES);
        words.put("multiplied by", Operator.TIMES);
        words.put("divided by", Operator.OVER);
        words.put("over", Operator.OVER);
        words.put("percent of", Operator.PERCENT_OF);
        words.put("percent tip on", Operator.PERCENT_OF);
        words.put("percent on", Operator.PERCENT_OF);
        words.put("to the power of", Operator.POWER);
        return Collections.unmodifiableMap(words);
    }

    private static Map<String, Sum.Manner> manners() {
        Map<String, Sum.Manner> words = new LinkedHashMap<>();
        words.put("square root of", Sum.Manner.ROOT);
        words.put("sqrt of", Sum.Manner.ROOT);
        words.put("sqrt", Sum.Manner.ROOT);
        words.put("square of", Sum.Manner.SQUARED);
        words.put("cube of", Sum.Manner.CUBED);
        words.put("half of", Sum.Manner.HALF);
        words.put("half", Sum.Manner.HALF);
        words.put("double", Sum.Manner.TWICE);
        words.put("twice", Sum.Manner.TWICE);
        return Collections.unmodifiableMap(words);
    }

    @Override
    public String tag() {
        return "en";
    }

    @Override
    public List<Token> words(String text) {
        return Tokens.of(text);
    }

    @Override
    public Map<String, SlotType> slotTypes() {
        Map<String, SlotType> types = new LinkedHashMap<>();
        types.put("number", new NumberSlot());
        types.put("small", new SmallNumberSlot());
        types.put("sum", new SumSlot(SUMS));
        types.put("operator", SumSlot.operators(SUMS, this));
        types.put("duration", new DurationSlot());
        types.put("unit", new UnitSlot());
        types.put("date", new DateSlot());
        return types;
    }

    @Override
    public Set<String> smallWords() {
        return Set.of("for", "in", "to", "of", "a", "an", "the", "is", "it", "on", "please", "and");
    }

    @Override
    public Set<String> beforeFor() {
        return Set.of("timer", "alarm", "reminder", "countdown", "clock", "me");
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
        return SpokenNumber.of(value);
    }

    @Override
    public String amount(BigDecimal value, Unit unit) {
        return unit.spoken(value);
    }

    @Override
    public String units(Unit unit) {
        return unit.many();
    }

    @Override
    public String duration(Duration duration) {
        return DurationSlot.spoken(duration);
    }

    @Override
    public String time(ZonedDateTime now) {
        return TIME.format(now);
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
        return day.getDisplayName(TextStyle.FULL, Locale.US);
    }

    @Override
    public String days(long count) {
        return count == 1 ? "only 1 day" : count + " days";
    }

    @Override
    public String list(List<String> parts) {
        int last = parts.size() - 1;
        return last == 0
                ? parts.getFirst()
                : String.join(", ", parts.subList(0, last)) + ", and " + parts.get(last);
    }

    @Override
    public String operator(Operator operator) {
        return switch (operator) {
            case PLUS -> "plus";
            case MINUS -> "minus";
            case TIMES -> "times";
            case OVER -> "divided by";
            case PERCENT_OF -> "percent of";
            case POWER -> "to the power of";
        };
    }

    @Override
    public String manner(Sum.Manner manner) {
        return switch (manner) {
            case ROOT -> "the square root of %s";
            case SQUARED -> "%s squared";
            case CUBED -> "%s cubed";
            case HALF -> "half of %s";
            case TWICE -> "twice %s";
            case MINUS -> "minus %s";
            case BRACKETS -> "(%s)";
        };
    }

    @Override
    public String letter(String letter) {
        return letter.toUpperCase(Locale.ROOT);
    }

    @Override
    public List<String> coin() {
        return List.of("heads", "tails");
    }

    @Override
    public String makes(BigDecimal amount) {
        return SpokenNumber.of(amount).equals("1") ? "is" : "are";
    }

    @Override
    public String greeting(int hour) {
        if (hour >= 5 && hour < 12) {
            return "Good morning";
        }
        return hour >= 12 && hour < 18 ? "Good afternoon" : "Good evening";
    }
}
