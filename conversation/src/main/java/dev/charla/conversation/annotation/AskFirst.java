package dev.charla.conversation.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The caller is asked, and the tool runs only once they agree: by the card on the page or, where
 * there is a question, by a yes.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AskFirst {
    /** How the agent asks, word for word; empty to ask by the card alone. */
    String value() default "";
}
