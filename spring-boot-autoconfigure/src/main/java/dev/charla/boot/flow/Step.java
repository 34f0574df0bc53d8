package dev.charla.boot.flow;

import dev.charla.conversation.flow.Then;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A step of a flow: beside a record that implements the flow's sealed interface and whose
 * components are what is known by then. Methods of the record that are annotated with Spring AI's
 * {@code @Tool} are tools of this step, those with {@link Exit} lead on.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Step {
    /**
     * What the agent is to do in this step, beside its own instructions: text, or {@code
     * classpath:} and the name of a file in UTF-8. {@code {day}} stands for the component {@code
     * day}, and otherwise for what the agent's instructions may name as well.
     */
    String instructions();

    /** Whether the flow begins here. */
    boolean first() default false;

    /** What comes after it: what its exits lead to, or that it is the last. */
    Then then() default Then.EXITS;

    /** Tools that it may use beside its own methods, by their names. */
    String[] tools() default {};
}
