package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.BackendException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ObjectExistsException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tests of paths. Part of {@link BackendContract}. */
public interface PathContract {

    @Test
    @DisplayName("PATH-1 every permitted character can stand in a path")
    default void path_permittedCharacters_areKept(Sandbox box) {
        List<ObjectPath> paths = List.of(
                box.path("ABCDEFGHIJKLMNOPQRSTUVWXYZ/0123456789"),
                box.path("abcdefghijklmnopqrstuvwxyz/._-+"),
                box.path("1.0.0+build.7/3e120e8d-1.0.0+build.7.zip"),
                box.path("a++b/+/-/_"));
        paths.forEach(path -> box.write(path, path.text()));
        assertThat(paths).allSatisfy(path -> assertThat(box.text(path)).isEqualTo(path.text()));
        assertThat(box.list(box.prefix())).containsExactlyInAnyOrderElementsOf(paths);
    }

    @Test
    @DisplayName("PATH-1 a segment may begin with a dot")
    default void path_leadingDot_isAnOrdinaryName(Sandbox box) {
        List<ObjectPath> paths = List.of(box.path(".a"), box.path(".b/.c"), box.path("..d"), box.path("...e/f"));
        paths.forEach(path -> box.write(path, path.text()));
        assertThat(paths).allSatisfy(path -> assertThat(box.text(path)).isEqualTo(path.text()));
        assertThat(box.list(box.prefix())).containsExactlyInAnyOrderElementsOf(paths);
    }

    @Test
    @DisplayName("PATH-1 paths may be deep and segments long")
    default void path_deepAndLong_isKept(Sandbox box) {
        ObjectPath deep = box.path("d/".repeat(40) + "end");
        ObjectPath wide = box.path("w".repeat(200));
        box.write(deep, "deep");
        box.write(wide, "wide");
        assertThat(box.text(deep)).isEqualTo("deep");
        assertThat(box.text(wide)).isEqualTo("wide");
        assertThat(box.list(box.prefix())).containsExactlyInAnyOrder(deep, wide);
    }

    @Test
    @DisplayName("PATH-2 an object whose name begins with another's is another object")
    default void path_namesThatArePrefixes_areDistinct(Sandbox box) {
        List<ObjectPath> paths =
                List.of(box.path("m"), box.path("m.yaml"), box.path("m-"), box.path("mm"), box.path("n/m"));
        paths.forEach(path -> box.write(path, path.text()));
        box.backend().delete(box.path("m"));
        assertThat(box.backend().stat(box.path("m"))).isEmpty();
        assertThat(paths.subList(1, paths.size()))
                .allSatisfy(path -> assertThat(box.text(path)).isEqualTo(path.text()));
    }

    @Test
    @DisplayName("PATH-2 names that differ in the case of a letter are names of two objects")
    default void path_namesThatDifferInCase_areDistinct(Sandbox box) {
        ObjectPath upper = box.path("folder/Object.yaml");
        ObjectPath lower = box.path("folder/object.yaml");
        ObjectPath otherFolder = box.path("Folder/Object.yaml");
        box.write(upper, "upper");
        assertThat(box.backend().stat(lower)).isEmpty();
        assertThat(box.backend().stat(otherFolder)).isEmpty();
        assertThat(box.list(box.path("Folder"))).isEmpty();
        box.backend().put(lower, Sandbox.content("lower"), PutMode.create());
        assertThat(box.text(upper)).isEqualTo("upper");
        assertThat(box.text(lower)).isEqualTo("lower");
        assertThat(box.list(box.prefix())).containsExactlyInAnyOrder(upper, lower);
    }

    @Test
    @DisplayName("PATH-3 no path leads out of the repository")
    default void path_dots_stayWithinTheRepository(Sandbox box) {
        for (String hostile :
                List.of("..", "../x", "a/../x", "a/./x", "/x", "a//x", "a/", "", "a\\x", "a%2e%2e", "~")) {
            assertThatThrownBy(() -> new ObjectPath(hostile)).isInstanceOf(InvalidArgumentException.class);
        }
        ObjectPath dots = box.path("a/..b/b../c..d");
        box.write(dots, "within");
        assertThat(box.list(box.path("a"))).containsExactly(dots);
        assertThat(box.backend().stat(box.path("b"))).isEmpty();
        assertThat(box.backend().stat(box.path("a/b.."))).isEmpty();
    }

    @Test
    @DisplayName("PATH-4 below an object another can be kept, or is refused without harm")
    default void path_belowAnObject_isKeptOrRefused(Sandbox box) {
        ObjectPath above = box.path("above");
        ObjectPath below = above.child("below");
        box.write(above, "above");
        assertThat(box.backend().stat(below)).isEmpty();
        putOrRefuse(box.backend(), below);
        assertThat(box.text(above)).isEqualTo("above");
    }

    @Test
    @DisplayName("PATH-4 above an object another can be kept, or is refused without harm")
    default void path_aboveAnObject_isKeptOrRefused(Sandbox box) {
        ObjectPath above = box.path("above");
        ObjectPath below = above.child("below");
        box.write(below, "below");
        putOrRefuse(box.backend(), above);
        assertThat(box.text(below)).isEqualTo("below");
    }

    private static void putOrRefuse(Backend backend, ObjectPath path) {
        for (PutMode mode : List.of(PutMode.create(), PutMode.overwrite())) {
            backend.delete(path);
            try {
                backend.put(path, Sandbox.content("new"), mode);
                assertThat(backend.stat(path)).isPresent();
            } catch (BackendException e) {
                // A folder in the way is no object: "exists" would send the caller on to read it.
                assertThat(e).isNotInstanceOf(ObjectExistsException.class);
                assertThat(backend.stat(path)).isEmpty();
            }
        }
    }
}
