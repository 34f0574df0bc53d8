package dev.charla.boot.engine;

import dev.charla.boot.reply.ReplyConfiguration;
import dev.charla.engine.Admission;
import dev.charla.engine.Engine;
import dev.charla.engine.EngineOptions;
import dev.charla.engine.EngineParts;
import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.mcp.McpConnector;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.reply.GuardedModel;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.script.Script;
import dev.charla.engine.script.ScriptException;
import dev.charla.engine.script.ScriptReader;
import dev.charla.engine.script.ScriptedSessions;
import dev.charla.skills.SkillFiles;
import dev.charla.skills.SkillSets;
import dev.charla.skills.SkillsReplyModel;
import dev.charla.skills.language.Language;
import dev.charla.skills.set.SkillException;
import dev.charla.skills.set.SkillSet;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.Objects;
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
    @Bean("charlaSkillSet")
    @Lazy
    SkillSet skillSet(EngineProperties engine) throws IOException, SkillException {
        return SkillFiles.with(SkillLocation.read(engine.skills()), Language.ENGLISH);
    }

    /** One set for each language that answers may be in. */
    @Bean("charlaSkillSets")
    @Lazy
    SkillSets skillSets(EngineProperties engine) throws IOException, SkillException {
        return SkillSets.of(SkillLocation.read(engine.skills()), engine.skillsLanguage());
    }

    /** A bean, so that what it holds of a native model is freed at the end. */
    @Bean("charlaSpeechDetectors")
    @Lazy
    SpeechDetector.Factory speechDetectors(SpeechProperties speech) {
        return OfflineEars.detectors(speech);
    }

    @Bean("charlaEngine")
    Engine engine(
            EngineProperties settings,
            ObjectProvider<ReplyModel> replies,
            ObjectProvider<ScriptedSessions> scripted,
            ObjectProvider<SpeechDetector.Factory> detectors,
            SpeechProperties speech,
            McpConnector mcp,
            ObjectProvider<MeterRegistry> registries) {
        MeterRegistry meters = registries.getIfUnique(SimpleMeterRegistry::new);
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

    @Bean("charlaScript")
    @ConditionalOnProperty("charla.engine.script")
    Script script(EngineProperties settings) throws IOException, ScriptException {
        return ScriptReader.read(Objects.requireNonNull(settings.script()));
    }

    @Bean("charlaScriptedSessions")
    @ConditionalOnBean(Script.class)
    ScriptedSessions scriptedSessions(Script script) {
        return new ScriptedSessions(script);
    }

    @Bean(name = "charlaMcpConnector", destroyMethod = "") // the engine closes it
    McpConnector mcpConnector(McpProperties settings, Exposure exposure) {
        return settings.connector(!exposure.othersReachIt());
    }

    /** The page is there at once; ears and voice follow. A script's ears hear only their script. */
    @Bean("charlaEngineWarmUp")
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
