package dev.charla.app.interop;

import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplySink;

/** The built-in skills, but for a function that is called and a story that does not end. */
final class InteropReplies implements ReplyModel {
    private final ReplyModel skills;

    InteropReplies(ReplyModel skills) {
        this.skills = skills;
    }

    @Override
    public boolean takesFreeSpeech() {
        return skills.takesFreeSpeech();
    }

    @Override
    public boolean callsTools() {
        return true;
    }

    @Override
    public Dialogue open(Surroundings surroundings) {
        Dialogue dialogue = skills.open(surroundings);
        return new Dialogue() {
            @Override
            public void reply(ReplyRequest request, ReplySink sink)
                    throws InterruptedException, ReplyException {
                if (!request.history().isEmpty()
                        && request.history().getLast()
                                instanceof ReplyRequest.Result(_, var output)) {
                    sink.text("The weather is " + output.replace("\"", "") + ".");
                } else if (request.last().text().contains("story")) {
                    sink.text(
                            "Once upon a time there was a king who talked and talked. ".repeat(60));
                } else if (request.last().text().contains("weather")
                        && !request.tools().callable().isEmpty()) {
                    sink.call(request.tools().callable().getFirst().name(), "{\"city\":\"Rome\"}");
                } else {
                    dialogue.reply(request, sink);
                }
            }

            @Override
            public void close() {
                dialogue.close();
            }
        };
    }
}
