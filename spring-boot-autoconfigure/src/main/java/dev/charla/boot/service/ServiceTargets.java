package dev.charla.boot.service;

import static dev.charla.boot.service.AgentCatalogue.present;

import dev.charla.boot.settings.SettingException;
import dev.charla.client.Addressee;
import dev.charla.client.ServiceCredential;
import dev.charla.client.ServiceTarget;
import dev.charla.client.ServiceTimeouts;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From settings to where connections go. What cannot be used is told with what to do. */
public final class ServiceTargets {
    private static final String LOOK =
            "It must look like https://<resource>.services.ai.azure.com or"
                    + " https://<resource>.cognitiveservices.azure.com, as the portal shows it, or like"
                    + " https://<resource>.services.ai.azure.com/api/projects/<project>. Leave it out"
                    + " to talk with the service that Charla brings along.";

    private ServiceTargets() {}

    /**
     * The Azure resource of {@code settings}.
     *
     * @throws SettingException if it is none that can be used
     */
    public static ServiceTarget azure(ServiceProperties settings) {
        var endpoint = endpoint(settings).uri();
        var addressee = addressee(settings);
        var key = present(settings.apiKey());
        if (key != null && settings.agentMode()) {
            throw new SettingException(
                    "AZURE_VOICE_LIVE_API_KEY is set together with the agent "
                            + settings.agent().name()
                            + ", and agents take no keys.",
                    "Remove AZURE_VOICE_LIVE_API_KEY, then run 'az login' or give the application a"
                            + " managed identity.");
        }
        try {
            return target(settings, endpoint, addressee, credential(key));
        } catch (IllegalArgumentException unusable) {
            throw new SettingException(
                    "AZURE_VOICE_LIVE_ENDPOINT cannot be used: " + unusable.getMessage() + ".",
                    LOOK);
        }
    }

    /** A service at {@code endpoint} with the settings that hold for any. */
    static ServiceTarget target(
            ServiceProperties settings,
            URI endpoint,
            Addressee addressee,
            ServiceCredential credential) {
        return ServiceTarget.at(endpoint, addressee)
                .apiVersion(settings.apiVersion())
                .query(settings.query())
                .credential(credential)
                .timeouts(
                        ServiceTimeouts.DEFAULTS
                                .withConnect(settings.connectTimeout())
                                .withHandshake(settings.connectTimeout())
                                .withFirstEvent(settings.connectTimeout()))
                .build();
    }

    /**
     * Where the resource is, and the project that its address names.
     *
     * @throws SettingException if it is no address
     */
    public static ServiceEndpoint endpoint(ServiceProperties settings) {
        var text = Objects.requireNonNull(settings.endpoint()).strip();
        if (text.toLowerCase(Locale.ROOT).contains("api-key=")) {
            throw new SettingException(
                    "AZURE_VOICE_LIVE_ENDPOINT holds a key.",
                    "Take it out of the address and set AZURE_VOICE_LIVE_API_KEY to it.");
        }
        try {
            return ServiceEndpoint.of(new URI(text));
        } catch (URISyntaxException malformed) {
            throw new SettingException("AZURE_VOICE_LIVE_ENDPOINT is no address.", LOOK);
        }
    }

    private static ServiceCredential credential(@Nullable String key) {
        if (key == null) {
            return ServiceCredential.entraDefault();
        }
        try {
            return ServiceCredential.apiKey(key);
        } catch (IllegalArgumentException unusable) {
            throw new SettingException(
                    "AZURE_VOICE_LIVE_API_KEY holds something that is no key.",
                    "Copy one of the two keys under Keys and Endpoint of the resource, without"
                            + " quotes or line breaks.");
        }
    }

    private static Addressee addressee(ServiceProperties settings) {
        if (!settings.agentMode()) {
            return new Addressee.Model(settings.model(), present(settings.modelProfile()));
        }
        var agent = settings.agent();
        var project = present(agent.project());
        if (project == null) {
            project = endpoint(settings).project();
        }
        if (project == null) {
            throw new SettingException(
                    "charla.service.agent.name is set without charla.service.agent.project.",
                    "Set charla.service.agent.project to the name of the agent's Foundry project.");
        }
        return new Addressee.Agent(
                Objects.requireNonNull(agent.name()),
                project,
                present(agent.version()),
                null,
                present(agent.identityClientId()),
                present(agent.resource()));
    }
}
