package dev.charla.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The script that the voice service follows in a test, or in all tests of a class. That of a test
 * goes before that of its class, and both before that of the {@link VoiceTests}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Inherited
public @interface VoiceService {
    /** A resource of the class path, or a file; docs/scripts.md has the format. */
    String script();
}
