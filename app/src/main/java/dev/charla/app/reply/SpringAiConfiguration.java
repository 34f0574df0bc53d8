package dev.charla.app.reply;

import dev.charla.engine.reply.ReplyModel;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes a Spring AI chat model as the reply model, where the application has one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ChatModel.class)
public class SpringAiConfiguration {
    @Bean
    @ConditionalOnBean(ChatModel.class)
    ReplyModel springAiReplyModel(ChatModel model) {
        return new SpringAiReplyModel(model);
    }
}
