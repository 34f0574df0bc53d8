package dev.charla.boot.reply;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Finds a Spring AI chat model, where the application has one. Looked for when it is needed, not by
 * a condition: an auto-configuration's bean is known only after this class was read.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ChatModel.class)
class SpringAiConfiguration {
    @Bean("charlaSpringAiModel")
    ApplicationModel springAiModel(ObjectProvider<ChatModel> models) {
        return () -> models.stream().findAny().map(_ -> new SpringAiReplyModel(models.getObject()));
    }
}
