package dev.charla.app.security;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether people sign in in another way than with OpenID Connect, or not at all. */
final class ExceptOidc implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return AccessMode.of(context.getEnvironment()) != AccessMode.OIDC;
    }
}
