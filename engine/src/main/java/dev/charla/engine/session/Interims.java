package dev.charla.engine.session;

import dev.charla.engine.response.AnswerRun;
import dev.charla.protocol.InterimResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said while an answer takes its time. Confined to the loop. */
final class Interims {
    /** What the service waits when nothing else was asked for. */
    private static final int USUAL_LATENCY_MS = 2_000;

    private int said;

    AnswerRun.@Nullable Interim of(ResponseForm form) {
        if (!(form.settings().interimResponse() instanceof InterimResponse.StaticTexts texts)) {
            return null;
        }
        List<String> triggers =
                texts.triggers() == null || texts.triggers().isEmpty()
                        ? List.of("latency")
                        : texts.triggers();
        Integer threshold = texts.latencyThresholdMs();
        return new AnswerRun.Interim(
                texts.texts().get(said++ % texts.texts().size()),
                triggers.contains("latency")
                        ? Duration.ofMillis(threshold == null ? USUAL_LATENCY_MS : threshold)
                        : null,
                triggers.contains("tool"));
    }
}
