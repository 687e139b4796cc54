package io.audmodel.backend.fs;

import io.audmodel.backend.support.GuardedBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Keeps a repository in a folder, each object as a plain file that other programs can read. Thread-safe, with all
 * capabilities, also among processes that share the folder and use this class: a program that writes into the folder by
 * other means keeps no condition. File systems that keep times in whole seconds leave one gap: an object that is
 * deleted and created within a second, with the same size, may have the same revision.
 *
 * <p>The repository's folder must exist: otherwise every call but {@link #url} throws a {@link
 * io.audmodel.error.RepositoryNotFoundException}, since a mistyped or unmounted folder would look like an empty
 * repository, or become a second one. Names with {@code ~} are the backend's own: {@code .lock~} and {@code .locked~}
 * at the top, and {@code .audmodel-…~} for a write under way; the next write into a folder removes those that a killed
 * process left there more than a day ago.
 *
 * <p>Symbolic links are followed; a write or delete replaces or removes the link, not what it leads to. Folders stay
 * when their last object is deleted.
 */
public final class FsBackend extends GuardedBackend {

    /** @param root the repository's folder, which must exist */
    public FsBackend(Path root) {
        this("file-system:" + root.toAbsolutePath().getParent() + "#" + root.getFileName(), root);
    }

    FsBackend(String repository, Path root) {
        this(repository, root, FsLock.Way.SYSTEM);
    }

    FsBackend(String repository, Path root, FsLock.Way locks) {
        this(repository, root, InstantSource.system(), Files::createLink, locks);
    }

    FsBackend(String repository, Path root, InstantSource clock, FsWriter.Linker linker) {
        this(repository, root, clock, linker, FsLock.Way.SYSTEM);
    }

    private FsBackend(String repository, Path root, InstantSource clock, FsWriter.Linker linker, FsLock.Way locks) {
        super(repository, new FsStore(repository, root, clock, linker, locks));
    }
}
