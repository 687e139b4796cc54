package io.audmodel.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application server takes an application out, and nothing of the library holds what is left of it. */
class RedeploymentTest {

    /** JNA's thread lives for half a minute after its last use, and the JDK's for processes for one. */
    private static final long DEADLINE = Duration.ofMinutes(5).toNanos();

    private static final long BETWEEN_MILLIS = 500;

    @TempDir
    private Path folder;

    @Test
    void applicationThatWasTakenOut_isCollected() throws Exception {
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        WeakReference<ClassLoader> application = deployUseAndTakeOut(collected);

        forgetTheLastRecord();
        long end = System.nanoTime() + DEADLINE;
        boolean isCollected = false;
        while (!isCollected && System.nanoTime() < end) {
            System.gc();
            isCollected = collected.remove(BETWEEN_MILLIS) == application;
        }

        assertThat(isCollected)
                .as("threads that are left: %s", Thread.getAllStackTraces().keySet())
                .isTrue();
    }

    private WeakReference<ClassLoader> deployUseAndTakeOut(ReferenceQueue<ClassLoader> collected) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            @SuppressWarnings("unchecked")
            Consumer<Path> application = (Consumer<Path>) loader.loadClass(Redeployed.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            application.accept(folder);
            return new WeakReference<>(loader, collected);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> all = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            all.add(Path.of(entry).toUri().toURL());
        }
        return all.toArray(URL[]::new);
    }

    /** Up to JDK 18 the JDK holds the class of the last record that it wrote {@code equals} for (JDK-8078641). */
    private static void forgetTheLastRecord() {
        assertThat(new Last(new Last(null)))
                .isEqualTo(new Last(new Last(null)))
                .hasSameHashCodeAs(new Last(new Last(null)));
        assertThat(new Last(null).toString()).isEqualTo("Last[last=null]");
    }

    private record Last(@Nullable Last last) {}
}
