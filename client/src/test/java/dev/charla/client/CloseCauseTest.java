package dev.charla.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.client.CloseCause.Fault;
import dev.charla.client.CloseCause.Retry;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseCauseTest {
    @Test
    void wireCodesAreDistinct() {
        assertThat(Arrays.stream(CloseCause.values()).map(CloseCause::wireCode))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z_]+"));
    }

    @ParameterizedTest
    @EnumSource
    void everyCauseSaysSomethingInWholeSentences(CloseCause cause) {
        assertThat(cause.sentence()).matches("[A-Z].*\\.");
    }

    @Test
    void causesThatSettingsCauseNameWhatToChange() {
        assertThat(CloseCause.values())
                .filteredOn(cause -> cause.fault() == Fault.SETTINGS)
                .allMatch(cause ->
                        cause.sentence().contains("AZURE_VOICE_LIVE")
                                || cause.sentence().contains("VOICE_LIVE_MODEL")
                                || cause.sentence().contains("roles"));
    }

    @Test
    void wantedEndingsAreNobodysFaultAndNotTriedAgain() {
        var wanted = EnumSet.of(CloseCause.CLOSED, CloseCause.CANCELLED);

        assertThat(CloseCause.values())
                .allMatch(cause -> cause.wanted() == wanted.contains(cause))
                .filteredOn(CloseCause::wanted)
                .allMatch(cause -> cause.fault() == Fault.NOBODY && cause.retry() == Retry.NEVER);
    }

    @Test
    void longForeignTextIsCut() {
        var closed = ServiceClosed.of(CloseCause.SERVER_CLOSED, 1011, "x".repeat(501));

        assertThat(closed.reason()).hasSize(500);
    }
}
