package dev.charla.app;

import dev.charla.app.engine.EngineConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The engine, where no other service was named; its speech data is not loaded otherwise. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${charla.service.endpoint:}'.isBlank()")
@Import(EngineConfiguration.class)
class EmbeddedEngine {}
