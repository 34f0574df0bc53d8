package dev.charla.onnxruntime;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/**
 * What ONNX Runtime tells its makers, which is nothing here. Since 1.29 its builds for Linux and
 * macOS keep a number for the device below the home directory and send it over the network,
 * together with facts about models and their use, as soon as there is an environment. Only a
 * variable of the process forbids that, and Java cannot set any, so it is set in C.
 *
 * <p>It also ends the process where there is no shell, as in small images, or where the command
 * line is longer than a page: not when it is forbidden.
 */
public final class Telemetry {
    /** Read once, when the library makes its environment. */
    static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    private static final boolean FORBIDDEN = isWindows() || set();

    private Telemetry() {}

    /**
     * Forbids it in this process, for each copy of the library that is loaded afterwards. On
     * Windows the library tells the system, whose settings decide, until it is told otherwise.
     *
     * @throws IllegalStateException when that is not possible; the library is not to be loaded then
     */
    public static void forbid() {
        if (!FORBIDDEN) {
            throw new IllegalStateException(
                    "ONNX Runtime would send facts about its use, as %s=1 cannot be set"
                            .formatted(VARIABLE));
        }
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    @SuppressWarnings("restricted") // Java has no way to set a variable of its own process.
    private static boolean set() {
        Linker linker = Linker.nativeLinker();
        MemorySegment function = linker.defaultLookup().find("setenv").orElse(null);
        if (function == null) {
            return false;
        }
        MethodHandle setenv =
                linker.downcallHandle(
                        function,
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            return (int)
                            setenv.invokeExact(
                                    arena.allocateFrom(VARIABLE), arena.allocateFrom("1"), 1)
                    == 0;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a function in C throws nothing", e);
        }
    }
}
