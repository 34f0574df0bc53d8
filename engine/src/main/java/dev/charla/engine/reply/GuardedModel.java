package dev.charla.engine.reply;

/**
 * Makes any language model safe for a voice agent. It sends a history that strict servers accept
 * ({@link PairedCalls}); it removes reasoning and Markdown from answers ({@link Thoughts}, {@link
 * Prose}); it treats an empty answer, and one with calls without end, as a failure; and it logs
 * failures ({@link ModelTrouble}). Thread-safe, as every {@link ReplyModel}.
 */
public final class GuardedModel implements LanguageModel {
    private static final String NOTHING_SAID = "model_empty_answer";

    private static final String CALLS_TOO_OFTEN = "model_failed";

    /**
     * Maximum of calls in one answer: as many as OpenAI accepts tools. Each call causes several
     * events for the client; thousands at once would make the client look as if it did not read.
     */
    static final int MOST_CALLS = 128;

    private final ReplyModel model;
    private final ModelTrouble trouble = new ModelTrouble();

    /** Set during an answer, read when the next one begins. */
    private volatile boolean beginsInThought;

    private GuardedModel(LanguageModel model) {
        this.model = model;
    }

    /** Wraps a language model; returns any other model unchanged. */
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

    /** Filters the answer for the caller. Used on the answer's thread. */
    private static final class Clean implements ReplySink {
        private final ReplySink sink;
        private final Thoughts thoughts;
        private final Prose prose = new Prose();
        private boolean begun;
        boolean anything;
        boolean filtered;

        /** How many calls the model made; those over the limit are not passed on. */
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
