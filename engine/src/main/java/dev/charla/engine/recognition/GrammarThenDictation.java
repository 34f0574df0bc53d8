package dev.charla.engine.recognition;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets a grammar and a dictation hear the same utterance: what the grammar accepts counts and is
 * certain; otherwise the words of the dictation do and are not. When every dictation decoder is
 * busy, the utterance is heard by the grammar alone.
 */
public final class GrammarThenDictation implements Recognizer {
    private final Recognizer grammar;
    private final Recognizer dictation;

    /**
     * Both belong to this one afterwards: it closes them. Speech in a language that is not the
     * grammar's is heard by the dictation alone.
     *
     * @param dictation understands at least the grammar's language
     */
    public GrammarThenDictation(Recognizer grammar, Recognizer dictation) {
        this.grammar = grammar;
        this.dictation = dictation;
    }

    @Override
    public Utterance open(Listener listener) throws RecognizerBusyException {
        return open(listener, Expected.ANYTHING);
    }

    @Override
    public Utterance open(Listener listener, Expected expected) throws RecognizerBusyException {
        String language = expected.language();
        if (language != null && !isOfGrammar(language)) {
            return dictation.open(listener, expected);
        }
        var both = new Both(listener);
        Utterance strict = grammar.open(both.new GrammarSide(), expected);
        Utterance free = null;
        try {
            free = dictation.open(both.new DictationSide(), expected);
        } catch (RecognizerBusyException _) {
            both.withoutDictation();
        }
        both.hears(strict, free);
        return both;
    }

    @Override
    public Set<String> languages() {
        return dictation.languages();
    }

    /** Whether the dictation does; what the grammar accepts needs none. */
    @Override
    public boolean usesPhrases() {
        return dictation.usesPhrases();
    }

    private boolean isOfGrammar(String tag) {
        String language = Locale.forLanguageTag(tag).getLanguage();
        return grammar.languages().stream()
                .anyMatch(one -> Locale.forLanguageTag(one).getLanguage().equals(language));
    }

    @Override
    public void warmUp() {
        grammar.warmUp();
        dictation.warmUp();
    }

    /** Already true while only the grammar has been loaded. */
    @Override
    public boolean isReady() {
        return grammar.isReady();
    }

    @Override
    public void close() {
        grammar.close();
        dictation.close();
    }

    /** One utterance, heard twice. The two decoders report on threads of their own. */
    private static final class Both implements Utterance {
        private final Listener listener;
        private final Object lock = new Object();
        private volatile @Nullable Utterance strict;
        private volatile @Nullable Utterance free;

        @GuardedBy("lock")
        private boolean refused;

        @GuardedBy("lock")
        private @Nullable Hypothesis dictated;

        @GuardedBy("lock")
        private String grammarWords = "";

        @GuardedBy("lock")
        private boolean over;

        Both(Listener listener) {
            this.listener = listener;
        }

        void hears(Utterance strict, @Nullable Utterance free) {
            this.strict = strict;
            this.free = free;
            boolean endedMeanwhile;
            synchronized (lock) {
                endedMeanwhile = over;
            }
            if (endedMeanwhile) {
                eachSide(Utterance::cancel);
            }
        }

        @Override
        public void audio(short[] samples, int offset, int length) {
            eachSide(side -> side.audio(samples, offset, length));
        }

        @Override
        public void quiet() {
            eachSide(Utterance::quiet);
        }

        @Override
        public void goesOn() {
            eachSide(Utterance::goesOn);
        }

        @Override
        public void finish() {
            eachSide(Utterance::finish);
        }

        @Override
        public void cancel() {
            synchronized (lock) {
                over = true;
            }
            eachSide(Utterance::cancel);
        }

        void withoutDictation() {
            dictated(Hypothesis.NOTHING);
        }

        private void dictated(Hypothesis hypothesis) {
            synchronized (lock) {
                dictated = hypothesis;
                if (refused && !over) {
                    over = true;
                    listener.done(hypothesis);
                }
            }
        }

        private void refused() {
            synchronized (lock) {
                refused = true;
                if (dictated != null && !over) {
                    over = true;
                    listener.done(dictated);
                }
            }
        }

        private void accepted(Hypothesis hypothesis) {
            synchronized (lock) {
                if (over) {
                    return;
                }
                over = true;
                listener.done(hypothesis);
            }
            Utterance notNeeded = free;
            if (notNeeded != null) {
                notNeeded.cancel();
            }
        }

        private void eachSide(Consumer<Utterance> action) {
            Utterance first = strict;
            if (first != null) {
                action.accept(first);
            }
            Utterance second = free;
            if (second != null) {
                action.accept(second);
            }
        }

        private final class GrammarSide implements Listener {
            @Override
            public void partial(String text) {
                synchronized (lock) {
                    grammarWords = text;
                    if (!over) {
                        listener.partial(text);
                    }
                }
            }

            @Override
            public void done(Hypothesis hypothesis) {
                if (hypothesis.text().isEmpty()) {
                    refused();
                } else {
                    accepted(hypothesis);
                }
            }

            @Override
            public void failed(String reason) {
                synchronized (lock) {
                    if (over) {
                        return;
                    }
                    over = true;
                    listener.failed(reason);
                }
                Utterance notNeeded = free;
                if (notNeeded != null) {
                    notNeeded.cancel();
                }
            }
        }

        private final class DictationSide implements Listener {
            @Override
            public void partial(String text) {
                synchronized (lock) {
                    if (!over && grammarWords.isEmpty()) {
                        listener.partial(text);
                    }
                }
            }

            @Override
            public void done(Hypothesis hypothesis) {
                dictated(hypothesis);
            }

            @Override
            public void failed(String reason) {
                dictated(Hypothesis.NOTHING);
            }
        }
    }
}
