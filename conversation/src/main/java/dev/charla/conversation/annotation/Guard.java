package dev.charla.conversation.annotation;

import dev.charla.conversation.guard.Guarded;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method decides what may be said: it is given the words so far, as a {@code String}, with the
 * {@link dev.charla.conversation.function.Conversation} beside it or without, or as {@link
 * dev.charla.conversation.guard.SoFar}, and returns a {@link
 * dev.charla.conversation.guard.Verdict}. It is called again whenever words have been added, on a
 * thread of its own, by several conversations at once.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Guard {
    /** Whose words it sees. */
    Guarded value();

    /** What it is called in settings, logs and meters; the method's name unless set. */
    String name() default "";
}
