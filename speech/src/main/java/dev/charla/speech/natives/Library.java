package dev.charla.speech.natives;

import dev.charla.onnxruntime.OnnxEnvironment;
import dev.charla.onnxruntime.Telemetry;
import dev.charla.speech.ModelMissingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A native speech library: which machines it runs on, and how it is loaded. Any thread. */
public enum Library {
    VOSK(
            "Vosk",
            "com.alphacephei:vosk",
            "org.vosk.LibVosk",
            "dev.charla.speech.vosk.VoskStreams",
            "whisper.cpp runs there: charla.speech.recognizer=whisper."),
    WHISPER(
            "whisper.cpp",
            "io.github.givimad:whisper-jni",
            "io.github.givimad.whisperjni.WhisperJNI",
            "dev.charla.speech.whisper.WhisperSegments",
            "Leave charla.speech.recognizer out."),
    ONNX_RUNTIME(
            "ONNX Runtime",
            "com.microsoft.onnxruntime:onnxruntime",
            "ai.onnxruntime.OrtEnvironment",
            "dev.charla.speech.silero.SileroWindows",
            "Leave charla.speech.detector out.");

    /** Where the jars are, below the folder of models. */
    public static final String FOLDER = "lib";

    /** A native library can be loaded by one class loader only. */
    private static final Map<Library, ClassLoader> LOADED = new ConcurrentHashMap<>();

    private final String title;
    private final String artifact;
    private final String probe;
    private final String caller;
    private final String otherwise;

    Library(String title, String artifact, String probe, String caller, String otherwise) {
        this.title = title;
        this.artifact = artifact;
        this.probe = probe;
        this.caller = caller;
        this.otherwise = otherwise;
    }

    /** Group and artifact in Maven's central repository. */
    public String artifact() {
        return artifact;
    }

    /** The beginning of its jar's name. */
    public String jar() {
        return artifact.substring(artifact.indexOf(':') + 1) + "-";
    }

    /**
     * Loads a model.
     *
     * @param port what the model is to be used as
     * @param models the folder of models, with the jar in its {@link #FOLDER}
     * @param model a file or folder that is there
     * @throws ModelMissingException when the library is not there or does not run here, or the
     *     model is not one of its own
     */
    public <T> T load(Class<T> port, Path models, Path model) {
        requireUsable();
        try {
            Class<?> type = Class.forName(caller, true, loader(models));
            return port.cast(type.getConstructor(Path.class).newInstance(model));
        } catch (InvocationTargetException e) {
            throw notLoaded(model, e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw notLoaded(model, e);
        }
    }

    /**
     * For what calls the library itself, as the application has it.
     *
     * @throws ModelMissingException when it does not run here; the message says what to do
     */
    public void requireUsable() {
        requireMachine(System.getProperty("os.name"), System.getProperty("os.arch"));
        if (this == ONNX_RUNTIME) {
            Telemetry.forbid();
        }
    }

    private ModelMissingException notLoaded(Path model, Throwable cause) {
        if (cause instanceof ModelMissingException known) {
            return known;
        }
        if (cause instanceof LinkageError) {
            return new ModelMissingException(
                    "%s does not load on this machine (%s). It needs the GNU C library on Linux. %s"
                            .formatted(title, cause.getClass().getSimpleName(), otherwise),
                    cause);
        }
        return new ModelMissingException(
                ("%s cannot load %s: it is damaged, or a model of another kind. Delete it and fetch"
                                + " it again with ./charla models fetch.")
                        .formatted(title, model),
                cause);
    }

    /** Operating systems and processors that its jar has native code for. */
    private Set<String> machines() {
        return switch (this) {
            case VOSK -> Set.of("linux x86-64", "macos x86-64", "macos arm64", "windows x86-64");
            case WHISPER ->
                    Set.of(
                            "linux x86-64",
                            "linux arm64",
                            "macos x86-64",
                            "macos arm64",
                            "windows x86-64");
            case ONNX_RUNTIME ->
                    Set.of("linux x86-64", "linux arm64", "macos arm64", "windows x86-64");
        };
    }

    /** Says on which machines it runs, when not on this one. */
    void requireMachine(String os, String arch) {
        Set<String> machines = machines();
        String machine = os(os) + " " + arch(arch);
        if (!machines.contains(machine)) {
            throw new ModelMissingException(
                    "%s does not run on %s; it runs on %s. %s"
                            .formatted(
                                    title,
                                    machine,
                                    String.join(", ", machines.stream().sorted().toList()),
                                    otherwise));
        }
    }

    private static String os(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("mac") ? "macos" : lower.startsWith("windows") ? "windows" : lower;
    }

    private static String arch(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86-64";
            case "aarch64", "arm64" -> "arm64";
            default -> name;
        };
    }

    private ClassLoader loader(Path models) {
        return LOADED.computeIfAbsent(this, _ -> loader(Library.class.getClassLoader(), models));
    }

    /** As the application's own classes where the library is among them. */
    ClassLoader loader(ClassLoader application, Path models) {
        try {
            Class.forName(probe, false, application);
            if (this == ONNX_RUNTIME) {
                OnnxEnvironment.shared();
            }
            return application;
        } catch (ClassNotFoundException _) {
            String ours = caller.substring(0, caller.lastIndexOf('.') + 1);
            return new LibraryLoader(title, jars(models), application, ours);
        }
    }

    private List<URL> jars(Path models) {
        Path folder = models.resolve(FOLDER);
        List<URL> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, jar() + "*.jar")) {
                for (Path jar : found) {
                    jars.add(jar.toUri().toURL());
                }
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (jars.isEmpty()) {
            throw new ModelMissingException(
                    ("The library of %s is not here. ./charla models fetch brings it along with a"
                                    + " model; or put the jar of %s from Maven's central repository"
                                    + " into %s.")
                            .formatted(title, artifact, folder.toAbsolutePath().normalize()));
        }
        return jars;
    }
}
