package dev.charla.boot.browser;

import dev.charla.boot.browser.BrowserProperties.Choice;
import dev.charla.boot.browser.BrowserProperties.Offer;
import dev.charla.boot.limits.Visitor;
import dev.charla.boot.service.AgentCatalogue;
import dev.charla.boot.service.Instructions;
import dev.charla.conversation.flow.FlowStep;
import dev.charla.conversation.options.AgentName;
import dev.charla.conversation.options.Agents;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.protocol.settings.Voice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a page may choose in each agent, and the conversations that come of it. Any thread. */
final class AgentOffers {
    /** Under this, people are cut off in mid-word. */
    static final Duration LEAST_SILENCE = Duration.ofMillis(200);

    /** Over this, the agent seems not to have heard. */
    static final Duration MOST_SILENCE = Duration.ofSeconds(3);

    /** What the rate of a voice may be, by the protocol. */
    static final double LEAST_SPEED = 0.5;

    static final double MOST_SPEED = 1.5;

    /** Adds to an agent's conversation what depends on who asks for it. */
    @FunctionalInterface
    interface Completion {
        ConversationOptions of(ConversationOptions.Builder agent, Visitor visitor);
    }

    private final AgentCatalogue agents;
    private final Map<String, Offer> offers;
    private final Completion completion;
    private final ChosenSettings chosen;

    /**
     * @param completion adds what depends on who asks
     * @param chosen puts choices into a conversation
     */
    AgentOffers(
            AgentCatalogue agents,
            Map<String, Offer> offers,
            Completion completion,
            ChosenSettings chosen) {
        this.agents = agents;
        this.offers = Map.copyOf(offers);
        this.completion = completion;
        this.chosen = chosen;
    }

    /** The agents with what they offer, the default one first. */
    List<ServiceStatus.Agent> agents() {
        return agents.names().stream().map(this::agent).toList();
    }

    boolean has(String agent) {
        return agents.names().contains(agent);
    }

    private ServiceStatus.Agent agent(String name) {
        Offer offer = offer(name);
        ConversationOptions options = agents.options(name).build();
        return new ServiceStatus.Agent(
                name,
                title(name),
                choices(offer, options).stream().map(AgentOffers::wire).toList(),
                nameOf(options.voice()),
                offer.voices(),
                offer.languages(),
                options.greeting() != null);
    }

    private String title(String name) {
        String title = offer(name).title();
        return title == null || title.isBlank() ? agents.title(name) : title;
    }

    private List<Choice> choices(Offer offer, ConversationOptions options) {
        List<Choice> open = new ArrayList<>();
        for (Choice choice : Choice.values()) {
            boolean possible =
                    switch (choice) {
                        case VOICE -> !offer.voices().isEmpty();
                        case LANGUAGE -> !offer.languages().isEmpty();
                        case SENSITIVITY, SILENCE -> ChosenSettings.takesTurns(options);
                        case SPEED -> chosen.takesSpeed(options.voice());
                        case GREETING -> options.greeting() != null;
                    };
            if (possible && offer.choices().contains(choice)) {
                open.add(choice);
            }
        }
        return open;
    }

    /**
     * Why a page may not have this conversation; empty when it may.
     *
     * @param request for an agent that there is
     */
    Optional<String> objection(ConversationRequest request) {
        Offer offer = offer(request.agent());
        ConversationRequest.Choices wish = request.choices();
        List<Choice> open = choices(offer, agents.options(request.agent()).build());
        Map<Choice, Boolean> wanted = new LinkedHashMap<>();
        wanted.put(Choice.VOICE, wish.voice() != null);
        wanted.put(Choice.SENSITIVITY, wish.sensitivity() != null);
        wanted.put(Choice.SILENCE, wish.silence() != null);
        wanted.put(Choice.SPEED, wish.speed() != null);
        wanted.put(Choice.GREETING, wish.greeting() != null);
        for (Map.Entry<Choice, Boolean> each : wanted.entrySet()) {
            if (each.getValue() && !open.contains(each.getKey())) {
                return Optional.of(
                        "The agent \"%s\" does not let a page choose its %s. Leave it out, or add it to charla.browser.offers.%s.choices."
                                .formatted(request.agent(), wire(each.getKey()), request.agent()));
            }
        }
        return Optional.ofNullable(badValue(offer, wish));
    }

