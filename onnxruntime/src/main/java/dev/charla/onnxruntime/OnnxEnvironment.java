package dev.charla.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * ONNX Runtime's environment, which outlives the end of the process. The library frees its own in a
 * shutdown hook, which the JVM starts together with all others: a network that still runs then, as
 * the last words of a conversation are being heard, ends the process with a segmentation fault or
 * fails. So a second reference is taken, which nobody gives back; the operating system frees the
 * rest.
 *
 * <p>Any thread.
 */
public final class OnnxEnvironment {
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;

    /** The first version of the C interface has all that is called here. */
    private static final int API_VERSION = 1;

    /** Place of {@code CreateEnv} in {@code OrtApi}: places never change (onnxruntime_c_api.h). */
    private static final int CREATE_ENV = 3;

    /** {@code ORT_LOGGING_LEVEL_WARNING}, as the environment has it that there is. */
    private static final int WARNING = 2;

    private static final OrtEnvironment SHARED = kept(silent());

    private OnnxEnvironment() {}

    /** The same for the whole process. */
    public static OrtEnvironment shared() {
        return SHARED;
    }

    private static OrtEnvironment silent() {
        Telemetry.forbid();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime's telemetry cannot be switched off", e);
        }
        return environment;
    }

    /** Where another class loader has the library, nothing is kept. */
    private static OrtEnvironment kept(OrtEnvironment environment) {
        SymbolLookup.loaderLookup()
                .find("OrtGetApiBase")
                .ifPresent(OnnxEnvironment::takeSecondReference);
        return environment;
    }

    @SuppressWarnings("restricted") // The library's Java interface gives no second reference.
    private static void takeSecondReference(MemorySegment getApiBase) {
        try (Arena arena = Arena.ofConfined()) {
            var base = (MemorySegment) function(getApiBase).invokeExact();
            var getApi = base.reinterpret(POINTER.byteSize()).get(POINTER, 0);
            var api =
                    (MemorySegment) function(getApi, ValueLayout.JAVA_INT).invokeExact(API_VERSION);
            var createEnv =
                    api.reinterpret((CREATE_ENV + 1) * POINTER.byteSize())
                            .getAtIndex(POINTER, CREATE_ENV);
            var failure =
                    (MemorySegment)
                            function(createEnv, ValueLayout.JAVA_INT, POINTER, POINTER)
                                    .invokeExact(
                                            WARNING,
                                            arena.allocateFrom("charla"),
                                            arena.allocate(POINTER));
            if (!failure.equals(MemorySegment.NULL)) {
                throw new IllegalStateException("ONNX Runtime gives no second reference");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a function in C throws nothing", e);
        }
    }

    @SuppressWarnings("restricted") // As above.
    private static MethodHandle function(MemorySegment address, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(address, FunctionDescriptor.of(POINTER, arguments));
    }
}
