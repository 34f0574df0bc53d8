package dev.charla.boot.agent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Component;

/**
 * A class that is an agent: a bean, found by the application's own component scan. Its methods that
 * are annotated with Spring AI's {@code @Tool} are its tools, those with {@link HandOff} its ways
 * to other agents.
 *
 * <p>What is left out is as {@code charla.agent} has it, and {@code charla.agents.NAME} goes before
 * what stands here.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
public @interface VoiceAgent {
    /** What settings and pages call it by: letters, digits, {@code _} and {@code -}, 64 at most. */
    String name();

    /** What people call it; its name unless set. */
    String title() default "";

    /**
     * How it should behave: text, or {@code classpath:} and the name of a file in UTF-8. {@code
     * {caller}} in it stands for who signed in, and what {@link CallerAttributes} says can be named
     * in the same way.
     */
    String instructions() default "";

    /** Its voice, named as in {@code charla.agent.voice}. */
    String voice() default "";

    /** What it says first, word for word; also to a caller who is handed to it. */
    String greeting() default "";

    /** The tag of the language that it speaks, such as {@code es-MX}. */
    String language() default "";

    /**
     * Sentences of which the service says one while an answer is late or a tool is called, as in
     * {@code charla.agent.interim-response.say}.
     */
    String[] interimResponse() default {};

    /** Tools that it may use beside its own methods, by their names. */
    String[] tools() default {};

    /**
     * The flow whose first step a conversation with it begins in: a sealed interface with a record
     * for each step. After the flow it is as it is without one.
     */
    Class<?> flow() default void.class;
}
