package dev.charla.boot.test;

import dev.charla.boot.service.AgentCatalogue;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.test.VoiceTests;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Gives a {@link VoiceAgentTest} its callers, each in a conversation of their own. */
final class VoiceAgentExtension implements ParameterResolver, AfterEachCallback {
    private final VoiceTests tests = VoiceTests.of(VoiceAgentExtension::agent);

    VoiceAgentExtension() {}

    private static ConversationOptions agent(ExtensionContext test) {
        var annotation =
                AnnotatedElementUtils.findMergedAnnotation(
                        test.getRequiredTestClass(), VoiceAgentTest.class);
        if (annotation == null) {
            throw new IllegalStateException("The test class is no @VoiceAgentTest.");
        }
        var context = SpringExtension.getApplicationContext(test);
        var agents =
                new ApplicationAgents(
                        context.getBean(AgentCatalogue.class),
                        annotation.caller().isBlank() ? null : annotation.caller());
        return annotation.value() == Void.class
                ? agents.first()
                : agents.named(agents.nameOf(annotation.value()));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return tests.supportsParameter(parameter, test);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return tests.resolveParameter(parameter, test);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        tests.afterEach(test);
    }
}
