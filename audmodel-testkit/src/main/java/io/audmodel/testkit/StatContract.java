package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.ConflictException;
import io.audmodel.model.Checksum;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tests of {@code stat}. Part of {@link BackendContract}. */
public interface StatContract {

    @Test
    @DisplayName("STAT-1 what is not there is empty")
    default void stat_absent_isEmpty(Sandbox box) {
        assertThat(box.backend().stat(box.path("nothing"))).isEmpty();
        assertThat(box.backend().stat(box.path("no/such/folder/nothing"))).isEmpty();
    }

    @Test
    @DisplayName("STAT-2 a prefix of objects is no object")
    default void stat_prefix_isEmpty(Sandbox box) {
        box.write(box.path("a/b/c"), "c");
        assertThat(box.backend().stat(box.path("a"))).isEmpty();
        assertThat(box.backend().stat(box.path("a/b"))).isEmpty();
        assertThat(box.backend().stat(box.path("a/b/c"))).isPresent();
    }

    @Test
    @DisplayName("STAT-3 path and size are the object's")
    default void stat_present_tellsPathAndSize(Sandbox box) {
        ObjectPath path = box.path("object");
        box.write(path, "12345");
        assertThat(stat(box.backend(), path).path()).isEqualTo(path);
        assertThat(stat(box.backend(), path).size()).isEqualTo(5);
        box.write(path, "");
        assertThat(stat(box.backend(), path).size()).isZero();
    }

    @Test
    @DisplayName("STAT-4 the time of change is about now, and does not go back when the object is written again")
    default void stat_present_tellsWhenItWasWritten(Sandbox box) {
        ObjectPath path = box.path("object");
        box.write(path, "first");
        Instant first = stat(box.backend(), path).modified();
        box.write(path, "second");
        assertThat(stat(box.backend(), path).modified()).isAfterOrEqualTo(first);
        Instant now = Instant.now();
        assertThat(first).isBetween(now.minus(Duration.ofDays(2)), now.plus(Duration.ofDays(2)));
    }

    @Test
    @DisplayName("STAT-5 a checksum, if there is one, is the MD5 of the content")
    default void stat_checksum_isTheMd5IfTold(Sandbox box) {
        ObjectPath path = box.path("object");
        for (String text : new String[] {"first", "", "second"}) {
            box.write(path, text);
            stat(box.backend(), path)
                    .checksum()
                    .ifPresent(told -> assertThat(told).isEqualTo(Checksum.md5(text)));
        }
    }

    @Test
    @DisplayName("STAT-6 put, stat and get tell the same revision, as long as nothing is written")
    default void stat_revision_isStable(Sandbox box) {
        box.assume(Capability.COMPARE_AND_SET);
        ObjectPath path = box.path("object");
        ObjectInfo written = box.write(path, "text");
        assertThat(written.revision()).isPresent();
        box.write(box.path("neighbour"), "other");
        assertThat(stat(box.backend(), path).revision()).isEqualTo(written.revision());
        assertThat(stat(box.connect(), path).revision()).isEqualTo(written.revision());
        try (ObjectBody body = box.backend().get(path, ByteRange.of(1, 2))) {
            assertThat(body.info().revision()).isEqualTo(written.revision());
        }
    }

    @Test
    @DisplayName("STAT-7 each write of other content makes a new revision, also in quick succession")
    default void stat_revision_changesWithContent(Sandbox box) {
        box.assume(Capability.COMPARE_AND_SET);
        ObjectPath path = box.path("object");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            // One length throughout, so that the size alone cannot tell the states apart.
            ObjectInfo written = box.write(path, String.format(Locale.ROOT, "content %03d", i));
            assertThat(seen.add(written.revision().orElseThrow().text())).isTrue();
        }
    }

    @Test
    @DisplayName("STAT-7 an object that was deleted and created with other content has a new revision")
    default void stat_revision_changesWithRecreation(Sandbox box) {
        box.assume(Capability.COMPARE_AND_SET);
        ObjectPath path = box.path("object");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            ObjectInfo written = box.backend()
                    .put(path, Sandbox.content(String.format(Locale.ROOT, "content %03d", i)), PutMode.create());
            assertThat(seen.add(written.revision().orElseThrow().text())).isTrue();
            box.backend().delete(path);
        }
    }

    @Test
    @DisplayName("STAT-8 a revision does not come back with the content")
    default void stat_revision_doesNotComeBack(Sandbox box) {
        box.assume(Capability.UNIQUE_REVISIONS);
        ObjectPath path = box.path("object");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            ObjectInfo written = box.write(path, i % 2 == 0 ? "here" : "away");
            assertThat(seen.add(written.revision().orElseThrow().text())).isTrue();
            if (i % 10 == 0) {
                box.backend().delete(path);
            }
        }
        PutMode stale = PutMode.replace(box.write(path, "here"));
        box.write(path, "away");
        box.write(path, "here");
        assertThatThrownBy(() -> box.backend().put(path, Sandbox.content("lost"), stale))
                .isInstanceOf(ConflictException.class);
        assertThat(box.text(path)).isEqualTo("here");
    }

    private static ObjectInfo stat(Backend backend, ObjectPath path) {
        return backend.stat(path).orElseThrow(() -> new AssertionError(path + " is not there"));
    }
}
