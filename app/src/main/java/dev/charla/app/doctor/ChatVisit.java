package dev.charla.app.doctor;

import dev.charla.boot.reply.ModelProperties;
import dev.charla.boot.reply.OpenAiReplyModel;
import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplyRequest.Line;
import dev.charla.engine.reply.ReplyRequest.Party;
import dev.charla.engine.reply.ReplySink;
import java.util.ArrayList;
import java.util.List;

/** Asks the chat model one short question, as a conversation does, and tells what came of it. */
final class ChatVisit {
    /** In the order in which a server looks at them. */
    private static final List<String> CHECKS =
            List.of("chat", "chat-key", "chat-model", "chat-answer");

    private final ModelProperties settings;

    ChatVisit(ModelProperties settings) {
        this.settings = settings;
    }

    List<Finding> findings() {
        var answer = new Answer();
        try (ReplyModel.Dialogue dialogue = OpenAiReplyModel.of(settings).open(_ -> {})) {
            dialogue.reply(
                    new ReplyRequest(
                            "",
                            List.of(new Line(Party.CALLER, "Say the word yes, and nothing else.")),
                            true),
                    answer);
        } catch (ReplyException e) {
            return findings(check(e.code()), Finding.failed(check(e.code()), e.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of();
        }
        return findings(
                "chat-answer",
                answer.text || answer.cut
                        ? Finding.ok("chat-answer", "It streams its answers.")
                        : Finding.note(
                                "chat-answer",
                                "It answered, but with no words. Conversations will be silent if it goes on"
                                        + " so."));
    }

    /** What came before is right, what comes after could not be looked at. */
    private List<Finding> findings(String check, Finding told) {
        var findings = new ArrayList<Finding>();
        int at = CHECKS.indexOf(check);
        for (int i = 0; i < CHECKS.size(); i++) {
            var name = CHECKS.get(i);
            if (i == at) {
                findings.add(told);
            } else {
                findings.add(
                        i < at
                                ? Finding.ok(name, right(name))
                                : Finding.leftOut(name, "Not reached."));
            }
        }
        return findings;
    }

    private String right(String check) {
        return switch (check) {
            case "chat" -> "The chat model's server answers.";
            case "chat-key" ->
                    settings.apiKey() == null || settings.apiKey().isBlank()
                            ? "It asks for no key."
                            : "It accepts the key.";
            default -> "It has the model " + settings.name() + ".";
        };
    }

    private static String check(String code) {
        return switch (code) {
            case "model_unreachable" -> "chat";
            case "model_unauthorized" -> "chat-key";
            case "model_not_found" -> "chat-model";
            default -> "chat-answer";
        };
    }

    /** Whether there were any words. */
    private static final class Answer implements ReplySink {
        boolean text;
        boolean cut;

        @Override
        public void text(String delta) {
            text = true;
        }

        @Override
        public void call(String name, String arguments) {
            // None is offered.
        }

        @Override
        public void cutShort() {
            cut = true;
        }

        @Override
        public void manner(double rate, double gain) {
            // Nothing is spoken.
        }
    }
}
