package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.Revision;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.model.Checksum;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tests of {@code put} and its conditions. Part of {@link BackendContract}. */
public interface PutContract {

    @Test
    @DisplayName("PUT-1 create writes where nothing is")
    default void put_create_writesWhereNothingIs(Sandbox box) {
        ObjectPath path = box.path("a/b/object");
        box.backend().put(path, Sandbox.content("created"), PutMode.create());
        assertThat(box.text(path)).isEqualTo("created");
    }

    @Test
    @DisplayName("PUT-2 create loses to an existing object and leaves it as it is")
    default void put_create_losesToExistingObject(Sandbox box) {
        ObjectPath path = box.path("object");
        box.backend().put(path, Sandbox.content("first"), PutMode.create());
        Optional<ObjectInfo> before = box.backend().stat(path);
        for (String text : new String[] {"second", "first", ""}) {
            assertThatThrownBy(() -> box.backend().put(path, Sandbox.content(text), PutMode.create()))
                    .isInstanceOfSatisfying(ObjectExistsException.class, e -> {
                        assertThat(e.operation()).isEqualTo("put");
                        assertThat(e.path()).isEqualTo(path.text());
                    });
        }
        assertThat(box.text(path)).isEqualTo("first");
        assertThat(box.backend().stat(path).flatMap(ObjectInfo::revision))
                .isEqualTo(before.flatMap(ObjectInfo::revision));
    }

    @Test
    @DisplayName("PUT-3 overwrite writes whatever is there")
    default void put_overwrite_writesAlways(Sandbox box) {
        ObjectPath path = box.path("object");
        for (String text : new String[] {"absent before", "longer than what was there before", "short", "short", ""}) {
            box.backend().put(path, Sandbox.content(text), PutMode.overwrite());
            assertThat(box.text(path)).isEqualTo(text);
        }
    }

    @Test
    @DisplayName("PUT-4 replace writes over the revision it was based on")
    default void put_replace_writesOverTheExpectedRevision(Sandbox box) {
        box.assume(Capability.COMPARE_AND_SET);
        ObjectPath path = box.path("object");
        ObjectInfo current = box.backend().put(path, Sandbox.content("0"), PutMode.create());
        for (int i = 1; i <= 20; i++) {
            current = box.backend().put(path, Sandbox.content("" + i), PutMode.replace(revisionOf(current)));
            assertThat(box.text(path)).isEqualTo("" + i);
        }
        ObjectInfo told = box.connect().stat(path).orElseThrow();
        box.backend().put(path, Sandbox.content("by stat"), PutMode.replace(revisionOf(told)));
        assertThat(box.text(path)).isEqualTo("by stat");
    }

    @Test
    @DisplayName("PUT-5 replace loses to another revision and leaves it as it is")
    default void put_replace_losesToAnotherRevision(Sandbox box) {
        box.assume(Capability.COMPARE_AND_SET);
        ObjectPath path = box.path("object");
        ObjectInfo stale = box.write(path, "first");
        ObjectInfo current = box.write(path, "later");
        assertConflict(box.backend(), path, stale);
        assertThat(box.text(path)).isEqualTo("later");
        assertThat(box.backend().stat(path).flatMap(ObjectInfo::revision)).isEqualTo(current.revision());
    }

    @Test
    @DisplayName("PUT-5 replace loses where the object is gone, and writes nothing")
    default void put_replace_losesToDeletion(Sandbox box) {
        box.assume(Capability.COMPARE_AND_SET);
        ObjectPath path = box.path("a/object");
        ObjectInfo stale = box.write(path, "first");
        assertConflict(box.backend(), box.path("b/never/there"), stale);
        box.backend().delete(path);
        assertConflict(box.backend(), path, stale);
        assertThat(box.list(box.prefix())).isEmpty();
    }

    @Test
    @DisplayName("PUT-5 replace loses to an object that was created anew with other content")
    default void put_replace_losesToRecreation(Sandbox box) {
        box.assume(Capability.COMPARE_AND_SET);
        ObjectPath path = box.path("object");
        ObjectInfo stale = box.write(path, "first");
        box.backend().delete(path);
        box.backend().put(path, Sandbox.content("other"), PutMode.create());
        assertConflict(box.backend(), path, stale);
        assertThat(box.text(path)).isEqualTo("other");
    }

    @Test
    @DisplayName("PUT-6 put tells path and size of what it stored, and the MD5 that was announced")
    default void put_result_describesTheObject(Sandbox box) {
        ObjectPath path = box.path("object");
        byte[] bytes = TestContent.random(50_000, 5);
        for (Content content : new Content[] {Content.of(bytes), TestContent.ofUnknownLength(bytes)}) {
            ObjectInfo written = box.backend().put(path, content, PutMode.overwrite());
            assertThat(written.path()).isEqualTo(path);
            assertThat(written.size()).isEqualTo(50_000);
            assertThat(written.checksum().orElse(Checksum.md5(bytes))).isEqualTo(Checksum.md5(bytes));
            assertThat(written.checksum().or(content::checksum)).isEqualTo(written.checksum());
            assertThat(written.revision().isPresent()).isEqualTo(box.has(Capability.COMPARE_AND_SET));
        }
    }

