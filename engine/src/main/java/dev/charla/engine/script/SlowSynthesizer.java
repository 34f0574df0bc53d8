package dev.charla.engine.script;

import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.engine.synthesis.SynthesisException;
import dev.charla.engine.synthesis.Synthesizer;
import java.util.List;
import java.util.Set;

/** The engine's own voice with the script's delays before its sound. For one session. */
final class SlowSynthesizer implements Synthesizer {
    private final ScriptRun run;
    private final Synthesizer voice;

    SlowSynthesizer(ScriptRun run, Synthesizer voice) {
        this.run = run;
        this.voice = voice;
    }

    @Override
    public List<String> voices() {
        return voice.voices();
    }

    @Override
    public String language(String name) {
        return voice.language(name);
    }

    @Override
    public void speak(Sentence sentence, Sink sink)
            throws InterruptedException, SynthesisException {
        Script.Delays delays = run.spoken().delays();
        run.pause(delays.speech());
        voice.speak(
                sentence,
                new Sink() {
                    @Override
                    public void audio(short[] samples) throws InterruptedException {
                        sink.audio(samples);
                        run.pause(delays.audio());
                    }

                    @Override
                    public void timing(SpeechTiming timing) {
                        sink.timing(timing);
                    }
                });
    }

    @Override
    public boolean canSpeak(String name, String text) {
        return voice.canSpeak(name, text);
    }

    @Override
    public Set<SpeechTiming.Kind> times() {
        return voice.times();
    }

    @Override
    public void warmUp() {
        voice.warmUp();
    }

    @Override
    public boolean isReady() {
        return voice.isReady();
    }

    /** The voice is shared and is not closed. */
    @Override
    public void close() {}
}
