package dev.charla.app.security;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether people sign in with OpenID Connect. */
final class OnOidc implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return AccessMode.of(context.getEnvironment()) == AccessMode.OIDC;
    }
}
