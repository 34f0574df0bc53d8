package dev.charla.boot.agent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A way to another agent, which the model may take: beside a method of a {@link VoiceAgent} whose
 * name is the tool's. The method is never called.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface HandOff {
    /** The other agent, a {@link VoiceAgent}. */
    Class<?> to();

    /** What the other agent is for, by which the model chooses. */
    String description();
}
