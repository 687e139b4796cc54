package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AudModelException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tests of capabilities, {@code close} and {@code url}. Part of {@link BackendContract}. */
public interface LifecycleContract {

    @Test
    @DisplayName("LIFE-1 the capabilities are the same at every call and on every connection")
    default void capabilities_areAlwaysTheSame(Sandbox box) {
        assertThat(box.backend().capabilities())
                .isEqualTo(box.backend().capabilities())
                .isEqualTo(box.connect().capabilities());
    }

    @Test
    @DisplayName("LIFE-2 closing again does nothing")
    default void close_twice_isFine(Sandbox box) {
        Backend other = box.connect();
        other.close();
        other.close();
    }

    @Test
    @DisplayName("LIFE-3 a call after close fails")
    default void close_thenCall_fails(Sandbox box) {
        ObjectPath path = box.path("object");
        box.write(path, "x");
        Backend closed = box.connect();
        closed.close();
        List<ThrowingCallable> calls = List.of(
                () -> closed.stat(path),
                () -> closed.get(path, ByteRange.all()).close(),
                () -> closed.put(path, Sandbox.content("y"), PutMode.overwrite()),
                () -> closed.list(box.prefix()).toList(),
                () -> closed.delete(path));
        assertThat(calls).allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(AudModelException.class));
        assertThat(box.text(path)).isEqualTo("x");
    }

    @Test
    @DisplayName("LIFE-4 closing a connection leaves the others open, and the objects where they are")
    default void close_oneConnection_leavesTheOthers(Sandbox box) {
        Backend writer = box.connect();
        writer.put(box.path("object"), Sandbox.content("x"), PutMode.create());
        writer.close();
        assertThat(box.text(box.path("object"))).isEqualTo("x");
        assertThat(Sandbox.bytes(box.connect(), box.path("object"), ByteRange.all()))
                .hasSize(1);
    }

    @Test
    @DisplayName("URL-1 an object's address ends with its path, whether or not the object exists")
    default void url_endsWithThePath(Sandbox box) {
        for (ObjectPath path : List.of(box.path("a/object"), box.path("1.0.0+b/x+y.zip"), box.path("b"))) {
            URI before = box.backend().url(path);
            assertThat(before.isAbsolute()).isTrue();
            assertThat(before.getPath()).endsWith("/" + path.text());
            box.write(path.child("object"), "x");
            assertThat(box.backend().url(path)).isEqualTo(before);
            assertThat(box.connect().url(path)).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("URL-2 addresses are different for different paths, and hold no credentials")
    default void url_isUniqueAndHoldsNoSecret(Sandbox box) {
        List<URI> urls = Stream.of("a", "a/b", "a.b", "a+b", "A")
                .map(relative -> box.backend().url(box.path(relative)))
                .toList();
        assertThat(urls).doesNotHaveDuplicates();
        assertThat(urls).allSatisfy(url -> {
            assertThat(url.getRawUserInfo()).isNull();
            assertThat(url.getRawQuery()).isNull();
        });
    }
}
