package dev.charla.app;

import dev.charla.app.doctor.Doctor;
import dev.charla.app.engine.EngineAddressConfiguration;
import dev.charla.app.engine.SkillsCommand;
import dev.charla.app.security.AccessConfiguration;
import dev.charla.app.settings.RenamedSettings;
import dev.charla.app.standalone.StandaloneService;
import dev.charla.app.web.WebConfiguration;
import dev.charla.boot.browser.BrowserConfiguration;
import dev.charla.boot.browser.PageConfiguration;
import dev.charla.boot.browser.StatusConfiguration;
import dev.charla.boot.engine.EmbeddedEngine;
import dev.charla.boot.host.CharlaAutoConfiguration;
import dev.charla.boot.service.ServiceConfiguration;
import dev.charla.speech.bench.SpeechBench;
import dev.charla.speech.fetch.ModelsCommand;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Starts Charla. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = CharlaAutoConfiguration.class)
@Import({
    WebConfiguration.class,
    AccessConfiguration.class,
    ServiceConfiguration.class,
    EmbeddedEngine.class,
    EngineAddressConfiguration.class,
    BrowserConfiguration.class,
    PageConfiguration.class,
    StrictRequests.class,
    StatusConfiguration.class
})
public class CharlaApplication {
    /** Before all settings: the service alone, without the page. */
    private static final String SERVICE = "service";

    /** Before all settings: look at them and at the way to the service, and serve nothing. */
    private static final String DOCTOR = "doctor";

    /** Before anything else: the models that speech can be made with, and fetching them. */
    private static final String MODELS = "models";

    /** Before anything else: try what sentences a file of skills takes. */
    private static final String SKILLS = "skills";

    /** Before anything else: measure how well speech is heard. */
    private static final String BENCH_SPEECH = "bench-speech";

    /** Settings may also be given as {@code --name=value}. */
    public static void main(String[] arguments) {
        NettySettings.apply();
        String command = arguments.length > 0 ? arguments[0] : "";
        try {
            switch (command) {
                case SERVICE -> application(StandaloneService.class).run(settings(arguments));
                case DOCTOR ->
                        System.exit(
                                Doctor.run(application(Doctor.settings()), settings(arguments)));
                case MODELS -> System.exit(models(List.of(settings(arguments))));
                case BENCH_SPEECH ->
                        System.exit(
                                SpeechBench.run(
                                        List.of(settings(arguments)),
                                        models(DotEnv.read(Path.of(".env"))),
                                        System.out,
                                        System.err));
                case SKILLS ->
                        System.exit(
                                SkillsCommand.run(
                                        List.of(settings(arguments)), System.out, System.err));
                default -> application(CharlaApplication.class).run(arguments);
            }
        } catch (IllegalArgumentException e) {
            // Spring reports its own failures; this one is a .env file's.
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static int models(List<String> arguments) {
        Map<String, Object> settings = DotEnv.read(Path.of(".env"));
        return ModelsCommand.run(
                arguments, models(settings), set("CHARLA_SPEECH_MIRROR", settings));
    }

    /** The folder of models. */
    private static Path models(Map<String, Object> settings) {
        String folder = set("CHARLA_SPEECH_MODELS", settings);
        return Path.of(folder == null ? "models" : folder);
    }

    /** A setting of the environment, or of a {@code .env} file. */
    private static @Nullable String set(String name, Map<String, Object> settings) {
        String value = System.getenv(name);
        return value != null || settings.get(name) == null
                ? value
                : String.valueOf(settings.get(name));
    }

    /** What stands behind the command. */
    private static String[] settings(String[] arguments) {
        return Arrays.copyOfRange(arguments, 1, arguments.length);
    }

    /** The application with a {@code .env} file of the working directory under the environment. */
    static SpringApplication application(Class<?> wiring) {
        Map<String, Object> settings = DotEnv.read(Path.of(".env"));
        SpringApplication application = new SpringApplication(wiring);
        application.addInitializers(context -> addDotEnv(context, settings), new RenamedSettings());
        if (isVerbose(settings)) {
            // Logging is set up before a .env file is part of the environment.
            application.setDefaultProperties(Map.of("CHARLA_LOG_LEVEL", "debug"));
        }
        return application;
    }

    /** The lab's switch for more words in the log; never what was said. */
    private static boolean isVerbose(Map<String, Object> settings) {
        String name = "VOICE_LIVE_VERBOSE";
        String set = System.getenv(name);
        String value = set == null ? String.valueOf(settings.get(name)) : set;
        return value.equalsIgnoreCase("true") || value.equals("1");
    }

    private static void addDotEnv(
            ConfigurableApplicationContext context, Map<String, Object> settings) {
        if (!settings.isEmpty()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addAfter(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            new SystemEnvironmentPropertySource(
                                    "dotenv-systemEnvironment", settings));
        }
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> announcement(Environment environment) {
        return ready ->
                System.out.printf(
                        "Charla is ready at http://localhost:%s%s%n",
                        environment.getProperty("local.server.port"),
                        environment.getProperty("spring.webflux.base-path", "").strip());
    }
}
