package io.audmodel.cache.local;

import io.audmodel.cache.CachePermissions;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder of a cache. Links in it are never followed: below the root there are only regular files and real folders,
 * and anything else counts as an obstacle. If other users may change the names, the folder is held open, so that every
 * operation works in the folder that was entered, even if its name is changed meanwhile.
 */
final class Folder implements Closeable {

    private final Path path;
    private final @Nullable Handle handle;
    private final CachePermissions permissions;

    private Folder(Path path, @Nullable Handle handle, CachePermissions permissions) {
        this.path = path;
        this.handle = handle;
        this.permissions = permissions;
    }

    /**
     * The root of a cache. The path to it may contain links.
     *
     * @param permissions of what is made in it
     * @throws FileSystemException if it is no folder
     * @throws NoSuchFileException if it does not exist
     */
    static Folder root(Path root, CachePermissions permissions) throws IOException {
        Trust trust = Trust.in(root);
        if (!trust.isFolder()) {
            throw new FileSystemException(root.toString(), null, "it is not a folder");
        }
        return new Folder(root, trust.needsHandle() ? Handle.following(root) : null, permissions);
    }

    /**
     * A folder in this one.
     *
     * @throws NoSuchFileException if nothing has this name
     * @throws NotDirectoryException if something else has it, such as a link to a folder
     */
    Folder enter(String name) throws IOException {
        return naming(() -> {
            Path place = at(name);
            Trust trust = Trust.in(place, LinkOption.NOFOLLOW_LINKS);
            if (!trust.isFolder()) {
                throw new NotDirectoryException(place.toString());
            }
            return handle == null && !trust.needsHandle()
                    ? new Folder(path.resolve(name), null, permissions)
                    : new Folder(path.resolve(name), folder(place), permissions);
        });
    }

    private static Handle folder(Path place) throws IOException {
        Handle found = Handle.of(place);
        if (!Files.isDirectory(found.path())) {
            found.close();
            throw new NotDirectoryException(place.toString());
        }
        return found;
    }

    /** As {@link #enter}, but makes the folder if it is missing, with the permissions of the cache. */
    Folder make(String name) throws IOException {
        try {
            if (look(name).isEmpty()) {
                if (permissions.areOfUmask()) {
                    create(name);
                } else {
                    Modes.create(this, name);
                }
            }
        } catch (FileAlreadyExistsException e) {
            // Another process was quicker.
            return enter(name);
        }
        return enter(name);
    }

    /** Those of what is made here. */
    CachePermissions permissions() {
        return permissions;
    }

    /** Whether others may change names here, so that work goes by the folder that was entered, and not by its name. */
    boolean isHeld() {
        return handle != null;
    }

    /** Makes a new folder. */
    void create(String name, FileAttribute<?>... attributes) throws IOException {
        naming(() -> Files.createDirectory(at(name), attributes));
    }

    /** Makes a new file, and opens it for writing. */
    FileChannel createFile(String name, FileAttribute<?>... attributes) throws IOException {
        return naming(() -> FileChannel.open(
                at(name), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes));
    }

    /**
     * Opens a regular file for reading. Never waits.
     *
     * @param most the largest length that is opened, in bytes
     * @return empty if nothing has this name, or something that is no regular file, or a larger one
     */
    Optional<InputStream> open(String name, long most) throws IOException {
        try {
            return naming(() -> {
                Path place = at(name);
                if (handle == null) {
                    return open(place, most, LinkOption.NOFOLLOW_LINKS);
                }
                try (Handle found = Handle.of(place)) {
                    return open(found.path(), most);
                }
            });
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Optional<InputStream> open(Path file, long most, LinkOption... options) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, options);
        return found.isRegularFile() && found.size() <= most
                ? Optional.of(Files.newInputStream(file, options))
                : Optional.empty();
    }

    /** The attributes of a file of any type, if it exists. Links are not followed. */
    Optional<BasicFileAttributes> look(String name) throws IOException {
        try {
            return Optional.of(
                    naming(() -> Files.readAttributes(at(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The attributes of this folder. */
    BasicFileAttributes attributes() throws IOException {
        return naming(() -> Files.readAttributes(base(), BasicFileAttributes.class));
    }

    List<String> names() throws IOException {
        return naming(() -> {
            List<String> names = new ArrayList<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(base())) {
                entries.forEach(entry -> names.add(entry.getFileName().toString()));
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            return names;
        });
    }

    boolean isEmpty() throws IOException {
        return naming(() -> {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(base())) {
                return !entries.iterator().hasNext();
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        });
    }

    /** Renames a file or folder, perhaps into another folder. A file of the new name is replaced. */
    void move(String name, Folder target, String newName) throws IOException {
        target.naming(() -> naming(() -> Files.move(at(name), target.at(newName), StandardCopyOption.ATOMIC_MOVE)));
    }

    /** Removes a file, a link or an empty folder. A missing one is no failure. */
    void delete(String name) throws IOException {
        naming(() -> Files.deleteIfExists(at(name)));
    }

    /** Whether this user may add and remove names. */
    boolean isWritable() {
        return Files.isWritable(base());
    }

    /** Whether files here can have the modes of POSIX. */
    boolean hasModes() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Forces the names to the disk, if the file system can: Windows and some network file systems cannot. */
    void force() {
        try (FileChannel channel = FileChannel.open(base(), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            System.getLogger(Folder.class.getName())
                    .log(Logger.Level.DEBUG, () -> "the names in " + path + " may be lost in a power cut", e);
        }
    }

    /** The path by which callers find this name. */
    Path path(String name) {
        return path.resolve(name);
    }

    /** The path by which this folder reaches this name, valid while it is open. */
    Path at(String name) {
        return base().resolve(name);
    }

    private Path base() {
        return handle == null ? path : handle.path();
    }

    /** The real path of this folder, without links. */
    Path realPath() throws IOException {
        return naming(() -> base().toRealPath());
    }

    @Override
    public void close() {
        if (handle != null) {
            handle.close();
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private interface Step<T> {

        T take() throws IOException;
    }

    /** Errors name the folder in place of the number of its handle. */
    private <T> T naming(Step<T> step) throws IOException {
        try {
            return step.take();
        } catch (FileSystemException e) {
            throw handle == null ? e : FileErrors.renamed(e, handle.path(), path);
        }
    }
}
