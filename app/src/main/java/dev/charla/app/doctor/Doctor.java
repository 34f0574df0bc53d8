package dev.charla.app.doctor;

import dev.charla.app.doctor.Finding.Outcome;
import dev.charla.boot.reply.ModelProperties;
import dev.charla.boot.service.AgentCatalogue;
import dev.charla.boot.service.AgentProperties;
import dev.charla.boot.service.AgentsProperties;
import dev.charla.boot.service.ServiceProperties;
import dev.charla.boot.service.ServiceTargets;
import dev.charla.boot.settings.SettingException;
import dev.charla.client.ServiceTarget;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.context.annotation.Configuration;

/** Makes the checks one after another and prints what came of each. */
public final class Doctor {
    /** Nothing stands in the way of conversations. */
    public static final int HEALTHY = 0;

    /** At least one check failed. */
    public static final int ILL = 1;

    /** The settings cannot even be read. */
    public static final int UNREADABLE = 2;

    /** Longer than the client waits for all its steps together. */
    private static final Duration WHOLE_VISIT = Duration.ofSeconds(75);

    private final PrintStream out;
    private final InstantSource clock;
    private boolean ill;

    Doctor(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Only the settings are read, as the server reads them; nothing of it is started. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({
        ServiceProperties.class,
        AgentProperties.class,
        AgentsProperties.class,
        ModelProperties.class
    })
    static class Settings {}

    /** What an application reads that has nothing but the settings. */
    public static Class<?> settings() {
        return Settings.class;
    }

    /**
     * Makes all checks.
     *
     * @param settings how the server reads its settings, a {@code .env} file included; it is made a
     *     reader of settings and nothing more
     * @return the process's exit code
     */
    public static int run(SpringApplication settings, String[] arguments) {
        return new Doctor(System.out, InstantSource.system()).examineAll(settings, arguments);
    }

    int examineAll(SpringApplication application, String[] arguments) {
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        try (var context = application.run(arguments)) {
            examine(
                    context.getBean(ServiceProperties.class),
                    context.getBean(AgentProperties.class),
                    context.getBean(AgentsProperties.class),
                    context.getBean(ModelProperties.class));
        } catch (RuntimeException unreadable) {
            tell(Finding.failed("settings", sentence(unreadable)));
            return UNREADABLE;
        }
        return ill ? ILL : HEALTHY;
    }

    private void examine(
            ServiceProperties service,
            AgentProperties standard,
            AgentsProperties further,
            ModelProperties model) {
        ServiceTarget target;
        AgentCatalogue agents;
        try {
            agents = new AgentCatalogue(standard, further, service);
            if (service.embedded()) {
                tell(
                        Finding.ok(
                                "settings",
                                "No endpoint is set: conversations go to the service that Charla brings"
                                        + " along. Set AZURE_VOICE_LIVE_ENDPOINT to use Azure's."));
                if (model.on()) {
                    new ChatVisit(model).findings().forEach(this::tell);
                }
                return;
            }
            target = ServiceTargets.azure(service);
        } catch (SettingException unusable) {
            tell(Finding.failed("settings", unusable.getMessage() + " " + unusable.action()));
            return;
        }
        tell(Finding.ok("settings", summary(service)));
        var endpoint = ServiceTargets.endpoint(service).uri();
        var wire = new Wire(endpoint, service.connectTimeout(), clock);
        if (!well(wire.name()) || !well(wire.tls())) {
            return;
        }
        wire.clockAndRegion().forEach(this::tell);
        var settings = agents.options(AgentCatalogue.DEFAULT).build().session();
        new ServiceVisit(target, settings, WHOLE_VISIT).findings().forEach(this::tell);
    }

    private static String summary(ServiceProperties service) {
        boolean key = service.apiKey() != null && !service.apiKey().isBlank();
        var endpoint = ServiceTargets.endpoint(service);
        return "%s%s, %s, version %s, with %s."
                .formatted(
                        endpoint.uri(),
                        endpoint.project() == null
                                ? ""
                                : " (the resource of the project " + endpoint.project() + ")",
                        service.agentMode()
                                ? "agent " + service.agent().name()
                                : "model " + service.model(),
                        service.apiVersion(),
                        key ? "a key" : "Microsoft Entra ID");
    }

    private boolean well(Finding finding) {
        tell(finding);
        return finding.outcome() != Outcome.FAILED;
    }

    private void tell(Finding finding) {
        ill |= finding.outcome() == Outcome.FAILED;
        out.println(finding.line());
    }

    /** Names the setting; its value may be a secret. */
    private static String sentence(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException bind) {
                return bind.getName()
                        + " cannot be understood. docs/configuration.md says what it may be.";
            }
        }
        return "The settings cannot be read. Start with ./charla run, which says more.";
    }
}
