package dev.charla.speech.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.speech.ModelMissingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
    @TempDir Path models;

    @Test
    void aMachineItDoesNotRunOnIsNamedWithAWayOut() {
        assertThatThrownBy(() -> Library.VOSK.requireMachine("Linux", "aarch64"))
                .isInstanceOf(ModelMissingException.class)
                .hasMessage(
                        "Vosk does not run on linux arm64; it runs on linux x86-64, macos arm64,"
                                + " macos x86-64, windows x86-64. whisper.cpp runs there:"
                                + " charla.speech.recognizer=whisper.");
        assertThatCode(() -> Library.WHISPER.requireMachine("Linux", "aarch64"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Library.ONNX_RUNTIME.requireMachine("Mac OS X", "x86_64"))
                .hasMessageContaining("ONNX Runtime does not run on macos x86-64");
        assertThatCode(() -> Library.ONNX_RUNTIME.requireMachine("Windows 11", "amd64"))
                .doesNotThrowAnyException();
    }

    @Test
    void aMissingLibraryIsToldWithTheCommandThatBringsIt() {
        assertThatThrownBy(() -> Library.VOSK.loader(new WithoutLibraries(), models))
                .isInstanceOf(ModelMissingException.class)
                .hasMessageContaining("The library of Vosk is not here")
                .hasMessageContaining("com.alphacephei:vosk")
                .hasMessageContaining(models.resolve("lib").toString());
    }

    /** As in the application, which has neither the library nor a way to it. */
    @Test
    void aLibraryIsLoadedFromTheFolderOfModelsTogetherWithWhatCallsIt() throws Exception {
        Path jar =
                Path.of(
                        ai.onnxruntime.OrtEnvironment.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        Path lib = Files.createDirectories(models.resolve("lib"));
        Files.createSymbolicLink(lib.resolve("onnxruntime-1.jar"), jar.toAbsolutePath());

        ClassLoader loader = Library.ONNX_RUNTIME.loader(new WithoutLibraries(), models);
        Class<?> caller = Class.forName("dev.charla.speech.silero.SileroWindows", false, loader);

        assertThat(caller.getClassLoader()).isSameAs(loader);
        assertThat(VadModel.class).isAssignableFrom(caller);
        assertThat(loader.loadClass("ai.onnxruntime.OrtEnvironment").getClassLoader())
                .isSameAs(loader);
    }

    @Test
    void aSharedModelIsFreedOnceWhenTheLastUserIsGone() {
        AtomicInteger freed = new AtomicInteger();
        Shared<AutoCloseable> shared = new Shared<>(freed::incrementAndGet);
        shared.take();
        shared.take();
        shared.close();
        shared.close();
        shared.giveBack();
        assertThat(freed).hasValue(0);

        shared.giveBack();

        assertThat(freed).hasValue(1);
        assertThatThrownBy(shared::take).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(shared::giveBack).isInstanceOf(IllegalStateException.class);
    }

    /** This application without the libraries that the tests have. */
    private static final class WithoutLibraries extends ClassLoader {
        WithoutLibraries() {
            super(LibraryTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("ai.onnxruntime.") || name.startsWith("org.vosk.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
