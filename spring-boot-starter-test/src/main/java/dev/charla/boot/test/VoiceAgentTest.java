package dev.charla.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.annotation.AliasFor;

/**
 * Tests of an agent of this application: its context is started without a server, and each test may
 * have a {@link dev.charla.test.Caller} who talks with the agent in virtual time. What answers is a
 * script, named by {@link dev.charla.test.VoiceService} on the class or the test. Beans may be
 * replaced as in any test with Spring, such as by {@code @MockitoBean}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest
@ExtendWith(VoiceAgentExtension.class)
public @interface VoiceAgentTest {
    /** The agent that callers talk with first; unless set, the application's default one. */
    Class<?> value() default Void.class;

    /** Who has signed in; empty for nobody by name. */
    String caller() default "";

    /**
     * Settings of the application. What is set unless they differ: a service that nobody reaches,
     * so that no model for ears and voice is loaded.
     */
    @AliasFor(annotation = SpringBootTest.class, attribute = "properties")
    String[] properties() default {
        "charla.service.endpoint=http://127.0.0.1:9",
        "charla.service.api-key=rehearsal",
        "charla.service.model=gpt-4.1"
    };
}
