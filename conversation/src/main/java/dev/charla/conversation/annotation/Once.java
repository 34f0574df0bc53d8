package dev.charla.conversation.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The same arguments again in the same conversation get the result of the first call, and the tool
 * is not run a second time. A call that failed is run again; one that took too long is not, since
 * it is not known what it has done.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Once {}
