package io.audmodel.backend.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.error.RepositoryNotFoundException;
import io.audmodel.error.StorageException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FsErrorsTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");

    @TempDir
    private Path host;

    @Test
    void hostIsMissing_everyCallSaysSo_andNothingIsMade() {
        Path missing = host.resolve("typo");
        assertThat(calls(new FsBackend(missing.resolve("models"))))
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOf(RepositoryNotFoundException.class)
                        .hasMessageContaining(missing.toString()));
        assertThat(missing).doesNotExist();
    }

    @Test
    void hostOrRepositoryIsAFile_everyCallSaysSo() throws IOException {
        Path file = Files.writeString(host.resolve("file"), "x");
        for (Path root : List.of(file, file.resolve("models"))) {
            assertThat(calls(new FsBackend(root)))
                    .allSatisfy(call -> assertThatThrownBy(call)
                            .isInstanceOf(RepositoryNotFoundException.class)
                            .hasMessageContaining(file + " is not a folder"));
        }
    }

    /** A mistyped name would read as "every repository was asked", and a publish would make a second repository. */
    @Test
    void repositoryIsMissing_everyCallSaysSo_andNothingIsMade() {
        Path root = host.resolve("typo");
        assertThat(calls(new FsBackend(root)))
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOfSatisfying(RepositoryNotFoundException.class, e -> {
                            assertThat(e.repository()).isEqualTo("file-system:" + host + "#typo");
                            assertThat(e).hasMessageContainingAll(root.toString(), "make the folder");
                        }));
        assertThat(root).doesNotExist();
    }

    /** As this user may be one who is kept out of nothing, the file system's refusal is made up. */
    @Test
    void refusal_namesWhatIsThere_theFolderOfWhatCouldNotBeMade() throws IOException {
        Path root = Files.createDirectory(host.resolve("models"));
        Path file = Files.writeString(root.resolve("file"), "x");
        FsErrors errors = new FsErrors("file-system:host#models", root);

        assertThatThrownBy(() -> errors.translate("put", PATH, () -> {
                    throw new java.nio.file.AccessDeniedException(
                            root.resolve("a/b/.temporary~").toString());
                }))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("nothing in " + root + ": check its owner and mode")
                .hasMessageNotContaining("temporary");
        assertThatThrownBy(() -> errors.translate("get", PATH, () -> {
                    throw new java.nio.file.AccessDeniedException(file.toString());
                }))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContainingAll("no access to " + file, "and those of the folder that it is in");
    }

    @Test
    void repositoryIsEmpty_isEmpty() throws IOException {
        FsBackend backend = new FsBackend(Files.createDirectory(host.resolve("models")));
        assertThat(backend.stat(PATH)).isEmpty();
        assertThat(backend.list(PATH)).isEmpty();
        backend.delete(PATH);
        assertThatThrownBy(() -> backend.get(PATH, ByteRange.all())).isInstanceOf(ObjectNotFoundException.class);
        backend.put(PATH, Content.of(new byte[1]), PutMode.create());
        assertThat(backend.stat(PATH)).isPresent();
    }

    @Test
    void noPermission_isAccessDenied() {
        assertThatThrownBy(() -> translate(new java.nio.file.AccessDeniedException(host.toString())))
                .isInstanceOfSatisfying(AccessDeniedException.class, e -> {
                    assertThat(e.operation()).isEqualTo("put");
                    assertThat(e.path()).isEqualTo("a/object");
                    assertThat(e.repository()).isEqualTo("file-system:test");
                    assertThat(e).hasMessageContaining(host.toString());
                });
    }

    @Test
    void anythingElse_isAStorageErrorWithItsCause() {
        FileSystemException full = new FileSystemException("/data/x", null, "No space left on device");
        for (IOException cause : List.of(full, new IOException("Input/output error"))) {
            assertThatThrownBy(() -> translate(cause))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining(cause.getMessage())
                    .hasCause(cause);
        }
    }

    private void translate(IOException e) {
        new FsErrors("file-system:test", host.resolve("models")).translate("put", PATH, () -> {
            throw e;
        });
    }

    private static List<ThrowingCallable> calls(Backend backend) {
        return List.of(
                () -> backend.stat(PATH),
                () -> backend.get(PATH, ByteRange.all()),
                () -> backend.put(PATH, Content.of(new byte[1]), PutMode.create()),
                () -> backend.put(PATH, Content.of(new byte[1]), PutMode.overwrite()),
                () -> backend.list(PATH).toList(),
                () -> backend.delete(PATH));
    }
}
