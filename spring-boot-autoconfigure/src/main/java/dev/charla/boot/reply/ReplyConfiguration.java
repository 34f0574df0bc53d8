package dev.charla.boot.reply;

import dev.charla.boot.settings.SettingException;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.skills.SkillSets;
import dev.charla.skills.SkillsReplyModel;
import dev.charla.skills.set.Timers;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.ClassUtils;

/**
 * Chooses what answers: a {@link ReplyModel} bean of the application's own, else its Spring AI chat
 * model, else the one that the settings name, else the skills.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelProperties.class)
@Import(SpringAiConfiguration.class)
public class ReplyConfiguration {
    private static final String OPEN_AI = "dev.langchain4j.model.openai.OpenAiStreamingChatModel";

    /** A bean of one's own takes its place, in whatever order the beans become known. */
    @Bean("charlaReplyModel")
    @Lazy
    @Fallback
    ReplyModel replyModel(
            ModelProperties model,
            ObjectProvider<ApplicationModel> applications,
            ObjectProvider<SkillSets> skills) {
        Optional<ReplyModel> own =
                applications.stream().flatMap(each -> each.find().stream()).findFirst();
        if (own.isPresent()) {
            return own.get();
        }
        if (model.on()) {
            if (!ClassUtils.isPresent(OPEN_AI, ReplyConfiguration.class.getClassLoader())) {
                throw new SettingException(
                        "charla.model.base-url is set, and what asks a chat server is not there.",
                        "Add the dependency dev.langchain4j:langchain4j-open-ai, or leave the"
                                + " setting out.");
            }
            return OpenAiReplyModel.of(model);
        }
        return new SkillsReplyModel(
                skills.getObject().languages(),
                InstantSource.system(),
                ZoneId.systemDefault(),
                new SecureRandom().nextLong(),
                Timers.onDaemonThread());
    }
}
