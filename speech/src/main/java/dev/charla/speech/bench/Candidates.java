package dev.charla.speech.bench;

import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.speech.FvadSubbandDetector;
import dev.charla.speech.ModelMissingException;
import dev.charla.speech.SpeechModels;
import dev.charla.speech.moonshine.MoonshineRecognizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What can hear here: what is inside, and every model in the folder. */
final class Candidates {
    private Candidates() {}

    /**
     * A recogniser.
     *
     * @param most conversations it is measured with at once
     * @param make loads it; the caller closes it
     */
    record Ears(String name, int most, Supplier<Recognizer> make) {
        boolean understands(Recognizer made, String tag) {
            String language = Locale.forLanguageTag(tag).getLanguage();
            return made.languages().stream()
                    .anyMatch(one -> Locale.forLanguageTag(one).getLanguage().equals(language));
        }
    }

    static List<Ears> ears(Path folder, int most) {
        SpeechModels models = new SpeechModels(folder);
        List<Ears> all = new ArrayList<>();
        all.add(new Ears("moonshine", most, () -> new MoonshineRecognizer(most)));
        for (Path model : models.all(SpeechModels.Kind.MOONSHINE)) {
            String name = String.valueOf(model.getFileName());
            all.add(new Ears(name, most, () -> models.moonshine(List.of(name), null, most)));
        }
        for (Path model : models.all(SpeechModels.Kind.VOSK)) {
            String name = String.valueOf(model.getFileName());
            all.add(new Ears(name, most, () -> models.vosk(List.of(name), null, most)));
        }
        for (Path model : models.all(SpeechModels.Kind.WHISPER)) {
            String name = String.valueOf(model.getFileName());
            all.add(new Ears(name, most, () -> models.whisper(name, null, most)));
        }
        return all;
    }

    /** What tells speech from noise, by name; what cannot be loaded is told. */
    static Map<String, SpeechDetector.Factory> detectors(Path folder, Report report) {
        Map<String, SpeechDetector.Factory> all = new LinkedHashMap<>();
        all.put("built-in", FvadSubbandDetector.orSubband());
        SpeechModels models = new SpeechModels(folder);
        for (Path model : models.all(SpeechModels.Kind.SILERO)) {
            try {
                String name = String.valueOf(model.getFileName());
                all.put(name.replace(".onnx", ""), models.silero(name));
            } catch (ModelMissingException e) {
                report.say("Left out: " + e.getMessage());
            }
        }
        return all;
    }
}
