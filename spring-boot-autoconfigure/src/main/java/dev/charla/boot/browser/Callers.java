package dev.charla.boot.browser;

import dev.charla.boot.agent.AgentAccess;
import dev.charla.boot.agent.CallerAttributes;
import dev.charla.boot.service.AgentCatalogue;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Asks the application about its callers. Any thread; may block as the application does. */
final class Callers {
    private final AgentCatalogue agents;
    private final AgentAccess access;
    private final CallerAttributes attributes;
    private final boolean asks;

    /**
     * @param access null: everybody may talk with every agent
     * @param attributes null: nothing is known of anybody
     */
    Callers(
            AgentCatalogue agents,
            @Nullable AgentAccess access,
            @Nullable CallerAttributes attributes) {
        this.agents = agents;
        this.access = access == null ? (_, _) -> true : access;
        this.attributes = attributes == null ? _ -> Map.of() : attributes;
        this.asks = access != null || attributes != null;
    }

    /** Has the application asked where it may take its time. */
    <T> Mono<T> asked(Callable<T> question) {
        Mono<T> answer = Mono.fromCallable(question);
        return asks ? answer.subscribeOn(Schedulers.boundedElastic()) : answer;
    }

    /** The agents that a caller may talk with, the default one first. */
    List<String> agentsOf(@Nullable Principal caller) {
        return agents.names().stream().filter(name -> access.allows(name, caller)).toList();
    }

    /** What is said of a caller. */
    CallerContext context(@Nullable Principal caller) {
        return new CallerContext(
                agentsOf(caller).stream().collect(Collectors.toUnmodifiableSet()),
                attributes.of(caller));
    }
}
