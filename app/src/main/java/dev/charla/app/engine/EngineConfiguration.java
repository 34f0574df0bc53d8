package dev.charla.app.engine;

import dev.charla.app.reply.ReplyConfiguration;
import dev.charla.app.security.AccessMode;
import dev.charla.app.settings.SettingException;
import dev.charla.app.web.LocalAddress;
import dev.charla.app.web.OriginRule;
import dev.charla.engine.Admission;
import dev.charla.engine.Engine;
import dev.charla.engine.EngineOptions;
import dev.charla.engine.EngineParts;
import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.mcp.McpConnector;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.reply.GuardedModel;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.script.Handshake;
import dev.charla.engine.script.Script;
import dev.charla.engine.script.ScriptException;
import dev.charla.engine.script.ScriptReader;
import dev.charla.engine.script.ScriptedDoor;
import dev.charla.engine.script.ScriptedSessions;
import dev.charla.engine.server.EngineKeys;
import dev.charla.engine.server.KeyGuard;
import dev.charla.engine.server.Reception;
import dev.charla.engine.skills.SkillException;
import dev.charla.engine.skills.SkillSet;
import dev.charla.engine.skills.SkillSets;
import dev.charla.engine.skills.SkillsReplyModel;
import dev.charla.loop.Ticker;
import dev.charla.wire.Guesses;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Wires the engine; used only while the conversations go to the service inside this process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    EngineProperties.class,
    McpProperties.class,
    SpeechProperties.class
})
@Import(ReplyConfiguration.class)
public class EngineConfiguration {

    /** Not read where nothing asks for it: a script may answer alone. */
    @Bean
    @Lazy
    SkillSet skillSet(EngineProperties engine) throws IOException, SkillException {
        return engine.skills() == null ? SkillSet.builtIn() : SkillSet.withFolder(engine.skills());
    }

    /** One set for each language that answers may be in. */
    @Bean
    @Lazy
    SkillSets skillSets(EngineProperties engine) throws IOException, SkillException {
        return SkillSets.of(engine.skills(), engine.skillsLanguage());
    }

    /** A bean, so that what it holds of a native model is freed at the end. */
    @Bean
    @Lazy
    SpeechDetector.Factory speechDetectors(SpeechProperties speech) {
        return OfflineEars.detectors(speech);
    }

    @Bean
    Engine engine(
            EngineProperties settings,
            ObjectProvider<ReplyModel> replies,
            ObjectProvider<ScriptedSessions> scripted,
            ObjectProvider<SpeechDetector.Factory> detectors,
            SpeechProperties speech,
            McpConnector mcp,
            MeterRegistry meters) {
        EngineOptions limits =
                new EngineOptions(
                        settings.maxSessions(),
                        settings.maxLength(),
                        settings.maxIdle(),
                        // A script's conversations cost nothing, and tests want all of them.
                        settings.script() == null ? settings.maxLoad() : 1);
        ScriptedSessions script = scripted.getIfAvailable();
        Engine engine =
                script == null
                        ? new Engine(
                                new EngineParts(
                                        detectors.getObject(),
                                        recognizer(settings, speech, replies),
                                        replies.getObject(),
                                        OfflineVoice.of(speech),
                                        mcp),
                                limits)
                        : new Engine(
                                script.parts(
                                        detectors::getObject,
                                        () -> recognizer(settings, speech, replies),
                                        () -> GuardedModel.of(replies.getObject()),
                                        () -> OfflineVoice.of(speech),
                                        mcp),
                                limits,
                                script);
        Gauge.builder("charla.engine.sessions", engine, Engine::sessions)
                .description("Sessions of the offline service.")
                .register(meters);
        Gauge.builder("charla.engine.load", engine.admission(), Admission::load)
                .description("This process's share of its processors lately, from 0 to 1.")
                .register(meters);
        FunctionCounter.builder("charla.engine.busy", engine.admission(), Admission::refused)
                .description("Spoken turns that were not heard, as too many spoke.")
                .register(meters);
        return engine;
    }

    private static Recognizer recognizer(
            EngineProperties settings,
            SpeechProperties speech,
            ObjectProvider<ReplyModel> replies) {
        return OfflineEars.recognizer(
                speech,
                replies.getObject().takesFreeSpeech(),
                settings.skillsLanguage(),
                settings.maxRecognizers());
    }

    @Bean
    @ConditionalOnProperty("charla.engine.script")
    Script script(EngineProperties settings) throws IOException, ScriptException {
        return ScriptReader.read(Objects.requireNonNull(settings.script()));
    }

    @Bean
    @ConditionalOnBean(Script.class)
    ScriptedSessions scriptedSessions(Script script) {
        return new ScriptedSessions(script);
    }

    @Bean(destroyMethod = "") // the engine closes it
    McpConnector mcpConnector(
            McpProperties settings,
            LocalAddress address,
            ObjectProvider<AccessMode> access,
            OriginRule origins) {
        return settings.connector(!othersReachIt(address, access, origins));
    }

    /**
     * Whether others than who sits at this machine come here: over the network, or through a proxy
     * on this machine. Of one there is a sign where people sign in, or where a site is allowed that
     * is not this machine's.
     */
    private static boolean othersReachIt(
            LocalAddress address, ObjectProvider<AccessMode> access, OriginRule origins) {
        AccessMode mode = access.getIfAvailable();
        return !address.isLoopback()
                || (mode != null && mode != AccessMode.NONE)
                || origins.allowsOtherHosts();
    }

    @Bean
    EngineKeys engineKeys(
            EngineProperties settings,
            LocalAddress address,
            ObjectProvider<AccessMode> access,
            OriginRule origins) {
        String key = settings.key();
        if (EngineKeys.isTooShort(key)) {
            throw new SettingException(
                    "The key in charla.engine.key is too short: it has fewer than "
                            + EngineKeys.SHORTEST
                            + " characters.",
                    "Set it to a random one, such as `openssl rand -hex 16` makes.");
        }
        return new EngineKeys(key, othersReachIt(address, access, origins));
    }

    @Bean
    SimpleUrlHandlerMapping engineMapping(
            Engine engine, EngineKeys keys, OriginRule origins, ObjectProvider<Script> scripts) {
        Script script = scripts.getIfAvailable();
        Supplier<Handshake> door =
                script == null
                        ? () -> new Handshake.Accept(Duration.ZERO)
                        : new ScriptedDoor(script)::next;
        EngineEndpoint endpoint =
                new EngineEndpoint(
                        new Reception(engine, keys, door),
                        new KeyGuard(keys, new Guesses(Ticker.system())),
                        origins);
        return new SimpleUrlHandlerMapping(
                EngineEndpoint.PATHS.stream()
                        .collect(Collectors.toMap(Function.identity(), _ -> endpoint)),
                -1);
    }

    /** The page is there at once; ears and voice follow. A script's ears hear only their script. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> engineWarmUp(
            Engine engine, EngineProperties settings, ObjectProvider<ReplyModel> replies) {
        return ready ->
                Thread.ofPlatform()
                        .name("warm-up")
                        .daemon()
                        .start(() -> {
                            try {
                                engine.warmUp();
                                if (settings.script() == null) {
                                    engine.rehearse();
                                }
                            } finally {
                                engine.admission().started();
                            }
                            // Conversations go on meanwhile, by the phrases of the skills.
                            if (settings.script() == null
                                    && replies.getObject() instanceof SkillsReplyModel skills) {
                                SkillMeanings.learn(skills);
                            }
                        });
    }
}
