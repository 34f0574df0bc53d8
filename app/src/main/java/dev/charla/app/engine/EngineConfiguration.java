package dev.charla.app.engine;

import dev.charla.app.reply.ModelProperties;
import dev.charla.app.reply.OpenAiReplyModel;
import dev.charla.app.web.OriginRule;
import dev.charla.engine.Engine;
import dev.charla.engine.EngineOptions;
import dev.charla.engine.EngineParts;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.skills.SkillException;
import dev.charla.engine.skills.SkillSet;
import dev.charla.engine.skills.SkillsReplyModel;
import dev.charla.engine.skills.Timers;
import dev.charla.engine.synthesis.MarySynthesizer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Wires the engine; used only while the talks go to the service inside this process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EngineProperties.class, ModelProperties.class})
public class EngineConfiguration {
    @Bean
    SkillSet skillSet(EngineProperties engine) throws IOException, SkillException {
        return engine.skills() == null ? SkillSet.builtIn() : SkillSet.withFolder(engine.skills());
    }

    /** A bean of one's own, or a Spring AI chat model, takes the place of the skills. */
    @Bean
    @ConditionalOnMissingBean
    ReplyModel replyModel(ModelProperties model, SkillSet skills) {
        if (model.on()) {
            return OpenAiReplyModel.of(model);
        }
        return new SkillsReplyModel(
                skills,
                InstantSource.system(),
                ZoneId.systemDefault(),
                new SecureRandom().nextLong(),
                Timers.onDaemonThread());
    }

    @Bean
    Engine engine(
            EngineProperties settings, SkillSet skills, ReplyModel replies, MeterRegistry meters) {
        Recognizer recognizer =
                OfflineEars.recognizer(
                        skills.grammar(),
                        replies.takesFreeSpeech(),
                        settings.maxRecognizers(),
                        settings.maxDictations());
        Engine engine =
                new Engine(
                        new EngineParts(
                                OfflineEars.detectors(),
                                recognizer,
                                replies,
                                new MarySynthesizer()),
                        new EngineOptions(
                                settings.maxSessions(), settings.maxLength(), settings.maxIdle()));
        Gauge.builder("charla.engine.sessions", engine, Engine::sessions)
                .description("Sessions of the offline service.")
                .register(meters);
        return engine;
    }

    @Bean
    EngineKeys engineKeys(EngineProperties settings) {
        return new EngineKeys(settings.key());
    }

    @Bean
    SimpleUrlHandlerMapping engineMapping(Engine engine, EngineKeys keys, OriginRule origins) {
        EngineEndpoint endpoint = new EngineEndpoint(engine, keys, origins);
        return new SimpleUrlHandlerMapping(
                EngineEndpoint.PATHS.stream()
                        .collect(Collectors.toMap(Function.identity(), _ -> endpoint)),
                -1);
    }

    /** The page is there at once; ears and voice follow. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> engineWarmUp(Engine engine) {
        return ready -> Thread.ofPlatform().name("warm-up").daemon().start(engine::warmUp);
    }
}
