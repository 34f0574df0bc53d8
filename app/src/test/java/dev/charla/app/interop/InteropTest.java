package dev.charla.app.interop;

import dev.charla.app.CharlaApplication;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.skills.SkillsReplyModel;
import dev.charla.skills.set.SkillSet;
import dev.charla.skills.set.Timers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The application with a key, and with answers that call functions. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {CharlaApplication.class, InteropTest.Replies.class},
        properties = "charla.engine.key=" + InteropTest.KEY,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@interface InteropTest {
    /** What clients have to send. */
    String KEY = "interop-key-of-a-test";

    @TestConfiguration(proxyBeanMethods = false)
    class Replies {
        @Bean
        @Primary
        ReplyModel interopReplies(SkillSet skills) {
            return new InteropReplies(
                    new SkillsReplyModel(
                            skills,
                            InstantSource.system(),
                            ZoneOffset.UTC,
                            1,
                            Timers.onDaemonThread()));
        }
    }
}
