package dev.charla.engine.script;

import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplySink;
import dev.charla.engine.script.Script.Reply;
import java.time.Duration;

/** Answers what the script says. For one session. */
final class ScriptedReplyModel implements ReplyModel {
    private final ScriptRun run;

    ScriptedReplyModel(ScriptRun run) {
        this.run = run;
    }

    @Override
    public Dialogue open(Surroundings surroundings) {
        return new ScriptedDialogue();
    }

    @Override
    public boolean takesFreeSpeech() {
        return true;
    }

    @Override
    public boolean callsTools() {
        return true;
    }

    private final class ScriptedDialogue implements Dialogue {
        @Override
        public void reply(ReplyRequest request, ReplySink sink)
                throws InterruptedException, ReplyException {
            Reply reply =
                    run.reply()
                            .orElseThrow(() ->
                                    new ReplyException(
                                            "script_over",
                                            "The script has no more turns. Add one, or say what"
                                                    + " follows with 'at-the-end'.",
                                            null));
            run.pause(reply.delays().answer());
            say(reply, sink);
            for (Script.Call call : reply.calls()) {
                sink.call(name(call, request), call.arguments());
            }
            Script.Failure failure = reply.failure();
            if (failure != null) {
                throw new ReplyException(failure.code(), failure.message(), null);
            }
        }

        private String name(Script.Call call, ReplyRequest request) throws ReplyException {
            if (call.server() == null) {
                return call.function();
            }
            return request.tools()
                    .nameOf(call.server(), call.function())
                    .orElseThrow(() ->
                            new ReplyException(
                                    "script_tool_missing",
                                    "The script calls '%s' of the MCP server '%s', which the session does not offer, or has not listed yet."
                                            .formatted(call.function(), call.server()),
                                    null));
        }

        private void say(Reply reply, ReplySink sink) throws InterruptedException {
            Duration between = reply.delays().words();
            if (reply.says().isEmpty()) {
                return;
            }
            if (between.isZero()) {
                sink.text(reply.says());
                return;
            }
            boolean first = true;
            for (String word : reply.says().split("(?<=\\s)")) {
                if (!first) {
                    run.pause(between);
                }
                first = false;
                sink.text(word);
            }
        }

        @Override
        public void close() {}
    }
}
