package dev.charla.boot.engine;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether no service was named, so that the engine inside answers. */
public final class OnOwnEngine implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return context.getEnvironment().getProperty("charla.service.endpoint", "").isBlank();
    }
}
