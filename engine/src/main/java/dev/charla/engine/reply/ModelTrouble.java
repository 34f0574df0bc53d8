package dev.charla.engine.reply;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failures of a language model: each kind once, until the model answers again; that is logged
 * as well, with the number of failures. It never logs keys or words, only the failure's code, and
 * status and code of a {@link ModelAnswer}. Any thread.
 */
final class ModelTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedModel.class);

    private final Object lock = new Object();

    /** Failures of each kind since the model last answered. */
    private final Map<String, Integer> counts = new HashMap<>();

    void failed(ReplyException failure) {
        if (isFirst(failure.code())) {
            Throwable cause = failure.getCause();
            String told =
                    cause instanceof ModelAnswer answer
                            ? answer.getMessage()
                            : cause == null ? "" : cause.getClass().getSimpleName();
            LOG.atWarn()
                    .addKeyValue("code", failure.code())
                    .addKeyValue("answer", told)
                    .log(
                            "the chat model failed ({} {}); further failures of this "
                                    + "kind are counted",
                            failure.code(),
                            told);
        }
    }

    void withheld() {
        if (isFirst("content_filter")) {
            LOG.atWarn()
                    .addKeyValue("code", "content_filter")
                    .log(
                            "the chat model's content filter blocked an answer; further "
                                    + "ones are counted");
        }
    }

    void thinksUnmarked() {
        LOG.atWarn()
                .log(
                        "the chat model writes its reasoning and marks only the end of "
                                + "it: one answer was spoken with its reasoning, the next ones "
                                + "wait for the end mark. Let the server remove reasoning (a "
                                + "reasoning parser) to speak answers without that delay");
    }

    void answered() {
        int failures;
        synchronized (lock) {
            failures = counts.values().stream().mapToInt(Integer::intValue).sum();
            counts.clear();
        }
        if (failures > 0) {
            LOG.atInfo().addKeyValue("failures", failures).log("the chat model answers again");
        }
    }

    private boolean isFirst(String code) {
        synchronized (lock) {
            return counts.merge(code, 1, Integer::sum) == 1;
        }
    }
}
