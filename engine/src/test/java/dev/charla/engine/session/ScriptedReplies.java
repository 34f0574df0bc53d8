package dev.charla.engine.session;

import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplySink;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Answers what it is told to, or repeats what was said. */
final class ScriptedReplies implements ReplyModel {
    volatile @Nullable String text;
    volatile boolean failure;
    volatile boolean cut;
    volatile boolean withheld;
    volatile boolean improvises = true;
    volatile String filler = "One moment, please.";
    volatile boolean closed;
    volatile @Nullable ReplyRequest last;
    volatile List<ReplyRequest.Call> calls = List.of();
    volatile boolean callsTools = true;
    volatile CountDownLatch mayAnswer = new CountDownLatch(0);
    Surroundings surroundings = text -> {};

    List<String> lastHistory() {
        return Objects.requireNonNull(last).lines().stream()
                .map(line ->
                        line.party() == ReplyRequest.Party.SYSTEM
                                ? "SYSTEM " + line.text()
                                : line.text())
                .toList();
    }

    @Override
    public Dialogue open(Surroundings around) {
        surroundings = around;
        return new Dialogue() {
            @Override
            public void reply(ReplyRequest request, ReplySink sink)
                    throws InterruptedException, ReplyException {
                if (!request.instructions().contains("moment")) {
                    last = request;
                }
                if (failure) {
                    throw new ReplyException("model_unreachable", "No model.", null);
                }
                if (request.instructions().contains("moment")) {
                    sink.text(filler);
                    return;
                }
                mayAnswer.await();
                String answer = text;
                List<ReplyRequest.Call> toCall = calls;
                if (answer != null) {
                    sink.text(answer);
                } else if (toCall.isEmpty()) {
                    sink.text("You said: " + request.last().text() + ". Anything else?");
                }
                for (ReplyRequest.Call call : toCall) {
                    sink.call(call.name(), call.arguments());
                }
                if (cut) {
                    sink.cutShort();
                }
                if (withheld) {
                    sink.withheld();
                }
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    @Override
    public boolean takesFreeSpeech() {
        return false;
    }

    @Override
    public boolean improvises() {
        return improvises;
    }

    @Override
    public boolean callsTools() {
        return callsTools;
    }
}
