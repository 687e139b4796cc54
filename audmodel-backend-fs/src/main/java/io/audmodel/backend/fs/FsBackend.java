package io.audmodel.backend.fs;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.fs.FsErrors.Action;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

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
public final class FsBackend implements Backend {

    private static final Set<Capability> CAPABILITIES =
            Set.of(Capability.ATOMIC_CREATE, Capability.COMPARE_AND_SET, Capability.UNIQUE_REVISIONS);

    private final Path root;
    private final FsErrors errors;
    private final FsReader reader;
    private final FsWriter writer;
    private volatile boolean closed;

    /** @param root the repository's folder; the folder that it stands in must exist */
    public FsBackend(Path root) {
        this("file-system:" + root.toAbsolutePath().getParent() + "#" + root.getFileName(), root);
    }

    FsBackend(String repository, Path root) {
        this(repository, root, InstantSource.system(), Files::createLink);
    }

    FsBackend(String repository, Path root, InstantSource clock, FsWriter.Linker linker) {
        this.root = root.toAbsolutePath().normalize();
        this.errors = new FsErrors(repository, this.root);
        this.reader = new FsReader(errors);
        this.writer = new FsWriter(errors, new FsLock(this.root), clock, linker);
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        return call("stat", path, () -> reader.stat(path, file(path)));
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        return call("get", path, () -> reader.get(path, file(path), range));
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        return call("put", path, () -> writer.put(path, file(path), content, mode));
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        return call("list", prefix, () -> {
            errors.requireHost();
            return StreamSupport.stream(new FsListing(prefix, file(prefix), errors), false);
        });
    }

    @Override
    public void delete(ObjectPath path) {
        call("delete", path, () -> writer.delete(file(path)));
    }

    @Override
    public URI url(ObjectPath path) {
        String file = file(path).toString().replace(File.separatorChar, '/');
        try {
            // Path.toUri would look at the file: it marks folders by a slash.
            return new URI("file", "", file.startsWith("/") ? file : "/" + file, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("an absolute path makes an address: " + file, e);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private Path file(ObjectPath path) {
        return root.resolve(path.text());
    }

    private <T> T call(String operation, ObjectPath path, Action<T> action) {
        if (closed) {
            throw errors.closed(operation, path);
        }
        return errors.translate(operation, path, action);
    }
}
