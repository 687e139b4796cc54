package io.audmodel.cache.local;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

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
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        // JNA's thread and the one that waits for its processes take it over, and live for some time.
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        // The function stays where it is: the JVM itself has the C library open.
        try (NativeLibrary library = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME)) {
            return new NativeFunction(library.getFunction(name));
        } finally {
            thread.setContextClassLoader(context);
        }
    }

    /** @param arguments numbers and arrays of bytes: anything else would take memory that JNA frees later */
    int call(Object... arguments) {
        return function.invokeInt(arguments);
    }
}
