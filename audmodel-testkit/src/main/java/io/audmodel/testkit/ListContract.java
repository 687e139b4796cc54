package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tests of {@code list}. Part of {@link BackendContract}. */
public interface ListContract {

    @Test
    @DisplayName("LIST-1 all objects below the prefix are listed, at any depth, each once")
    default void list_prefix_isRecursive(Sandbox box) {
        List<ObjectPath> paths = Stream.of("a/1", "a/b/2", "a/b/c/3", "a/b/c/4", "a/z/d/e/f/5")
                .map(box::path)
                .toList();
        paths.forEach(path -> box.write(path, "x"));
        box.write(box.path("other/6"), "x");
        assertThat(box.list(box.path("a"))).containsExactlyInAnyOrderElementsOf(paths);
        assertThat(box.list(box.path("a/b"))).containsExactlyInAnyOrderElementsOf(paths.subList(1, 4));
        assertThat(box.list(box.prefix())).hasSize(6);
    }

    @Test
    @DisplayName("LIST-2 a prefix counts by whole segments")
    default void list_prefix_matchesWholeSegments(Sandbox box) {
        for (String relative : List.of("a/b_c", "a/b.c", "a/bc/d", "a/b-/e", "ab/b/f")) {
            box.write(box.path(relative), "x");
        }
        assertThat(box.list(box.path("a/b"))).isEmpty();
        box.write(box.path("a/b/g"), "x");
        assertThat(box.list(box.path("a/b"))).containsExactly(box.path("a/b/g"));
    }

    @Test
    @DisplayName("LIST-3 an object is not below itself")
    default void list_object_isNotBelowItself(Sandbox box) {
        box.write(box.path("a/object"), "x");
        assertThat(box.list(box.path("a/object"))).isEmpty();
    }

    @Test
    @DisplayName("LIST-4 nothing is listed where nothing is")
    default void list_absent_isEmpty(Sandbox box) {
        assertThat(box.list(box.prefix())).isEmpty();
        assertThat(box.list(box.path("no/such/folder"))).isEmpty();
        box.write(box.path("a/object"), "x");
        box.backend().delete(box.path("a/object"));
        assertThat(box.list(box.prefix())).isEmpty();
    }

    @Test
    @DisplayName("LIST-5 path, size and, where told, time, MD5 and revision are the object's")
    default void list_infos_describeTheObjects(Sandbox box) {
        ObjectPath path = box.path("a/object");
        ObjectInfo written = box.write(path, "12345");
        try (Stream<ObjectInfo> objects = box.backend().list(box.path("a"))) {
            ObjectInfo info = objects.findFirst().orElseThrow();
            assertThat(info.path()).isEqualTo(path);
            assertThat(info.size()).isEqualTo(5);
            assertThat(info.modified())
                    .isEqualTo(box.backend().stat(path).orElseThrow().modified());
            info.checksum().ifPresent(told -> assertThat(told).isEqualTo(Checksum.md5("12345")));
            info.revision().ifPresent(told -> assertThat(written.revision()).contains(told));
        }
    }

    @Test
    @DisplayName("LIST-6 more objects than fit on a page are all listed, each once")
    default void list_many_areAllListed(Sandbox box) {
        List<ObjectPath> paths = IntStream.range(0, 1_100)
                .mapToObj(i -> box.path("many/" + i % 7 + "/object-" + i))
                .toList();
        Race.runAll(8, thread -> {
            for (int i = thread; i < paths.size(); i += 8) {
                box.write(paths.get(i), "");
            }
            return thread;
        });
        assertThat(box.list(box.path("many"))).hasSameSizeAs(paths).hasSameElementsAs(paths);
    }

    @Test
    @DisplayName("LIST-7 a listing can be given up, and several can be open")
    default void list_closedEarly_leavesTheBackendUsable(Sandbox box) {
        for (int i = 0; i < 20; i++) {
            box.write(box.path("a/" + i + "/object"), "x");
        }
        for (int i = 0; i < 100; i++) {
            try (Stream<ObjectInfo> outer = box.backend().list(box.path("a"));
                    Stream<ObjectInfo> inner = box.backend().list(box.path("a/1"))) {
                assertThat(outer.iterator().next().path().startsWith(box.path("a")))
                        .isTrue();
                assertThat(inner.map(ObjectInfo::path)).containsExactly(box.path("a/1/object"));
            }
        }
        assertThat(box.list(box.path("a"))).hasSize(20);
    }

    @Test
    @DisplayName("LIST-8 below the root are all objects, and the root is none")
    default void list_root_hasAllObjects(Sandbox box) {
        List<ObjectPath> paths = Stream.of("a/b/1", "2").map(box::path).toList();
        paths.forEach(path -> box.write(path, "x"));

        assertThat(box.list(ObjectPath.ROOT)).containsAll(paths).doesNotContain(ObjectPath.ROOT);
        assertThat(box.list(ObjectPath.ROOT).stream()
                        .filter(path -> path.startsWith(box.prefix()))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(paths);
        List<ThrowingCallable> calls = List.of(
                () -> box.backend().stat(ObjectPath.ROOT),
                () -> box.backend().get(ObjectPath.ROOT, ByteRange.all()),
                () -> box.write(ObjectPath.ROOT, "x"),
                () -> box.backend().delete(ObjectPath.ROOT));
        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOf(InvalidArgumentException.class)
                        .hasMessageContaining("'/' is the repository"));
    }
}
