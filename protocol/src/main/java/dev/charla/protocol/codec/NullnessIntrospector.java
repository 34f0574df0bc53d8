package dev.charla.protocol.codec;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.Setting;
import dev.charla.protocol.response.Usage;
import java.lang.reflect.Executable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Makes every record component required that is not {@link Nullable}, so that the types alone say
 * what must be there.
 *
 * <p>Strictly, a missing or null component or element is a failure. Leniently, numbers and flags
 * fall back to zero and false, texts, lists, maps, names of events and the details of usage to
 * empty ones, and null elements are skipped; only what has no such value is still required.
 */
final class NullnessIntrospector extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    private static final Set<Class<?>> WITH_EMPTY_VALUE =
            Set.of(
                    String.class,
                    List.class,
                    Map.class,
                    EventId.class,
                    Usage.InputTokenDetails.class,
                    Usage.CachedTokenDetails.class,
                    Usage.OutputTokenDetails.class);

    private final boolean strict;

    NullnessIntrospector(boolean strict) {
        this.strict = strict;
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        if (member instanceof AnnotatedParameter parameter) {
            return !mayBeNull(parameter) && (strict || !hasFallback(parameter));
        }
        return super.hasRequiredMarker(config, member);
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter) || isRest(parameter)) {
            return super.findSetterInfo(config, annotated);
        }
        return JsonSetter.Value.construct(whenNull(parameter), strict ? Nulls.FAIL : Nulls.SKIP);
    }

    private Nulls whenNull(AnnotatedParameter parameter) {
        if (mayBeNull(parameter)) {
            return Nulls.SET;
        }
        return strict || !hasFallback(parameter) ? Nulls.FAIL : Nulls.AS_EMPTY;
    }

    private static boolean hasFallback(AnnotatedParameter parameter) {
        Class<?> type = parameter.getRawType();
        return type.isPrimitive() || WITH_EMPTY_VALUE.contains(type);
    }

    /** Takes the members that have no component, nulls included. */
    private static boolean isRest(AnnotatedParameter parameter) {
        return parameter.hasAnnotation(JsonAnySetter.class);
    }

    /** Settings and the unknown members say by themselves what absence means. */
    private static boolean mayBeNull(AnnotatedParameter parameter) {
        if (isRest(parameter) || parameter.getRawType() == Setting.class) {
            return true;
        }
        Executable owner = (Executable) parameter.getOwner().getAnnotated();
        return owner.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(
                Nullable.class);
    }
}
