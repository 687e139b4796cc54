package io.audmodel.backend.fs;

import io.audmodel.backend.GuardedBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Keeps a repository in a folder, each object as a plain file that other programs can read. Thread-safe, with both
 * capabilities, also among processes that share the folder, as long as they use this class: a program that writes into
 * the folder by other means keeps no condition. One gap is left by file systems that keep times in whole seconds: an
 * object that is deleted and created within a second, with the same size, may have the same revision.
 *
 * <p>The repository's folder is made by the first write, with the mode that the umask gives. The folder that it stands
 * in must exist, or every call but {@link #url} is a {@link io.audmodel.error.RepositoryNotFoundException}: a mistyped
 * or unmounted folder would otherwise look like an empty repository. Names with {@code ~} are the backend's own:
 * {@code .lock~} at the top, and {@code .audmodel-…~} for a write under way; what a killed process left of the latter is
 * removed after a day, by the next write into the same folder.
 *
 * <p>Symbolic links are followed; a write or delete replaces or removes the link, not what it leads to. Folders stay
 * when their last object is deleted.
 */
public final class FsBackend extends GuardedBackend {

    /** @param root the repository's folder; the folder that it stands in must exist */
    public FsBackend(Path root) {
        this("file-system:" + root.toAbsolutePath().getParent() + "#" + root.getFileName(), root);
    }

    FsBackend(String repository, Path root) {
        this(repository, root, InstantSource.system(), Files::createLink);
    }

    FsBackend(String repository, Path root, InstantSource clock, FsWriter.Linker linker) {
        super(repository, new FsStore(repository, root, clock, linker));
    }
}
