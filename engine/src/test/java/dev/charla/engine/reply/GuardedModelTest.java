package dev.charla.engine.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A chat model that asks for more than anybody can do. */
class GuardedModelTest {
    private static final ReplyRequest REQUEST = new ReplyRequest("", List.of(), true);

    private final List<String> calls = new ArrayList<>();
    private final StringBuilder said = new StringBuilder();

    @Test
    void asManyCallsAsThereMayBeArePassedOn() throws Exception {
        asking(GuardedModel.MOST_CALLS).reply(REQUEST, new Calls());

        assertThat(calls).hasSize(GuardedModel.MOST_CALLS);
    }

    @Test
    void anAnswerOfCallsWithoutEndIsAFailureAndItsRestIsDropped() {
        ReplyModel.Dialogue dialogue = asking(5_000);

        ReplyException failure =
                catchThrowableOfType(
                        ReplyException.class, () -> dialogue.reply(REQUEST, new Calls()));

        assertThat(failure.code()).isEqualTo("model_failed");
        assertThat(failure.getMessage()).contains("128 calls", "Ask again").endsWith(".");
        assertThat(calls).hasSize(GuardedModel.MOST_CALLS);
    }

    @Test
    void aModelThatEndsThoughtsItHasNotBegunIsSpokenWithThemOnceOnly() throws Exception {
        LanguageModel model =
                _ -> new Saying(List.of("The user wants ", "a sum.</th", "ink>", "It is four."));
        ReplyModel guarded = GuardedModel.of(model);

        guarded.open(_ -> {}).reply(REQUEST, new Calls());
        assertThat(said.toString()).endsWith("It is four.");
        said.setLength(0);
        guarded.open(_ -> {}).reply(REQUEST, new Calls());

        assertThat(said).hasToString("It is four.");
    }

    private record Saying(List<String> pieces) implements ReplyModel.Dialogue {
        @Override
        public void reply(ReplyRequest request, ReplySink sink) throws InterruptedException {
            for (String piece : pieces) {
                sink.text(piece);
            }
        }

        @Override
        public void close() {}
    }

    private static ReplyModel.Dialogue asking(int times) {
        LanguageModel model = _ -> new Asking(times);
        return GuardedModel.of(model).open(_ -> {});
    }

    private record Asking(int times) implements ReplyModel.Dialogue {
        @Override
        public void reply(ReplyRequest request, ReplySink sink) throws InterruptedException {
            for (int i = 0; i < times; i++) {
                sink.call("look_up", "{}");
            }
        }

        @Override
        public void close() {}
    }

    private final class Calls implements ReplySink {
        @Override
        public void text(String delta) {
            said.append(delta);
        }

        @Override
        public void call(String name, String arguments) {
            calls.add(name);
        }

        @Override
        public void cutShort() {}

        @Override
        public void withheld() {}

        @Override
        public void manner(double rate, double gain) {}
    }
}
