package dev.charla.boot.engine;

import dev.charla.boot.settings.SettingException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The engine, where no other service was named; its speech data is not loaded otherwise. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnOwnEngine.class)
@Import(EngineConfiguration.class)
public class EmbeddedEngine {
    /** In one of the jars that an image for Azure alone leaves out. */
    private static final String SPEECH = "marytts/LocalMaryInterface.class";

    /** Before anything is made that would fail for want of a class. */
    @Bean("charlaSpeechIsHere")
    static BeanFactoryPostProcessor speechIsHere() {
        return beans -> requireSpeech(EmbeddedEngine.class.getClassLoader());
    }

    /**
     * Checks that the engine can hear and speak.
     *
     * @throws SettingException if what it needs was left out
     */
    public static void requireSpeech(ClassLoader classes) {
        if (classes.getResource(SPEECH) == null) {
            throw new SettingException(
                    "This image was built without speech data, so it can only talk through Azure.",
                    "Set AZURE_VOICE_LIVE_ENDPOINT, or build the image with SPEECH=en.");
        }
    }
}
