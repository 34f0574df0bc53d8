package dev.charla.speech;

import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.speech.moonshine.MoonshineRecognizer;
import dev.charla.speech.natives.Library;
import dev.charla.speech.natives.SegmentModel;
import dev.charla.speech.natives.StreamModel;
import dev.charla.speech.natives.VadModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of models: what is in it, and what can be made of that. Any thread. */
public final class SpeechModels {
    /** {@code moonshine-base-es}, {@code moonshine-tiny-pt-BR}. */
    private static final Pattern MOONSHINE_NAME =
            Pattern.compile("moonshine-[a-z]+-([a-z]{2}(?:-[A-Za-z]{2})?)(?:-.*)?");

    /** Names the model that is inside, beside those that were fetched. */
    static final String BUILT_IN = "built-in";

    /** {@code vosk-model-small-es-0.42}, {@code vosk-model-en-us-0.22}. */
    private static final Pattern VOSK_NAME =
            Pattern.compile("vosk-model-(?:small-)?([a-z]{2}(?:-[a-z]{2})?)(?:-.*)?");

    private final Path folder;

    public SpeechModels(Path folder) {
        this.folder = folder;
    }

    /** Kinds of models. */
    public enum Kind {
        MOONSHINE("of Moonshine", "moonshine-model", "moonshine-base-es"),
        VOSK("of Vosk", "vosk-model", "vosk-small-en-us"),
        WHISPER("of whisper.cpp", "whisper-model", "whisper-base"),
        SILERO("of Silero's speech detector", "silero-model", "silero-vad"),
        PIPER("of Piper's voices", "piper-model", "piper-en_US-ljspeech-medium");

        private final String title;
        private final String setting;
        private final String example;

        Kind(String title, String setting, String example) {
            this.title = title;
            this.setting = setting;
            this.example = example;
        }

        boolean isOne(Path path) {
            String name = String.valueOf(path.getFileName());
            return switch (this) {
                case MOONSHINE -> isMoonshine(path);
                case VOSK -> isVosk(path);
                case WHISPER -> name.matches("ggml-.*\\.bin") && Files.isRegularFile(path);
                case SILERO -> name.matches("silero_vad.*\\.onnx") && Files.isRegularFile(path);
                case PIPER ->
                        name.endsWith(".onnx")
                                && Files.isRegularFile(path.resolveSibling(name + ".json"));
            };
        }

        private static boolean isMoonshine(Path path) {
            return Files.isRegularFile(path.resolve("encoder_model.onnx"))
                    && Files.isRegularFile(path.resolve("decoder_model_merged.onnx"));
        }

        private static boolean isVosk(Path path) {
            return Files.isRegularFile(path.resolve("am/final.mdl"))
                    || Files.isRegularFile(path.resolve("final.mdl"));
        }
    }

    /**
     * The model that a setting names, or the only one of its kind.
     *
     * @param named a name in the folder, or a path; null for the only one there is
     * @throws ModelMissingException when there is none, or none of that name, or several
     */
    public Path find(Kind kind, @Nullable String named) {
        if (named != null && !named.isBlank()) {
            return named(kind, named.strip());
        }
        List<Path> found = all(kind);
        if (found.size() == 1) {
            return found.getFirst();
        }
        String where = folder.toAbsolutePath().normalize().toString();
        throw new ModelMissingException(
                found.isEmpty()
                        ? ("There is no model %s in %s. Fetch one, such as with ./charla models"
                                        + " fetch %s, or say with charla.speech.models where they"
                                        + " are.")
                                .formatted(kind.title, where, kind.example)
                        : "There are several models %s in %s: %s. Name one with charla.speech.%s."
                                .formatted(kind.title, where, names(found), kind.setting));
    }

    private Path named(Kind kind, String name) {
        for (Path path : List.of(folder.resolve(name), Path.of(name))) {
            if (kind.isOne(path)) {
                return path;
            }
            if (Files.exists(path)) {
                throw new ModelMissingException(
                        "%s, which charla.speech.%s names, is no model %s, or a part of it lacks."
                                .formatted(path, kind.setting, kind.title));
            }
        }
        List<Path> others = all(kind);
        throw new ModelMissingException(
                "There is no %s, which charla.speech.%s names, in %s.%s"
                        .formatted(
                                name,
                                kind.setting,
                                folder.toAbsolutePath().normalize(),
                                others.isEmpty() ? "" : " There are: " + names(others) + "."));
    }

