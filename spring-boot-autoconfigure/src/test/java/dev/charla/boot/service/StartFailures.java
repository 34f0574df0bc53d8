package dev.charla.boot.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.boot.settings.SettingException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an application says that does not start. */
final class StartFailures {
    private StartFailures() {}

    static void refused(@Nullable Throwable failure, String problem, String action) {
        Consumer<Throwable> says =
                cause -> {
                    assertThat(cause.getMessage()).contains(problem);
                    assertThat(((SettingException) cause).action()).contains(action);
                };
        assertThat(failure).isNotNull();
        assertThat(failure)
                .rootCause()
                .isInstanceOf(SettingException.class)
                .satisfies(says::accept);
    }
}
