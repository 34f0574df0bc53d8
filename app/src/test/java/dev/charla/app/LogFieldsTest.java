package dev.charla.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class LogFieldsTest {
    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @Test
    void theFieldsOfALineReachTheLogOnThatLine(CapturedOutput log) {
        try (var _ =
                new SpringApplicationBuilder(Nothing.class)
                        .web(WebApplicationType.NONE)
                        .properties("spring.config.import=")
                        .run()) {
            var logger = LoggerFactory.getLogger(LogFieldsTest.class);
            logger.atWarn().addKeyValue("session", "sess_1").log("it has a field");
            logger.atWarn().log("it has none");
            logger.atWarn().addKeyValue("reason", "a\r\nERROR b\nc").log("a stranger's");
        }

        assertThat(log.getOut()).contains("it has a field session=\"sess_1\"\n");
        assertThat(log.getOut()).contains("it has none\n");
        assertThat(log.getOut()).contains("a stranger's reason=\"a ERROR b c\"\n");
    }
}
