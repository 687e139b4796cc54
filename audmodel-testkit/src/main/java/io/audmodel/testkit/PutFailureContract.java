package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AudModelException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.model.Checksum;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tests of writes that fail. Part of {@link BackendContract}. */
public interface PutFailureContract {

    @Test
    @DisplayName("PUT-12 nothing of a write is visible before it is complete")
    default void put_underWay_isInvisible(Sandbox box) {
        Backend other = box.connect();
        ObjectPath fresh = box.path("fresh");
        ObjectPath old = box.path("old");
        box.write(old, "old");
        for (ObjectPath path : List.of(fresh, old)) {
            byte[] bytes = TestContent.random(400_000, 9);
            Content content = TestContent.pausing(bytes, () -> {
                assertThat(other.stat(fresh)).isEqualTo(Optional.empty());
                assertThat(other.stat(old).orElseThrow().size()).isEqualTo(3);
                try (var objects = other.list(box.prefix())) {
                    assertThat(objects.map(ObjectInfo::path)).containsExactly(old);
                }
            });
            box.backend().put(path, content, PutMode.overwrite());
            assertThat(other.stat(path).orElseThrow().size()).isEqualTo(400_000);
            box.backend().delete(fresh);
        }
    }

    @Test
    @DisplayName("PUT-13 content that fails midway creates nothing; its exception is the cause")
    default void put_create_failingContentLeavesNothing(Sandbox box) {
        byte[] bytes = TestContent.random(500_000, 10);
        for (OptionalLong announced : List.of(OptionalLong.empty(), OptionalLong.of(bytes.length))) {
            assertThatThrownBy(() -> box.backend()
                            .put(box.path("a/object"), TestContent.failing(bytes, announced), PutMode.create()))
                    .isInstanceOf(AudModelException.class)
                    .rootCause()
                    .hasMessage(TestContent.FAILURE);
            assertThat(box.backend().stat(box.path("a/object"))).isEmpty();
            assertThat(box.list(box.prefix())).isEmpty();
        }
        box.backend().put(box.path("a/object"), Sandbox.content("next"), PutMode.create());
        assertThat(box.text(box.path("a/object"))).isEqualTo("next");
    }

    @Test
    @DisplayName("PUT-13 content that fails midway leaves the old object as it is")
    default void put_overwrite_failingContentLeavesTheOldObject(Sandbox box) {
        ObjectPath path = box.path("object");
        ObjectInfo old = box.write(path, "old");
        byte[] bytes = TestContent.random(500_000, 11);
        for (PutMode mode : List.of(PutMode.overwrite(), PutMode.replace(old))) {
            assertThatThrownBy(() -> box.backend().put(path, TestContent.failing(bytes, OptionalLong.empty()), mode))
                    .isInstanceOf(AudModelException.class);
            assertThat(box.text(path)).isEqualTo("old");
            assertThat(box.backend().stat(path).flatMap(ObjectInfo::revision)).isEqualTo(old.revision());
        }
    }

    @Test
    @DisplayName("PUT-13 an unchecked exception of the content changes nothing either")
    default void put_brokenContent_leavesNothing(Sandbox box) {
        Content broken = TestContent.pausing(new byte[500_000], () -> {
            throw new IllegalStateException(TestContent.FAILURE);
        });
        assertThatThrownBy(() -> box.backend().put(box.path("object"), broken, PutMode.overwrite()))
                .hasStackTraceContaining(TestContent.FAILURE);
        assertThat(box.list(box.prefix())).isEmpty();
    }

    @Test
    @DisplayName("PUT-14 content that is shorter or longer than announced is refused")
    default void put_wrongLength_isRefused(Sandbox box) {
        byte[] bytes = TestContent.random(1_000, 12);
        for (long announced : new long[] {0, 999, 1_001, 1_000_000}) {
            assertThatThrownBy(() -> box.backend()
                            .put(box.path("object"), TestContent.announcing(announced, bytes), PutMode.create()))
                    .isInstanceOf(AudModelException.class);
            assertThat(box.list(box.prefix())).isEmpty();
        }
    }

    @Test
    @DisplayName("PUT-15 content that has another MD5 than announced is refused")
    default void put_wrongChecksum_isRefused(Sandbox box) {
        Content content = TestContent.announcing(Checksum.md5("other"), TestContent.random(1_000, 13));
        assertThatThrownBy(() -> box.backend().put(box.path("object"), content, PutMode.create()))
                .isInstanceOf(AudModelException.class);
        assertThat(box.list(box.prefix())).isEmpty();
    }

    @Test
    @DisplayName("PUT-16 a write of an interrupted thread happens whole or is cancelled; the thread stays interrupted")
    default void put_interruptedBefore_isWholeOrCancelled(Sandbox box) {
        for (PutMode mode : List.of(PutMode.create(), PutMode.overwrite())) {
            ObjectPath path = box.path("object-" + mode);
            Thread.currentThread().interrupt();
            assertWholeOrCancelled(box, path, Content.of(TestContent.random(200_000, 14)), mode, Optional.empty());
        }
    }

    @Test
    @DisplayName("PUT-16 a write that is interrupted midway happens whole or is cancelled")
    default void put_interruptedMidway_isWholeOrCancelled(Sandbox box) {
        ObjectPath path = box.path("object");
        Thread caller = Thread.currentThread();
        Content content = TestContent.pausing(TestContent.random(200_000, 14), caller::interrupt);
        assertWholeOrCancelled(box, path, content, PutMode.create(), Optional.empty());
        box.write(path, "old");
        assertWholeOrCancelled(box, path, content, PutMode.overwrite(), Optional.of(Checksum.md5("old")));
    }

    private static void assertWholeOrCancelled(
            Sandbox box, ObjectPath path, Content content, PutMode mode, Optional<Checksum> old) {
        Optional<AudModelException> failure = Optional.empty();
        try {
            box.backend().put(path, content, mode);
        } catch (CancelledException | OutcomeUnknownException e) {
            failure = Optional.of(e);
        }
        assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
        Optional<Checksum> found = box.backend().stat(path).map(info -> Checksum.md5(box.bytes(path, ByteRange.all())));
        Optional<Checksum> whole = Optional.of(Checksum.md5(TestContent.random(200_000, 14)));
        if (failure.isEmpty()) {
            assertThat(found).isEqualTo(whole);
        } else if (failure.get() instanceof CancelledException) {
            assertThat(found).isEqualTo(old);
        } else {
            assertThat(found).isIn(whole, old);
        }
    }
}
