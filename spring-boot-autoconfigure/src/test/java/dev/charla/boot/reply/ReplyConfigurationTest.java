package dev.charla.boot.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.reply.ReplyModel;
import dev.charla.skills.SkillSets;
import dev.charla.skills.SkillsReplyModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Which model answers, by what the application has. */
class ReplyConfigurationTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Application.class);

    @Configuration(proxyBeanMethods = false)
    @Import(ReplyConfiguration.class)
    static class Application {
        @Bean
        SkillSets skillSets() throws Exception {
            return SkillSets.of(List.of(), null);
        }
    }

    private static final class Chat implements ChatModel {
        @Override
        public ChatResponse call(Prompt prompt) {
            throw new AssertionError("answers are streamed");
        }
    }

    /** As a starter of Spring AI's brings a model: known after the application's own classes. */
    @AutoConfiguration
    static class Starter {
        @Bean
        ChatModel startersModel() {
            return new Chat();
        }
    }

    @Test
    void withoutAnyModelTheSkillsAnswer() {
        application.run(context ->
                assertThat(context.getBean(ReplyModel.class)).isInstanceOf(SkillsReplyModel.class));
    }

    @Test
    void theSettingsNameAModel() {
        application
                .withPropertyValues("charla.model.base-url=http://127.0.0.1:9/v1")
                .run(context ->
                        assertThat(context.getBean(ReplyModel.class))
                                .isInstanceOf(OpenAiReplyModel.class));
    }

    @Test
    void aChatModelThatAStarterBringsIsTaken() {
        application
                .withConfiguration(AutoConfigurations.of(Starter.class))
                .withPropertyValues("charla.model.base-url=http://127.0.0.1:9/v1")
                .run(context ->
                        assertThat(context.getBean(ReplyModel.class))
                                .isInstanceOf(SpringAiReplyModel.class));
    }

    @Test
    void aChatModelOfTheApplicationsOwnIsTaken() {
        application
                .withBean(ChatModel.class, Chat::new)
                .run(context ->
                        assertThat(context.getBean(ReplyModel.class))
                                .isInstanceOf(SpringAiReplyModel.class));
    }

    @Test
    void ofSeveralChatModelsThePrimaryOneIsTakenAndWithoutOneTheStartSaysSo() {
        application
                .withBean("first", ChatModel.class, Chat::new)
                .withBean("second", ChatModel.class, Chat::new, bean -> bean.setPrimary(true))
                .run(context ->
                        assertThat(context.getBean(ReplyModel.class))
                                .isInstanceOf(SpringAiReplyModel.class));
        application
                .withBean("first", ChatModel.class, Chat::new)
                .withBean("second", ChatModel.class, Chat::new)
                .run(context ->
                        assertThat(
                                        org.assertj.core.api.Assertions.catchThrowable(
                                                () -> context.getBean(ReplyModel.class)))
                                .hasStackTraceContaining("first,second"));
    }

    @Test
    void aReplyModelOfTheApplicationsOwnComesBeforeAll() {
        ReplyModel own =
                OpenAiReplyModel.of(
                        new ModelProperties(null, "own", null, java.time.Duration.ofSeconds(1)));

        application
                .withConfiguration(AutoConfigurations.of(Starter.class))
                .withBean("own", ReplyModel.class, () -> own)
                .run(context -> assertThat(context.getBean(ReplyModel.class)).isSameAs(own));
    }

    @Test
    void springAiNeedNotBeThere() {
        application
                .withClassLoader(new FilteredClassLoader(ChatModel.class))
                .run(context ->
                        assertThat(context.getBean(ReplyModel.class))
                                .isInstanceOf(SkillsReplyModel.class));
    }
}
