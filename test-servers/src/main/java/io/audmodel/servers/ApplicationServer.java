package io.audmodel.servers;

import java.io.File;
import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Runs applications in class loaders of their own, on a thread that outlives them, as a servlet container does, and sees
 * whether an application that was taken out is free for the garbage collector. Used by one thread.
 */
public final class ApplicationServer implements AutoCloseable {

    /** JNA's thread lives for half a minute after its last use, and the JDK's for processes for one. */
    private static final long DEADLINE = Duration.ofMinutes(3).toNanos();

    private static final long BETWEEN_MILLIS = 200;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

    /**
     * Runs an application, takes it out, and waits until its class loader is collected, three minutes at most.
     *
     * @param application a public class with a constructor without arguments; all it uses is loaded anew
     * @param arguments what it is given
     * @return whether its class loader was collected
     */
    public boolean frees(Class<? extends Consumer<List<String>>> application, List<String> arguments)
            throws ExecutionException, InterruptedException {
        WeakReference<ClassLoader> loader =
                thread.submit(() -> deploy(application, arguments)).get();
        thread.submit(ApplicationServer::forgetTheLastRecord).get();
        long end = System.nanoTime() + DEADLINE;
        while (System.nanoTime() < end) {
            System.gc();
            if (collected.remove(BETWEEN_MILLIS) == loader) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private WeakReference<ClassLoader> deploy(
            Class<? extends Consumer<List<String>>> application, List<String> arguments)
            throws IOException, ReflectiveOperationException {
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        try (URLClassLoader loader = freshLoader()) {
            caller.setContextClassLoader(loader);
            @SuppressWarnings("unchecked")
            Consumer<List<String>> deployed = (Consumer<List<String>>) anew(application, loader);
            deployed.accept(arguments);
            return new WeakReference<>(loader, collected);
        } finally {
            caller.setContextClassLoader(before);
        }
    }

    /**
     * The JDK holds the class of the last record whose {@code equals} it linked, up to JDK 18 for good (JDK-8078641), then
     * until memory is short. A record of a loader that nobody needs takes that place.
     */
    private static Void forgetTheLastRecord() throws IOException, ReflectiveOperationException {
        try (URLClassLoader loader = freshLoader()) {
            ((Runnable) anew(LastRecord.class, loader)).run();
        }
        return null;
    }

    private static Object anew(Class<?> type, ClassLoader loader) throws ReflectiveOperationException {
        return loader.loadClass(type.getName()).getDeclaredConstructor().newInstance();
    }

    private static URLClassLoader freshLoader() throws MalformedURLException {
        List<URL> all = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            all.add(Path.of(entry).toUri().toURL());
        }
        return new URLClassLoader(all.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
