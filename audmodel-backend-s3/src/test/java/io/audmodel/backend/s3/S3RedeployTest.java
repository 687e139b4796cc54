package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.servers.S3Stub;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application that is taken from its server leaves nothing in the server's threads. */
class S3RedeployTest {

    private static final int ROUNDS = 100;

    @TempDir
    private Path folder;

    /** What the application does; loaded with it. */
    public static final class Application implements Function<List<String>, String> {

        @Override
        public String apply(List<String> where) {
            try (Backend backend =
                    Connecting.to(where.get(0), Path.of(where.get(1)), Map.of("access_key", "a", "secret_key", "b"))) {
                ObjectPath path = new ObjectPath("a/object");
                backend.put(path, Content.of(new byte[1]), PutMode.create());
                backend.stat(path.child("absent"));
                try (Stream<?> listed = backend.list(new ObjectPath("a"))) {
                    return "listed " + listed.count();
                }
            }
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void classLoader_ofAClosedApplication_isFree() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (S3Stub server = S3Stub.start(folder)) {
            server.createBucket("models");
            List<String> where = List.of(server.endpoint(), folder.toString());
            WeakReference<ClassLoader> loader =
                    thread.submit(() -> deploy(where)).get(1, TimeUnit.MINUTES);
            forgetTheLastRecord();
            for (int round = 0; round < ROUNDS && loader.get() != null; round++) {
                System.gc();
                thread.submit(() -> where.get(0)).get(1, TimeUnit.MINUTES);
                LockSupport.parkNanos(50_000_000);
            }
            assertThat(loader.get()).isNull();
        } finally {
            thread.shutdownNow();
        }
    }

    /** JDK 17 itself keeps the types of the record that was compared last. */
    private static void forgetTheLastRecord() {
        record Another(Thread one, List<String> two, int three) {}

        Another another = new Another(Thread.currentThread(), List.of(), 3);
        assertThat(another).isEqualTo(new Another(Thread.currentThread(), List.of(), 3));
        assertThat(another.hashCode() + another.toString()).isNotEmpty();
    }

    @SuppressWarnings("unchecked")
    private static WeakReference<ClassLoader> deploy(List<String> where) throws Exception {
        URLClassLoader loader = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader());
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        // As a server does while it runs an application.
        caller.setContextClassLoader(loader);
        try {
            Function<List<String>, String> application =
                    (Function<List<String>, String>) loader.loadClass(Application.class.getName())
                            .getDeclaredConstructor()
                            .newInstance();
            assertThat(application.apply(where)).isEqualTo("listed 1");
        } finally {
            caller.setContextClassLoader(before);
        }
        loader.close();
        return new WeakReference<>(loader);
    }

    private static URL[] urls() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(part).toUri().toURL());
        }
        return urls.toArray(new URL[0]);
    }
}
