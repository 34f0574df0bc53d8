package dev.charla.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrammarThenDictationTest {
    private final ScriptedRecognizer grammar = new ScriptedRecognizer();
    private final ScriptedRecognizer dictation = new ScriptedRecognizer();
    private final GrammarThenDictation both = new GrammarThenDictation(grammar, dictation);
    private final Heard heard = new Heard();

    @Test
    void whatTheGrammarAcceptsCountsAtOnceAndTheDictationIsDropped() throws Exception {
        var _ = both.open(heard);

        dictation.said(0).done(new Hypothesis("what dime", false));
        assertThat(heard.isEnded()).isFalse();
        grammar.said(0).done(new Hypothesis("what time", true));

        assertThat(heard.result()).isEqualTo(new Hypothesis("what time", true));
        assertThat(dictation.calls).contains("cancel");
    }

    @Test
    void whatTheGrammarRefusesIsTakenFromTheDictation() throws Exception {
        var _ = both.open(heard);

        grammar.said(0).done(Hypothesis.NOTHING);
        assertThat(heard.isEnded()).isFalse();
        dictation.said(0).done(new Hypothesis("anything", false));

        assertThat(heard.result()).isEqualTo(new Hypothesis("anything", false));
    }

    @Test
    void aBusyDictationLeavesTheGrammarAlone() throws Exception {
        dictation.busy = true;
        var _ = both.open(heard);

        grammar.said(0).done(Hypothesis.NOTHING);

        assertThat(heard.result()).isEqualTo(Hypothesis.NOTHING);
    }

    @Test
    void aFailedDictationIsNoFailure() throws Exception {
        var _ = both.open(heard);

        dictation.said(0).failed("It broke.");
        grammar.said(0).done(Hypothesis.NOTHING);

        assertThat(heard.result()).isEqualTo(Hypothesis.NOTHING);
    }

    @Test
    void aFailedGrammarIsAFailure() throws Exception {
        var _ = both.open(heard);

        grammar.said(0).failed("It broke.");
        dictation.said(0).done(new Hypothesis("anything", false));

        assertThat(heard.failure()).isEqualTo("It broke.");
    }

    @Test
    void theGrammarsWordsTakeTheCaptionsOver() throws Exception {
        var _ = both.open(heard);

        dictation.said(0).partial("watt");
        grammar.said(0).partial("what time");
        dictation.said(0).partial("watt I'm");

        assertThat(heard.partials()).containsExactly("watt", "what time");
    }

    @Test
    void bothHearTheAudioAndNothingIsToldAfterACancel() throws Exception {
        Recognizer.Utterance utterance = both.open(heard);

        utterance.audio(new short[320], 0, 320);
        utterance.finish();
        utterance.cancel();
        grammar.said(0).done(new Hypothesis("what time", true));
        dictation.said(0).partial("watt");

        assertThat(grammar.calls).containsExactly("audio", "finish", "cancel");
        assertThat(dictation.calls).startsWith("audio", "finish", "cancel");
        assertThat(heard.isEnded()).isFalse();
        assertThat(heard.partials()).isEmpty();
    }

    @Test
    void aLanguageThatIsNotTheGrammarsIsHeardByTheDictationAlone() throws Exception {
        var _ = both.open(heard, Expected.in("es-MX"));

        dictation.said(0).done(new Hypothesis("qué hora es", false));

        assertThat(heard.result()).isEqualTo(new Hypothesis("qué hora es", false));
        assertThat(grammar.listeners).isEmpty();
        assertThat(dictation.told).containsExactly(Expected.in("es-MX"));

        var _ = both.open(new Heard(), Expected.in("en-GB"));
        assertThat(grammar.listeners).hasSize(1);
    }

    @Test
    void phrasesReachTheDictationWhichSaysWhetherTheyAreUsed() throws Exception {
        var phrases = new Expected("en-US", List.of("Contoso"));
        var _ = both.open(heard, phrases);

        assertThat(dictation.told).containsExactly(phrases);
        assertThat(both.usesPhrases()).isFalse();
        dictation.usesPhrases = true;
        assertThat(both.usesPhrases()).isTrue();
    }

    /** Says what the test has it say. */
    private static final class ScriptedRecognizer implements Recognizer {
        final List<String> calls = new ArrayList<>();
        private final List<Listener> listeners = new ArrayList<>();
        private final List<Expected> told = new ArrayList<>();
        boolean busy;
        boolean usesPhrases;

        Listener said(int utterance) {
            return listeners.get(utterance);
        }

        @Override
        public Utterance open(Listener listener, Expected expected) throws RecognizerBusyException {
            told.add(expected);
            return open(listener);
        }

        @Override
        public Utterance open(Listener listener) throws RecognizerBusyException {
            if (busy) {
                throw new RecognizerBusyException(1);
            }
            listeners.add(listener);
            return new Utterance() {
                @Override
                public void audio(short[] samples, int offset, int length) {
                    calls.add("audio");
                }

                @Override
                public void finish() {
                    calls.add("finish");
                }

                @Override
                public void cancel() {
                    calls.add("cancel");
                }
            };
        }

        @Override
        public Set<String> languages() {
            return Set.of("en-US");
        }

        @Override
        public boolean usesPhrases() {
            return usesPhrases;
        }
    }
}
