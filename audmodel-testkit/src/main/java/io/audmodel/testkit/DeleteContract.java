package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.ObjectNotFoundException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tests of {@code delete}. Part of {@link BackendContract}. */
public interface DeleteContract {

    @Test
    @DisplayName("DELETE-1 a deleted object is gone for every call and every connection")
    default void delete_present_removesTheObject(Sandbox box) {
        ObjectPath path = box.path("a/object");
        box.write(path, "x");
        box.connect().delete(path);
        assertThat(box.backend().stat(path)).isEmpty();
        assertThat(box.list(box.prefix())).isEmpty();
        assertThatThrownBy(() -> box.bytes(path, ByteRange.all())).isInstanceOf(ObjectNotFoundException.class);
    }

    @Test
    @DisplayName("DELETE-2 deleting what is not there succeeds")
    default void delete_absent_succeeds(Sandbox box) {
        box.backend().delete(box.path("nothing"));
        box.backend().delete(box.path("no/such/folder/nothing"));
        box.write(box.path("object"), "x");
        box.backend().delete(box.path("object"));
        box.backend().delete(box.path("object"));
        box.backend().delete(box.path("object/below"));
        assertThat(box.list(box.prefix())).isEmpty();
    }

    @Test
    @DisplayName("DELETE-3 what was deleted can be created again")
    default void delete_thenCreate_writesAgain(Sandbox box) {
        ObjectPath path = box.path("a/object");
        for (String text : new String[] {"first", "second", "third"}) {
            box.backend().put(path, Sandbox.content(text), PutMode.create());
            assertThat(box.text(path)).isEqualTo(text);
            box.backend().delete(path);
        }
        assertThat(box.backend().stat(path)).isEmpty();
    }

    @Test
    @DisplayName("DELETE-4 deleting a prefix deletes nothing below it")
    default void delete_prefix_deletesNothing(Sandbox box) {
        box.write(box.path("a/b/object"), "x");
        box.backend().delete(box.path("a"));
        box.backend().delete(box.path("a/b"));
        assertThat(box.text(box.path("a/b/object"))).isEqualTo("x");
    }

    @Test
    @DisplayName("DELETE-5 the neighbours of a deleted object stay")
    default void delete_present_leavesTheNeighbours(Sandbox box) {
        for (String relative : new String[] {"a/object", "a/object.yaml", "a/obj", "b/object"}) {
            box.write(box.path(relative), relative);
        }
        box.backend().delete(box.path("a/object"));
        assertThat(box.list(box.prefix()))
                .containsExactlyInAnyOrder(box.path("a/object.yaml"), box.path("a/obj"), box.path("b/object"));
    }
}
