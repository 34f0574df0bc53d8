package dev.charla.boot.flow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A way to another step, which the model may take: beside a method of a {@link Step}, or of an
 * agent's class for a way into a flow. The method's name is the tool's, its parameters are the
 * tool's, and its result is the step that comes next. The type of the result says which steps those
 * can be; {@code void} leads out of the flow, to the agent as it is without one. A method of the
 * flow's interface is an exit of all its steps but the last ones.
 *
 * <p>When the method throws, or returns a step that equals its own, the step goes on.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Exit {
    /** When it is to be taken, by which the model chooses. */
    String description();
}
