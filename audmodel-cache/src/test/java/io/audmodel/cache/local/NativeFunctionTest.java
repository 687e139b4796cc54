package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NativeFunctionTest {

    /** JNA starts once in a class loader, and this JVM's may have started it already. */
    @Test
    void threadThatStartsNativeCode_staysInterrupted() throws Exception {
        AtomicInteger loaded = new AtomicInteger();
        try (URLClassLoader another = forgetful(loaded)) {
            Thread.currentThread().interrupt();
            Class.forName(Libc.class.getName(), true, another);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(loaded).hasPositiveValue();
    }

    /**
     * JNA waits for {@code ldconfig} when it starts, and forgets an interrupt meanwhile: now and then, as the process has
     * mostly ended by then. Here the thread that loads a class of JNA forgets it each time.
     */
    private static URLClassLoader forgetful(AtomicInteger loaded) {
        URL[] places = {placeOf(Libc.class), placeOf(Native.class)};
        return new URLClassLoader(places, ClassLoader.getPlatformClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.startsWith("com.sun.jna.")) {
                    loaded.incrementAndGet();
                    Thread.interrupted();
                }
                return super.findClass(name);
            }
        };
    }

    private static URL placeOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
