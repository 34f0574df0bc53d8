package dev.charla.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.engine.grammar.SpeechGrammar;
import dev.charla.engine.skills.SkillGrammar;
import dev.charla.engine.skills.SkillSet;
import dev.charla.engine.speech.TestVoice;
import dev.charla.engine.synthesis.EspeakSynthesizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SphinxRecognizerTest {
    private static final String RULES =
            """
            #JSGF V1.0;
            grammar test;
            public <time> = what time is it | what is the date [today] | what day is it;
            public <sum> = (how much | what) is <number> (plus | minus | times) <number>;
            public <timer> = set a timer for <number> (seconds | minutes) | cancel the timer;
            public <manner> = speak (louder | slower | faster) [please] | say that again;
            public <small> = help me | good (morning | evening) | thank you | my name is (anna | peter);
            public <more> = tell me a (story | joke) | tell me about (rome | egypt) | spell computer;
            <number> = one | two | three | four | five | six | seven | eight | nine | ten | twelve;
            """;
    private static final List<String> SENTENCES =
            List.of(
                    "what time is it",
                    "what is the date",
                    "how many days until christmas",
                    "what is seven plus five",
                    "what is twelve times nine",
                    "what is fifteen percent of eighty",
                    "set a timer for ten minutes",
                    "set a timer for ten seconds",
                    "convert twenty degrees celsius to fahrenheit",
                    "how many feet are in a mile",
                    "say that again",
                    "what can you do",
                    "good morning",
                    "thank you",
                    "my name is ana",
                    "who are you",
                    "tell me about cleopatra",
                    "tell me a joke",
                    "who built the pyramids",
                    "and who came after him");
    private static final List<String> FOREIGN =
            List.of(
                    "the weather in london is terrible",
                    "please order me a large pizza with mushrooms",
                    "where did i park the car yesterday evening",
                    "can you translate this sentence into french",
                    "the quick brown fox jumps over the lazy dog",
                    "buy some bread and butter",
                    "who won the football match last night",
                    "my computer does not start any more",
                    "the children are playing in the garden",
                    "we should meet for lunch next week");

    private static PooledRecognizer recognizer;

    /** What the offline agent listens for: the rejection is tuned on this grammar. */
    private static SpeechGrammar skills() {
        SkillGrammar grammar = SkillSet.builtIn().grammar();
        return new SpeechGrammar(grammar.jsgf(), grammar.words(), grammar.pronunciations());
    }

    @BeforeAll
    static void load() {
        long begun = System.nanoTime();
        recognizer = SphinxRecognizer.grammar(skills(), 2);
        recognizer.warmUp();
        System.out.printf("grammar: ready after %d ms%n", (System.nanoTime() - begun) / 1_000_000);
    }

    @AfterAll
    static void close() {
        recognizer.close();
        recognizer.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("grammar-recognizer"));
        assertThatThrownBy(() -> recognizer.open(new Heard()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void understandsTheSentencesOfTheGrammar() throws Exception {
        int errors = 0;
        int words = 0;
        int partials = 0;
        List<Double> endMs = new ArrayList<>();
        for (String sentence : SENTENCES) {
            Heard heard = hear(recognizer, TestVoice.say(sentence), endMs);
            assertThat(heard.result().certain()).isEqualTo(!heard.result().text().isEmpty());
            errors += TestVoice.wordErrors(sentence, heard.result().text());
            words += TestVoice.wordCount(sentence);
            partials += heard.partials().size();
        }

        endMs.sort(null);
        System.out.printf(
                "grammar: %.1f %% word errors, %d partials, result after the end p50 %.1f ms, max %.1f ms%n",
                100.0 * errors / words, partials, endMs.get(endMs.size() / 2), endMs.getLast());
        printHeap("grammar");
        assertThat(errors).isLessThanOrEqualTo(words * 15 / 100);
        assertThat(partials).isGreaterThan(SENTENCES.size());
    }

    @Test
    void refusesWhatIsNotInTheGrammar() throws Exception {
        int refused = 0;
        for (String sentence : FOREIGN) {
            Heard heard = hear(recognizer, TestVoice.say(sentence), new ArrayList<>());
            refused += heard.result().equals(Hypothesis.NOTHING) ? 1 : 0;
        }

        System.out.printf("grammar: refused %d of %d foreign sentences%n", refused, FOREIGN.size());
        assertThat(refused).isGreaterThanOrEqualTo(FOREIGN.size() * 8 / 10);
    }

    @Test
    void hearsTheSameAfterSilenceAndAfterAnotherSpeaker() throws Exception {
        short[] quiet = TestVoice.say("what can you do");
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] = (short) (quiet[i] / 10);
        }
        Hypothesis before = hear(recognizer, quiet, new ArrayList<>()).result();

        hear(recognizer, new short[48_000], new ArrayList<>());
        hear(recognizer, TestVoice.withPinkNoise(new short[48_000], -20, 1), new ArrayList<>());

        assertThat(hear(recognizer, quiet, new ArrayList<>()).result()).isEqualTo(before);
    }

    @Test
    void silenceNoiseAndNothingAtAllAreNotUnderstood() throws Exception {
        short[] noise = TestVoice.withPinkNoise(new short[32_000], -30, 2);

        assertThat(hear(recognizer, new short[32_000], new ArrayList<>()).result())
                .isEqualTo(Hypothesis.NOTHING);
        assertThat(hear(recognizer, noise, new ArrayList<>()).result())
                .isEqualTo(Hypothesis.NOTHING);
        assertThat(hear(recognizer, new short[0], new ArrayList<>()).result())
                .isEqualTo(Hypothesis.NOTHING);
    }

    @Test
    void hearsAsManyAtOnceAsSaidAndFreesADecoderOnCancel() throws Exception {
        var first = new Heard();
        Recognizer.Utterance one = recognizer.open(first);
        Recognizer.Utterance two = recognizer.open(new Heard());
        one.audio(TestVoice.say("good morning"), 0, 8000);
        assertThat(recognizer.loadedDecoders()).isEqualTo(2);

        assertThatThrownBy(() -> recognizer.open(new Heard()))
                .isInstanceOf(RecognizerBusyException.class);

        one.cancel();
        one.cancel();
        Heard again = hear(recognizer, TestVoice.say("good morning"), new ArrayList<>());
        assertThat(again.result().text()).isEqualTo("good morning");
        assertThat(first.isEnded()).isFalse();
        two.cancel();
    }

    @Test
    void anUtteranceOpenWhenItClosesFails() throws Exception {
        var closing = SphinxRecognizer.grammar(new SpeechGrammar(RULES, words(RULES)), 1);
        closing.warmUp();
        var heard = new Heard();
        var _ = closing.open(heard);

        closing.close();

        assertThat(heard.failure()).contains("shut down");
        assertThat(closing.isReady()).isFalse();
    }

    @Test
    void heardInNoiseOfTwentyDecibels() throws Exception {
        int errors = 0;
        int words = 0;
        for (String sentence : SENTENCES) {
            short[] noisy = TestVoice.withPinkNoise(TestVoice.say(sentence), -43, 7);
            Heard heard = hear(recognizer, noisy, new ArrayList<>());
            errors += TestVoice.wordErrors(sentence, heard.result().text());
            words += TestVoice.wordCount(sentence);
        }

        System.out.printf("grammar: %.1f %% word errors at 20 dB%n", 100.0 * errors / words);
        assertThat(errors).isLessThanOrEqualTo(words * 20 / 100);
    }

    @Test
    void anotherSynthesisersWordsAreHeardWithoutAnyNoiseInTheirPauses() throws Exception {
        try (var espeak = EspeakSynthesizer.of("espeak-ng", List.of("en-us", "en-gb"))) {
            for (String voice : espeak.voices()) {
                int errors = 0;
                int words = 0;
                for (String sentence : SENTENCES) {
                    Heard heard =
                            hear(
                                    recognizer,
                                    TestVoice.say(espeak, voice, sentence),
                                    new ArrayList<>());
                    errors += TestVoice.wordErrors(sentence, heard.result().text());
                    words += TestVoice.wordCount(sentence);
                }

                System.out.printf(
                        "grammar: %.1f %% word errors with %s%n", 100.0 * errors / words, voice);
                assertThat(errors).as(voice).isLessThanOrEqualTo(words * 35 / 100);
            }
        }
    }

    @Test
    void anotherSynthesisersForeignSentencesAreRefusedToo() throws Exception {
        int refused = 0;
        try (var espeak = EspeakSynthesizer.of("espeak-ng", List.of("en-us"))) {
            for (String sentence : FOREIGN) {
                short[] audio = TestVoice.say(espeak, espeak.voices().getFirst(), sentence);
                Heard heard = hear(recognizer, audio, new ArrayList<>());
                refused += heard.result().equals(Hypothesis.NOTHING) ? 1 : 0;
            }
        }

        System.out.printf("grammar: refused %d of %d by espeak-ng%n", refused, FOREIGN.size());
        assertThat(refused).isGreaterThanOrEqualTo(FOREIGN.size() * 8 / 10);
    }

    @Test
    void aShortHelloIsUnderstood() throws Exception {
        assertThat(hear(recognizer, TestVoice.say("hello"), new ArrayList<>()).result())
                .isEqualTo(new Hypothesis("hello", true));
    }

    @Test
    void quietSpeechIsHeardAsLoudSpeechIs() throws Exception {
        short[] quiet = TestVoice.say("what time is it");
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] = (short) (quiet[i] / 20);
        }

        assertThat(hear(recognizer, quiet, new ArrayList<>()).result())
                .isEqualTo(new Hypothesis("what time is it", true));
    }

    @Test
    void foreignSentencesAreRefusedInNoiseOfTwentyDecibels() throws Exception {
        int refused = 0;
        for (String sentence : FOREIGN) {
            short[] noisy = TestVoice.withPinkNoise(TestVoice.say(sentence), -43, 7);
            Heard heard = hear(recognizer, noisy, new ArrayList<>());
            refused += heard.result().equals(Hypothesis.NOTHING) ? 1 : 0;
        }

        System.out.printf("grammar: refused %d of %d at 20 dB%n", refused, FOREIGN.size());
        assertThat(refused).isGreaterThanOrEqualTo(FOREIGN.size() * 8 / 10);
    }

    @Test
    void hearsTheSameWhenOthersAreHeardAtOnce() throws Exception {
        List<String> sentences = SENTENCES.subList(0, 4);
        List<String> alone = new ArrayList<>();
        for (String sentence : sentences) {
            alone.add(hear(recognizer, TestVoice.say(sentence), new ArrayList<>()).result().text());
        }

        try (var many = SphinxRecognizer.grammar(skills(), sentences.size())) {
            many.warmUp();
            List<Heard> heard = new ArrayList<>();
            List<Recognizer.Utterance> utterances = new ArrayList<>();
            for (int i = 0; i < sentences.size(); i++) {
                heard.add(new Heard());
                utterances.add(many.open(heard.get(i)));
            }
            for (int i = 0; i < sentences.size(); i++) {
                short[] audio = TestVoice.say(sentences.get(i));
                utterances.get(i).audio(audio, 0, audio.length);
                utterances.get(i).finish();
            }
            for (int i = 0; i < sentences.size(); i++) {
                heard.get(i).await();
                assertThat(heard.get(i).result().text()).isEqualTo(alone.get(i));
            }
        }
    }

    @Test
    void dictationHearsAnyWords() throws Exception {
        try (var dictation = SphinxRecognizer.dictation(1);
                var grammar = SphinxRecognizer.grammar(new SpeechGrammar(RULES, words(RULES)), 1);
                var both = new GrammarThenDictation(grammar, dictation)) {
            both.warmUp();
            int errors = 0;
            int words = 0;
            List<Double> endMs = new ArrayList<>();
            for (String sentence : FOREIGN.subList(0, 6)) {
                Heard heard = hear(both, TestVoice.say(sentence), endMs);
                assertThat(heard.result().certain()).isFalse();
                errors += TestVoice.wordErrors(sentence, heard.result().text());
                words += TestVoice.wordCount(sentence);
            }
            Hypothesis accepted = hear(both, TestVoice.say("tell me a joke"), endMs).result();

            System.out.printf(
                    "dictation: %.1f %% word errors, result after the end max %.1f ms%n",
                    100.0 * errors / words, endMs.stream().max(Double::compare).orElseThrow());
            printHeap("two grammar decoders, one grammar and one dictation decoder");
            assertThat(accepted).isEqualTo(new Hypothesis("tell me a joke", true));
        }
    }

    /** Gives the audio as fast as it is taken, so that only what is left at the end is measured. */
    private static Heard hear(Recognizer recognizer, short[] audio, List<Double> endMs)
            throws Exception {
        var heard = new Heard();
        Recognizer.Utterance utterance = recognizer.open(heard);
        for (int i = 0; i < audio.length; i += 320) {
            utterance.audio(audio, i, Math.min(320, audio.length - i));
        }
        long end = System.nanoTime();
        utterance.finish();
        heard.await();
        endMs.add((System.nanoTime() - end) / 1e6);
        return heard;
    }

    private static Set<String> words(String rules) {
        String bare =
                rules.substring(rules.indexOf("public")).replaceAll("<[a-z]+>|public|[^a-z]", " ");
        return new TreeSet<>(List.of(bare.strip().split(" +")));
    }

    private static void printHeap(String what) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "heap with voice and %s: %d MB%n",
                what, (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000);
    }
}