    private static @Nullable String badValue(Offer offer, ConversationRequest.Choices wish) {
        if (wish.voice() != null && !offer.voices().contains(wish.voice())) {
            return "This voice is not offered. Choose one of "
                    + String.join(", ", offer.voices())
                    + ".";
        }
        Duration silence = wish.silence();
        if (silence != null
                && (silence.compareTo(LEAST_SILENCE) < 0 || silence.compareTo(MOST_SILENCE) > 0)) {
            return "silenceMs must be from %d to %d."
                    .formatted(LEAST_SILENCE.toMillis(), MOST_SILENCE.toMillis());
        }
        Double speed = wish.speed();
        if (speed != null && !(speed >= LEAST_SPEED && speed <= MOST_SPEED)) {
            return "speed must be from %s to %s.".formatted(LEAST_SPEED, MOST_SPEED);
        }
        return null;
    }

    /** What a conversation is to be like. */
    ConversationOptions options(ConversationRequest request) {
        Offer offer = offer(request.agent());
        ConversationOptions options =
                completion.of(
                        informed(request.agent(), request)
                                .agents(new Others(request))
                                .attributes(request.caller().attributes()),
                        request.visitor());
        return chosen.of(options, request.choices(), language(offer, options, request));
    }

    private @Nullable String language(
            Offer offer, ConversationOptions options, ConversationRequest request) {
        boolean speaks =
                choices(offer, options).contains(Choice.LANGUAGE)
                        && offer.languages().contains(request.language());
        return speaks ? request.language() : null;
    }

    /** An agent that knows who calls, as far as its instructions and tools are to. */
    private ConversationOptions.Builder informed(String agent, ConversationRequest request) {
        ConversationOptions options = agents.options(agent).build();
        String caller =
                request.visitor().user().equals(Visitor.ANYONE) ? null : request.visitor().name();
        Map<String, Object> attributes = request.caller().attributes();
        FlowStep step = options.beginning();
        return options.toBuilder()
                .beginning(
                        step == null
                                ? null
                                : step.withInstructions(
                                        Objects.requireNonNull(
                                                Instructions.of(
                                                        step.instructions(), caller, attributes))))
                .agent(new AgentName(agent, title(agent)))
                .instructions(Instructions.of(options.instructions(), caller, attributes))
                .functions(options.functions().calledBy(caller));
    }

    /** Those that the caller may be handed to, with what they chose as far as it is offered. */
    private final class Others implements Agents {
        private final ConversationRequest request;

        Others(ConversationRequest request) {
            this.request = request;
        }

        @Override
        public ConversationOptions named(String name) {
            if (!has(name)) {
                throw new IllegalArgumentException("There is no agent '%s'.".formatted(name));
            }
            if (!request.caller().allows(name)) {
                throw new IllegalArgumentException(
                        "The caller may not talk with the agent '%s'. Tell them so."
                                .formatted(name));
            }
            ConversationOptions options = informed(name, request).build();
            List<Choice> open = choices(offer(name), options);
            ConversationRequest.Choices wish = request.choices();
            return chosen.of(
                    options,
                    new ConversationRequest.Choices(
                            null,
                            open.contains(Choice.SENSITIVITY) ? wish.sensitivity() : null,
                            open.contains(Choice.SILENCE) ? wish.silence() : null,
                            open.contains(Choice.SPEED) ? wish.speed() : null,
                            null,
                            false),
                    language(offer(name), options, request));
        }

        @Override
        public String nameOf(Class<?> agent) {
            return agents.nameOf(agent)
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    "%s is no agent.".formatted(agent.getSimpleName())));
        }
    }

    private Offer offer(String agent) {
        return offers.getOrDefault(agent, Offer.DEFAULTS);
    }

    private static String wire(Choice choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String nameOf(@Nullable Voice voice) {
        return switch (voice) {
            case null -> null;
            case Voice.Named(var name) -> name;
            case Voice.OpenAi(var name, _) -> name;
            case Voice.AzureStandard standard -> standard.name();
            case Voice.AzureCustom custom -> custom.name();
            case Voice.AzurePersonal personal -> personal.name();
            case Voice.AzureRealtimeNative own -> own.name();
            case Voice.AvatarVoiceSync _, Voice.Unknown _ -> null;
        };
    }
}
