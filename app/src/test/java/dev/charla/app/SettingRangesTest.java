package dev.charla.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.validation.Validation;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/** Every setting that is a number or a time has a range, and what is past it is refused by name. */
class SettingRangesTest {
    private static final Set<Class<?>> NUMBERS =
            Set.of(
                    int.class,
                    long.class,
                    double.class,
                    Integer.class,
                    Long.class,
                    Double.class,
                    Duration.class);

    /** Those that say in more words what to do; their ranges are held by tests of their own. */
    private static final Set<String> IN_THEIR_OWN_WORDS =
            Set.of("charla.event-loop.coalesce", "charla.connection.patience");

    /** One number. */
    record Setting(String name, String prefix, Class<?> bound, RecordComponent component) {
        @Override
        public String toString() {
            return name;
        }

        private <A extends java.lang.annotation.Annotation> @Nullable A has(Class<A> annotation) {
            AnnotatedElement accessor = component.getAccessor();
            A found = accessor.getAnnotation(annotation);
            return found == null ? component.getAnnotation(annotation) : found;
        }

        /** The least that is allowed and the next below; empty when there is no bound. */
        List<String> least() {
            DurationMin time = has(DurationMin.class);
            Min whole = has(Min.class);
            DecimalMin real = has(DecimalMin.class);
            if (time != null) {
                Duration least =
                        Duration.ofDays(time.days())
                                .plusHours(time.hours())
                                .plusMinutes(time.minutes())
                                .plusSeconds(time.seconds())
                                .plusMillis(time.millis());
                return List.of(least.toMillis() + "ms", least.toMillis() - 1 + "ms");
            }
            if (whole != null) {
                return List.of("" + whole.value(), "" + (whole.value() - 1));
            }
            return real == null ? List.of() : edges(real.value(), real.inclusive(), "0.001");
        }

        /** The most that is allowed and the next above; empty when there is no bound. */
        List<String> most() {
            DurationMax time = has(DurationMax.class);
            Max whole = has(Max.class);
            DecimalMax real = has(DecimalMax.class);
            if (time != null) {
                Duration most =
                        Duration.ofDays(time.days())
                                .plusHours(time.hours())
                                .plusMinutes(time.minutes())
                                .plusSeconds(time.seconds())
                                .plusMillis(time.millis());
                return List.of(most.toMillis() + "ms", most.toMillis() + 1 + "ms");
            }
            if (whole != null) {
                return List.of("" + whole.value(), "" + (whole.value() + 1));
            }
            return real == null ? List.of() : edges(real.value(), real.inclusive(), "-0.001");
        }

        private static List<String> edges(String value, boolean inclusive, String inwards) {
            var edge = new BigDecimal(value);
            var step = new BigDecimal(inwards);
            return inclusive
                    ? List.of(edge.toString(), edge.subtract(step).toString())
                    : List.of(edge.add(step).toString(), edge.toString());
        }
    }

    static Stream<Setting> settings() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        List<Setting> found = new ArrayList<>();
        for (var candidate : scanner.findCandidateComponents("dev.charla.app")) {
            Class<?> type =
                    ClassUtils.forName(
                            Objects.requireNonNull(candidate.getBeanClassName()),
                            SettingRangesTest.class.getClassLoader());
            String prefix = type.getAnnotation(ConfigurationProperties.class).value();
            collect(prefix, prefix, type, type, found);
        }
        return found.stream()
                .filter(setting -> !IN_THEIR_OWN_WORDS.contains(setting.name()))
                .distinct();
    }

    private static void collect(
            String path, String prefix, Class<?> bound, Class<?> record, List<Setting> found) {
        if (!record.isRecord()) {
            return;
        }
        for (RecordComponent component : record.getRecordComponents()) {
            String name =
                    path
                            + "."
                            + component
                                    .getName()
                                    .replaceAll("([A-Z])", "-$1")
                                    .toLowerCase(Locale.ROOT);
            Class<?> type = component.getType();
            if (NUMBERS.contains(type)) {
                found.add(new Setting(name, prefix, bound, component));
            } else if (type.isRecord()) {
                collect(name, prefix, bound, type, found);
            } else if (Map.class.isAssignableFrom(type)
                    && component.getGenericType() instanceof ParameterizedType map
                    && map.getActualTypeArguments()[1] instanceof Class<?> value) {
                collect(name + ".one", prefix, bound, value, found);
            }
        }
    }

    private static void bind(Setting setting, String value) {
        var validator =
                new SpringValidatorAdapter(
                        Validation.buildDefaultValidatorFactory().getValidator());
        new Binder(new MapConfigurationPropertySource(Map.of(setting.name(), value)))
                .bind(
                        setting.prefix(),
                        Bindable.of(setting.bound()),
                        new ValidationBindHandler(validator));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everyNumberAndTimeHasARangeWhoseEdgesAreTakenAndNothingPastThem(Setting setting) {
        assertThat(setting.least()).as("a least value of " + setting).isNotEmpty();
        if (setting.component().getType() == Duration.class) {
            assertThat(setting.most()).as("a longest time of " + setting).isNotEmpty();
        }
        for (List<String> edge : List.of(setting.least(), setting.most())) {
            if (!edge.isEmpty()) {
                assertThatCode(() -> bind(setting, edge.getFirst()))
                        .as(setting + "=" + edge.getFirst())
                        .doesNotThrowAnyException();
                assertRefused(setting, edge.getLast());
            }
        }
    }

    private static void assertRefused(Setting setting, String value) {
        Throwable thrown = catchThrowable(() -> bind(setting, value));

        assertThat(thrown).as(setting + "=" + value).isNotNull();
        assertThat(thrown.getCause())
                .as(setting + "=" + value)
                .isInstanceOfSatisfying(
                        BindValidationException.class,
                        refused -> {
                            var told = refused.getValidationErrors();
                            assertThat(told.getName() + "." + told.getAllErrors())
                                    .contains(setting.component().getName());
                            assertThat(told.getAllErrors())
                                    .extracting(error -> String.valueOf(error.getDefaultMessage()))
                                    .allMatch(message ->
                                            message.matches(".*[0-9].*|must not be negative"));
                        });
    }
}
