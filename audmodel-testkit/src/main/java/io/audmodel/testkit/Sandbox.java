package io.audmodel.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The sandbox of one contract test: connections to the store under test, and a random prefix of its own. */
public final class Sandbox {

    private final Supplier<Backend> source;
    private final List<Backend> connections = new ArrayList<>();
    private final ObjectPath prefix = new ObjectPath("contract-" + UUID.randomUUID());
    private final Backend backend;

    Sandbox(Supplier<Backend> source) {
        this.source = source;
        this.backend = connect();
    }

    /** The first connection. */
    Backend backend() {
        return backend;
    }

    /** Opens one more connection to the same store. */
    Backend connect() {
        Backend connection = source.get();
        connections.add(connection);
        return connection;
    }

    ObjectPath prefix() {
        return prefix;
    }

    ObjectPath path(String relative) {
        return prefix.child(relative);
    }

    boolean has(Capability capability) {
        return backend.capabilities().contains(capability);
    }

    /** Skips the test if the store does not declare the capability. */
    void assume(Capability capability) {
        assume(backend, capability);
    }

    /**
     * As {@link #assume(Capability)}, for another connection: for after writes, which may have disproved a capability.
     */
    static void assume(Backend connection, Capability capability) {
        assumeTrue(connection.capabilities().contains(capability), () -> "backend has no " + capability);
    }

    ObjectInfo write(ObjectPath path, String text) {
        return backend.put(path, content(text), PutMode.overwrite());
    }

    String text(ObjectPath path) {
        return new String(bytes(path, ByteRange.all()), StandardCharsets.UTF_8);
    }

    byte[] bytes(ObjectPath path, ByteRange range) {
        return bytes(backend, path, range);
    }

    static byte[] bytes(Backend backend, ObjectPath path, ByteRange range) {
        try (ObjectBody body = backend.get(path, range)) {
            return body.stream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    List<ObjectPath> list(ObjectPath below) {
        try (Stream<ObjectInfo> objects = backend.list(below)) {
            return objects.map(ObjectInfo::path).toList();
        }
    }

    static Content content(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

    void cleanUp() {
        try (Backend cleaner = source.get()) {
            List<ObjectPath> left;
            try (Stream<ObjectInfo> objects = cleaner.list(prefix)) {
                left = objects.map(ObjectInfo::path).toList();
            }
            left.parallelStream().forEach(cleaner::delete);
        } finally {
            connections.forEach(Backend::close);
        }
    }
}
