package dev.charla.engine.reply;

/**
 * A language model as a voice agent can use it, whatever is behind it: it is asked with a history
 * that strict servers take ({@link PairedCalls}), what it thinks aloud and its Markdown are kept
 * from the caller ({@link Thoughts}, {@link Prose}), an answer of nothing is a failure and so is
 * one of calls without end, and its failures are logged ({@link ModelTrouble}). Any thread, as
 * every {@link ReplyModel}.
 */
public final class GuardedModel implements LanguageModel {
    private static final String NOTHING_SAID = "model_empty_answer";

    private static final String CALLS_TOO_OFTEN = "model_failed";

    /**
     * Calls of one answer: as many as OpenAI takes tools. Each is some events for the client, and
     * one that gets thousands at once is taken for a client that does not read.
     */
    static final int MOST_CALLS = 128;

    private final ReplyModel model;
    private final ModelTrouble trouble = new ModelTrouble();

    /** Seen in an answer; read when the next one begins. */
    private volatile boolean beginsInThought;

    private GuardedModel(LanguageModel model) {
        this.model = model;
    }

    /** The model with what it needs; one that is no language model as it is. */
    public static ReplyModel of(ReplyModel model) {
        return model instanceof LanguageModel language && !(model instanceof GuardedModel)
                ? new GuardedModel(language)
                : model;
    }

    @Override
    public boolean takesFreeSpeech() {
        return model.takesFreeSpeech();
    }

    @Override
    public boolean callsTools() {
        return model.callsTools();
    }

    @Override
    public boolean heedsToolChoice() {
        return model.heedsToolChoice();
    }

    @Override
    public boolean takesOptions() {
        return model.takesOptions();
    }

    @Override
    public boolean improvises() {
        return model.improvises();
    }

    @Override
    public Dialogue open(Surroundings surroundings) {
        return new GuardedDialogue(model.open(surroundings));
    }

    private final class GuardedDialogue implements Dialogue {
        private final Dialogue dialogue;

        GuardedDialogue(Dialogue dialogue) {
            this.dialogue = dialogue;
        }

        @Override
        public void reply(ReplyRequest request, ReplySink sink)
                throws InterruptedException, ReplyException {
            Clean clean = new Clean(sink, new Thoughts(beginsInThought));
            try {
                dialogue.reply(
                        new ReplyRequest(
                                request.instructions(),
                                PairedCalls.of(request.history()),
                                request.understood(),
                                request.tools(),
                                request.options()),
                        clean);
                clean.finish();
                if (clean.thoughts.endedUnbegun() && !beginsInThought) {
                    beginsInThought = true;
                    trouble.thinksUnmarked();
                }
                if (clean.calls > MOST_CALLS) {
                    throw new ReplyException(
                            CALLS_TOO_OFTEN,
                            "The chat model asked for more than "
                                    + MOST_CALLS
                                    + " calls in one answer. Ask again; if that goes on, offer it"
                                    + " fewer tools or take another model.",
                            null);
                }
                if (!clean.anything) {
                    throw new ReplyException(
                            NOTHING_SAID,
                            "The chat model's answer held nothing to say. Ask again; if that goes"
                                    + " on, ./charla doctor looks at the model.",
                            null);
                }
            } catch (ReplyException e) {
                trouble.failed(e);
                throw e;
            }
            if (clean.filtered) {
                trouble.withheld();
            } else {
                trouble.answered();
            }
        }

        @Override
        public void close() {
            dialogue.close();
        }
    }

    /** Passes on what is meant for the caller. Used on the thread that makes the answer. */
    private static final class Clean implements ReplySink {
        private final ReplySink sink;
        private final Thoughts thoughts;
        private final Prose prose = new Prose();
        private boolean begun;
        boolean anything;
        boolean filtered;

        /** How many the model asked for; those over the limit are not passed on. */
        int calls;

        Clean(ReplySink sink, Thoughts thoughts) {
            this.sink = sink;
            this.thoughts = thoughts;
        }

        @Override
        public void text(String delta) throws InterruptedException {
            pass(prose.add(thoughts.add(delta)));
        }

        @Override
        public void call(String name, String arguments) throws InterruptedException {
            thoughts.forget();
            pass(prose.finish());
            anything = true;
            calls++;
            if (calls <= MOST_CALLS) {
                sink.call(name, arguments);
            }
        }

        void finish() throws InterruptedException {
            pass(prose.add(thoughts.finish()) + prose.finish());
        }

        private void pass(String words) throws InterruptedException {
            if (words.isEmpty() || (!begun && words.isBlank())) {
                return;
            }
            String first = begun ? words : words.stripLeading();
            begun = true;
            anything = true;
            sink.text(first);
        }

        @Override
        public void cutShort() {
            anything = true;
            thoughts.forget();
            sink.cutShort();
        }

        @Override
        public void withheld() {
            anything = true;
            filtered = true;
            sink.withheld();
        }

        @Override
        public void manner(double rate, double gain) {
            sink.manner(rate, gain);
        }
    }
}
