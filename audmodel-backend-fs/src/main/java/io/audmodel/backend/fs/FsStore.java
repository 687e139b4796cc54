package io.audmodel.backend.fs;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The methods of the port, each on one file or folder. Failures of the file system become errors of this library. */
final class FsStore implements Backend {

    private final Path root;
    private final Set<Capability> capabilities;
    private final FsErrors errors;
    private final FsReader reader;
    private final FsWriter writer;

    FsStore(String repository, Path root, InstantSource clock, FsWriter.Linker linker, FsLock.Way locks) {
        this.root = root.toAbsolutePath().normalize();
        this.errors = new FsErrors(repository, this.root);
        this.reader = new FsReader(errors);
        this.writer = new FsWriter(errors, new FsLock(this.root, locks, errors), clock, linker);
        this.capabilities = locks == FsLock.Way.NONE
                ? Set.of(Capability.ATOMIC_CREATE, Capability.CONDITIONS_AT_ANY_SIZE)
                : Set.of(Capability.values());
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        return errors.translate("stat", path, () -> reader.stat(path, file(path)));
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        return errors.translate("get", path, () -> reader.get(path, file(path), range));
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        return errors.translate("put", path, () -> writer.put(path, file(path), content, mode));
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        return errors.translate("list", prefix, () -> {
            errors.requireRepository();
            return StreamSupport.stream(new FsListing(prefix, file(prefix), errors), false);
        });
    }

    @Override
    public void delete(ObjectPath path) {
        errors.translate("delete", path, () -> writer.delete(file(path)));
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

    /** Nothing is open between two calls. */
    @Override
    public void close() {}

    private Path file(ObjectPath path) {
        return path.isRoot() ? root : root.resolve(path.text());
    }
}
