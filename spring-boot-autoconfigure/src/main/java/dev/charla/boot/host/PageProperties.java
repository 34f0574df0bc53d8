package dev.charla.boot.host;

import dev.charla.boot.settings.SettingException;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a Spring Boot application with the starter serves the page.
 *
 * @param path base path of everything that Charla serves: the page, its API and {@code
 *     <voice-agent>}; relative to the application's own base path, if it has one
 */
@ConfigurationProperties("charla.page")
record PageProperties(@DefaultValue("/talk") String path) {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    PageProperties {
        if (!PATH.matcher(path).matches()) {
            throw new SettingException(
                    "charla.page.path is \"" + path + "\", below which no page can be served.",
                    "Set it to a path of letters, digits and dashes that begins with a slash and"
                            + " does not end with one, such as /talk.");
        }
    }
}
