package io.audmodel.cache.local;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A function of the C library, called so that nothing outlives an application that is undeployed from a running JVM.
 * JNA holds registered libraries by a thread of its own, which holds the class loader; so no library stays open here,
 * and no memory is allocated. Thread-safe.
 */
final class NativeFunction {

    private final Function function;

    private NativeFunction(Function function) {
        this.function = function;
    }

    /** @throws LinkageError if JNA cannot be loaded, or there is no such function */
    static NativeFunction named(String name) {
        UnpackFolder.prepare();
        FutureTask<NativeFunction> lookup = new FutureTask<>(() -> found(name));
        // JNA waits for a process when it starts, and forgets an interrupt meanwhile: nobody interrupts this thread.
        Thread thread = new Thread(null, lookup, "audmodel-native", 0, false);
        thread.setDaemon(true);
        // JNA's thread and the one that waits for its processes take it over, and live for some time.
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        thread.start();
        return result(lookup);
    }

    private static NativeFunction found(String name) {
        // The function stays where it is: the JVM itself has the C library open.
        try (NativeLibrary library = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME)) {
            return new NativeFunction(library.getFunction(name));
        }
    }

    private static NativeFunction result(FutureTask<NativeFunction> lookup) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return lookup.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** @param arguments numbers and arrays of bytes: anything else would take memory that JNA frees later */
    int call(Object... arguments) {
        return function.invokeInt(arguments);
    }
}
