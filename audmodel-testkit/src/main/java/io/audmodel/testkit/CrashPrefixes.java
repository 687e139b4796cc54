package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs a call repeatedly, each time with one step more before the end. Closing removes what was stored. */
final class CrashPrefixes implements AutoCloseable {

    /** A call that has more steps than this never ends. */
    private static final int LIMIT = 500;

    /** The call of a run, and its checks. */
    interface Scenario {

        /** The call that is stopped. */
        void call(AudModel client);

        /** Checks what a stopped call left, repeats the call, and checks the result. */
        void recover(AudModel fresh);
    }

    private final Supplier<Backend> source;
    private final Path folder;
    private final String name = "crash-" + UUID.randomUUID();
    private final Set<ObjectPath> written = ConcurrentHashMap.newKeySet();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private int made;

    CrashPrefixes(Supplier<Backend> source, Path folder) {
        this.source = source;
        this.folder = folder;
    }

    /** A client that is not stopped, with an empty cache. */
    AudModel client() {
        return client(connect());
    }

    /** A client of an empty repository of its own, which is not stopped. */
    AudModel elsewhere() {
        return client("elsewhere", new InMemoryBackend());
    }

    /** A request for a model that no other run has. */
    PublishRequest request(String version) {
        Path root = folder.resolve("model-" + made++);
        try {
            Files.createDirectories(root.resolve("log"));
            Files.writeString(root.resolve("weights.txt"), (name + version).repeat(100));
            Files.writeString(root.resolve("log/eval.txt"), "uar: 0.7");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PublishRequest.of(root, name + "-" + made, Version.of(version)).meta(Map.of("state", "old"));
    }

    /** The name of an alias that no other run has. */
    String alias() {
        return name + "-alias-" + made++;
    }

    /** Stops a call at the step of this number, or lets it end. */
    boolean isStopped(int step, Consumer<AudModel> call) {
        CrashingBackend backend = new CrashingBackend(connect(), step);
        try {
            call.accept(client(backend));
        } catch (CrashingBackend.Crash e) {
            assertThat(backend.hasDied()).isTrue();
        }
        return backend.hasDied();
    }

    /** Stops the call of a new scenario at every step. Returns the number of steps. */
    int all(Supplier<Scenario> scenarios) {
        for (int step = 1; step < LIMIT; step++) {
            Scenario scenario = scenarios.get();
            boolean stopped = isStopped(step, scenario::call);
            try {
                scenario.recover(client());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("stopped at step " + step + ": " + e.getMessage(), e);
            }
            closeOpened();
            if (!stopped) {
                return step - 1;
            }
        }
        throw new AssertionError("the call has not ended after " + LIMIT + " steps");
    }

    @Override
    public void close() {
        closeOpened();
        try (Backend cleaner = source.get()) {
            written.forEach(cleaner::delete);
        }
    }

    private AudModel client(Backend backend) {
        return client("here", backend);
    }

    private AudModel client(String host, Backend backend) {
        AudModel client = AudModel.builder()
                .repository(new Repository("crash-prefix", host, "models"), backend)
                .environment(Environment.of(Map.of(), folder, "author"))
                .cacheRoot(folder.resolve("cache-" + made++))
                .build();
        opened.push(client);
        return client;
    }

    private Backend connect() {
        Backend connection = new ForwardingBackend(source.get()) {
            @Override
            public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
                written.add(path);
                return super.put(path, content, mode);
            }
        };
        opened.push(connection);
        return connection;
    }

    private void closeOpened() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot close what the suite opened", e);
            }
        }
    }
}