    private static String names(List<Path> paths) {
        return String.join(
                ", ", paths.stream().map(path -> String.valueOf(path.getFileName())).toList());
    }

    /** Those of a kind that are in the folder, by name. */
    public List<Path> all(Kind kind) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Predicate<Path> wanted = kind::isOne;
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Hears with Moonshine.
     *
     * @param named models as in {@link #find}, one for each language, the usual one first, {@code
     *     built-in} for the English one that is inside; empty for the only one there is
     * @param language BCP 47 tag of the first model; null to take it from its name
     * @param limit utterances heard at once in each language
     * @throws ModelMissingException when there is none of such a name, or its licence has not been
     *     agreed to
     */
    public Recognizer moonshine(List<String> named, @Nullable String language, int limit) {
        List<Recognizer> each = new ArrayList<>();
        for (String name : named.isEmpty() ? List.of("") : named) {
            if (name.strip().equals(BUILT_IN)) {
                each.add(new MoonshineRecognizer(limit));
                continue;
            }
            Path path = find(Kind.MOONSHINE, name);
            requireAgreement(path);
            String tag =
                    each.isEmpty() && language != null
                            ? language
                            : language(Kind.MOONSHINE, MOONSHINE_NAME, path);
            each.add(MoonshineRecognizer.of(path, tag, limit));
        }
        return each.size() == 1 ? each.getFirst() : new LanguageRecognizers(each);
    }

    private static void requireAgreement(Path model) {
        if (!Agreement.isGiven(model)) {
            String name = String.valueOf(model.getFileName());
            throw new ModelMissingException(
                    ("%s may be used only by those who agree to %s in that folder, and nobody has."
                                    + " ./charla models fetch %s shows it and asks.")
                            .formatted(model, Agreement.LICENCE, name));
        }
    }

    /**
     * Hears with Vosk.
     *
     * @param named models as in {@link #find}, one for each language, the usual one first; empty
     *     for the only one there is
     * @param language BCP 47 tag of the first model; null to take it from its name
     * @param limit utterances heard at once in each language
     */
    public Recognizer vosk(List<String> named, @Nullable String language, int limit) {
        List<Path> paths = new ArrayList<>();
        if (named.isEmpty()) {
            paths.add(find(Kind.VOSK, null));
        }
        named.forEach(name -> paths.add(find(Kind.VOSK, name)));
        List<Recognizer> each = new ArrayList<>();
        for (Path path : paths) {
            String tag = each.isEmpty() && language != null ? language : voskLanguage(path);
            StreamModel model = Library.VOSK.load(StreamModel.class, folder, path);
            each.add(ModelRecognizer.vosk(model, tag, limit));
        }
        return each.size() == 1 ? each.getFirst() : new LanguageRecognizers(each);
    }

    static String voskLanguage(Path model) {
        return language(Kind.VOSK, VOSK_NAME, model);
    }

    /** The language in the name that its makers gave it. */
    private static String language(Kind kind, Pattern pattern, Path model) {
        Matcher name = pattern.matcher(String.valueOf(model.getFileName()));
        if (!name.matches()) {
            throw new ModelMissingException(
                    "Say with charla.speech.language which language %s understands: its name does"
                                    .formatted(model)
                            + " not tell.");
        }
        String tag = name.group(1);
        return tag.equals("cn") && kind == Kind.VOSK
                ? "zh-CN"
                : Locale.forLanguageTag(tag).toLanguageTag();
    }

    /**
     * Hears with whisper.cpp.
     *
     * @param named as in {@link #find}
     * @param language BCP 47 tag of what is usually spoken; null for English
     * @param limit utterances heard at once
     */
    public Recognizer whisper(@Nullable String named, @Nullable String language, int limit) {
        Path path = find(Kind.WHISPER, named);
        SegmentModel model = Library.WHISPER.load(SegmentModel.class, folder, path);
        // Each takes up to four cores.
        int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 4);
        return ModelRecognizer.whisper(model, language == null ? "en-US" : language, limit, atOnce);
    }

    /**
     * Tells speech with Silero.
     *
     * @param named as in {@link #find}
     */
    public SpeechDetector.Factory silero(@Nullable String named) {
        Path path = find(Kind.SILERO, named);
        return new SileroSpeechDetector.Detectors(
                Library.ONNX_RUNTIME.load(VadModel.class, folder, path));
    }
}
