package dev.charla.test;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.charla.conversation.options.ConversationOptions;
import java.lang.reflect.AnnotatedElement;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a {@link Caller} who talks with an agent, or the {@link Rehearsal} that the
 * caller is part of. Register it as a field: {@code @RegisterExtension static final VoiceTests
 * VOICE = VoiceTests.of(() -> agent)}.
 *
 * <p>The conversation begins when the test does, and ends with it. Of a test that fails, the sound
 * and the time line are kept.
 */
public final class VoiceTests implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(VoiceTests.class);

    private final Function<ExtensionContext, ConversationOptions> agent;
    private Consumer<Rehearsal.Builder> service = _ -> {};

    private VoiceTests(Function<ExtensionContext, ConversationOptions> agent) {
        this.agent = agent;
    }

    /**
     * Tests of an agent.
     *
     * @param agent called for each test
     */
    public static VoiceTests of(Supplier<ConversationOptions> agent) {
        Objects.requireNonNull(agent);
        return new VoiceTests(_ -> agent.get());
    }

    /**
     * Tests of an agent that depends on the test.
     *
     * @param agent called for each test
     */
    public static VoiceTests of(Function<ExtensionContext, ConversationOptions> agent) {
        return new VoiceTests(Objects.requireNonNull(agent));
    }

    /**
     * What answers, where no {@link VoiceService} says it, and whatever else a rehearsal is told.
     */
    @CanIgnoreReturnValue
    public VoiceTests with(Consumer<Rehearsal.Builder> settings) {
        service = Objects.requireNonNull(settings);
        return this;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        var type = parameter.getParameter().getType();
        return type == Caller.class || type == Rehearsal.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        var rehearsal =
                test.getStore(OURS)
                        .computeIfAbsent(Rehearsal.class, _ -> begin(test), Rehearsal.class);
        return parameter.getParameter().getType() == Caller.class ? rehearsal.caller() : rehearsal;
    }

    private Rehearsal begin(ExtensionContext test) {
        var builder =
                Rehearsal.of(agent.apply(test))
                        .name(
                                test.getRequiredTestClass().getSimpleName()
                                        + "."
                                        + test.getDisplayName());
        service.accept(builder);
        script(test.getTestMethod())
                .or(() -> script(test.getTestClass()))
                .ifPresent(builder::script);
        return builder.start();
    }

    private static Optional<String> script(Optional<? extends AnnotatedElement> place) {
        return place.map(element -> element.getAnnotation(VoiceService.class))
                .map(VoiceService::script);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        var rehearsal = test.getStore(OURS).remove(Rehearsal.class, Rehearsal.class);
        if (rehearsal == null) {
            return;
        }
        if (test.getExecutionException().isPresent()) {
            var _ = rehearsal.keep();
        }
        rehearsal.close();
    }
}