    @Test
    @DisplayName("PUT-7 content may be of unknown length, and arrive in pieces of any size")
    default void put_unknownLength_storesAll(Sandbox box) {
        byte[] bytes = TestContent.random(300_000, 6);
        box.backend().put(box.path("whole"), TestContent.ofUnknownLength(bytes), PutMode.create());
        Content pieces = TestContent.produced(OptionalLong.empty(), out -> {
            out.write(bytes[0]);
            out.write(bytes, 1, 0);
            out.write(bytes, 1, 9);
            out.flush();
            for (int i = 10; i < 3_000; i++) {
                out.write(bytes[i]);
            }
            out.write(bytes, 3_000, bytes.length - 3_000);
        });
        box.backend().put(box.path("pieces"), pieces, PutMode.create());
        box.backend().put(box.path("none"), TestContent.ofUnknownLength(new byte[0]), PutMode.create());
        assertThat(box.bytes(box.path("whole"), ByteRange.all())).isEqualTo(bytes);
        assertThat(box.bytes(box.path("pieces"), ByteRange.all())).isEqualTo(bytes);
        assertThat(box.bytes(box.path("none"), ByteRange.all())).isEmpty();
    }

    @Test
    @DisplayName("PUT-8 content may be empty")
    default void put_empty_makesAnEmptyObject(Sandbox box) {
        ObjectInfo written = box.backend().put(box.path("empty"), Content.of(new byte[0]), PutMode.create());
        assertThat(written.size()).isZero();
        assertThat(written.checksum()).contains(Checksum.md5(new byte[0]));
        assertThat(box.text(box.path("empty"))).isEmpty();
        assertThatThrownBy(() -> box.backend().put(box.path("empty"), Sandbox.content("x"), PutMode.create()))
                .isInstanceOf(ObjectExistsException.class);
    }

    @Test
    @DisplayName("PUT-9 content may be larger than any buffer or part")
    default void put_large_storesAll(Sandbox box) {
        byte[] bytes = TestContent.random(17 * 1024 * 1024 + 1, 7);
        for (Content content : new Content[] {Content.of(bytes), TestContent.ofUnknownLength(bytes)}) {
            ObjectInfo written = box.backend().put(box.path("large"), content, PutMode.overwrite());
            assertThat(written.checksum().orElse(Checksum.md5(bytes))).isEqualTo(Checksum.md5(bytes));
            assertThat(Checksum.md5(box.bytes(box.path("large"), ByteRange.all())))
                    .isEqualTo(Checksum.md5(bytes));
        }
    }

    @Test
    @DisplayName("PUT-10 one content can be stored several times")
    default void put_sameContent_canBeRepeated(Sandbox box) {
        Content content = TestContent.ofUnknownLength(TestContent.random(10_000, 8));
        box.backend().put(box.path("a"), content, PutMode.create());
        assertThatThrownBy(() -> box.backend().put(box.path("a"), content, PutMode.create()))
                .isInstanceOf(ObjectExistsException.class);
        box.backend().put(box.path("b"), content, PutMode.create());
        assertThat(box.bytes(box.path("b"), ByteRange.all())).isEqualTo(TestContent.random(10_000, 8));
    }

    @Test
    @DisplayName("PUT-11 what was written is seen at once by every connection")
    default void put_returned_isSeenByOtherConnections(Sandbox box) {
        Backend other = box.connect();
        for (int i = 0; i < 10; i++) {
            ObjectPath path = box.path("objects/" + i);
            assertThat(other.stat(path)).isEmpty();
            box.write(path, "text " + i);
            assertThat(other.stat(path)).isPresent();
            assertThat(Sandbox.bytes(other, path, ByteRange.all())).asString().isEqualTo("text " + i);
            assertThat(box.list(box.path("objects"))).hasSize(i + 1);
        }
    }

    private static Revision revisionOf(ObjectInfo info) {
        return info.revision().orElseThrow(() -> new AssertionError("no revision of " + info));
    }

    private static void assertConflict(Backend backend, ObjectPath path, ObjectInfo stale) {
        assertThatThrownBy(() -> backend.put(path, Sandbox.content("lost"), PutMode.replace(revisionOf(stale))))
                .isInstanceOfSatisfying(ConflictException.class, e -> {
                    assertThat(e.operation()).isEqualTo("put");
                    assertThat(e.path()).isEqualTo(path.text());
                });
    }
}
