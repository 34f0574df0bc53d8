package dev.charla.engine.answers;

import dev.charla.engine.items.ItemStore;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyOptions;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplySink;
import dev.charla.engine.reply.ReplyTools;
import dev.charla.engine.response.Interim;
import dev.charla.protocol.settings.InterimResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said while an answer takes its time. Confined to the loop. */
public final class Interims {
    /** What the service waits when nothing else was asked for. */
    private static final int USUAL_LATENCY_MS = 2_000;

    /** As the service's documents show it; a sentence has some twenty. */
    private static final int USUAL_TOKENS = 50;

    private static final String USUAL_INSTRUCTIONS =
            "You are about to answer and need a moment. Say one short sentence that tells the"
                    + " caller so, in the language of the conversation. Do not answer yet.";

    private final ReplyModel replies;
    private final ItemStore items;
    private int said;

    public Interims(ReplyModel replies, ItemStore items) {
        this.replies = replies;
        this.items = items;
    }

    public @Nullable Interim of(ResponseForm form) {
        return switch (form.settings().interimResponse()) {
            case InterimResponse.StaticTexts texts ->
                    interim(
                            new Interim.Words.Known(
                                    texts.texts().get(said++ % texts.texts().size())),
                            texts.triggers(),
                            texts.latencyThresholdMs());
            case InterimResponse.Generated generated ->
                    interim(
                            new Interim.Words.MadeUp(maker(generated, items.steps())),
                            generated.triggers(),
                            generated.latencyThresholdMs());
            case InterimResponse.Unknown _ -> null;
            case null -> null;
        };
    }

    private static Interim interim(
            Interim.Words words, @Nullable List<String> asked, @Nullable Integer threshold) {
        List<String> triggers = asked == null || asked.isEmpty() ? List.of("latency") : asked;
        return new Interim(
                words,
                triggers.contains("latency")
                        ? Duration.ofMillis(threshold == null ? USUAL_LATENCY_MS : threshold)
                        : null,
                triggers.contains("tool"));
    }

    /** In a conversation of its own: the answer's is busy. */
    private Interim.Maker maker(
            InterimResponse.Generated generated, List<ReplyRequest.Entry> history) {
        String asked = generated.instructions();
        Integer most = generated.maxCompletionTokens();
        ReplyRequest request =
                new ReplyRequest(
                        asked == null || asked.isBlank() ? USUAL_INSTRUCTIONS : asked,
                        history,
                        true,
                        ReplyTools.NONE,
                        new ReplyOptions(null, most == null ? USUAL_TOKENS : most, null));
        return () -> {
            StringBuilder words = new StringBuilder();
            try (ReplyModel.Dialogue dialogue = replies.open(_ -> {})) {
                dialogue.reply(request, new Collecting(words));
            }
            return words.toString();
        };
    }

    /** Takes words and nothing else. */
    private record Collecting(StringBuilder words) implements ReplySink {
        @Override
        public void text(String delta) {
            words.append(delta);
        }

        @Override
        public void call(String name, String arguments) {
            // None is offered.
        }

        @Override
        public void manner(double rate, double gain) {
            // The answer's own stays.
        }
    }
}
