package dev.charla.engine.settings;

import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.protocol.settings.Animation;
import java.util.List;

/** Which times in the agent's speech a client may ask for. */
final class TimingRules {
    private TimingRules() {}

    static void timestamps(List<String> asked, String param, Abilities abilities)
            throws RefusedException {
        for (String type : asked) {
            Checks.among(type, param, "word");
        }
        if (!asked.isEmpty() && !abilities.times().contains(SpeechTiming.Kind.WORDS)) {
            throw RefusedException.notHere(param, "timestamps with this voice");
        }
    }

    static void animation(Animation asked, String param, Abilities abilities)
            throws RefusedException {
        Checks.noExtras(asked.extra(), param);
        Checks.among(asked.modelName(), param + ".model_name", "default");
        // Where nothing is named, the service means what is not made here.
        List<String> outputs = asked.outputs() == null ? List.of("blendshapes") : asked.outputs();
        for (String output : outputs) {
            Checks.among(output, param + ".outputs", "viseme_id");
        }
        if (!outputs.isEmpty() && !abilities.times().contains(SpeechTiming.Kind.VISEMES)) {
            throw RefusedException.notHere(param, "animation with this voice");
        }
    }
}
