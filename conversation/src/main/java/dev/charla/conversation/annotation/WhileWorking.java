package dev.charla.conversation.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the agent says while the tool works, so that the caller does not sit in silence. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface WhileWorking {
    /** Word for word, one after the other; after the last comes the first again. */
    String[] say();

    /** How much silence passes before the first, such as {@code 800ms}. */
    String after() default "800ms";

    /** How much silence passes before each of the others, such as {@code 2s}; empty: one only. */
    String again() default "";
}
