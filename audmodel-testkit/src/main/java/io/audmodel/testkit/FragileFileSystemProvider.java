package io.audmodel.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts the changes on a {@link FragileDisk}, and records how to undo them. */
final class FragileFileSystemProvider extends FileSystemProvider {

    private final FileSystemProvider delegate;
    private final FragileFileSystem fileSystem;
    private final FragileDisk disk;

    FragileFileSystemProvider(FileSystemProvider delegate, FragileFileSystem fileSystem, FragileDisk disk) {
        this.delegate = delegate;
        this.fileSystem = fileSystem;
        this.disk = disk;
    }

    @Override
    public String getScheme() {
        return "fragile";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException("new FragileDisk makes one");
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return fileSystem;
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException("FragileDisk.path makes one");
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        disk.requireAlive();
        Path file = real(path);
        boolean makes = options.contains(StandardOpenOption.CREATE_NEW)
                || options.contains(StandardOpenOption.CREATE) && !Files.exists(file);
        boolean empties = !makes && options.contains(StandardOpenOption.TRUNCATE_EXISTING);
        if (makes || empties) {
            disk.step();
        }
        if (empties && Files.exists(file)) {
            disk.writing(file);
        }
        FileChannel channel = delegate.newFileChannel(file, options, attributes);
        if (makes) {
            disk.names().changed(file, now -> Files.delete(now.apply(file)));
        }
        return new FragileChannel(channel, file, disk);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        disk.requireAlive();
        DirectoryStream<Path> stream =
                delegate.newDirectoryStream(real(folder), path -> filter.accept(fileSystem.wrap(path)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                Iterator<Path> paths = stream.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return paths.hasNext();
                    }

                    @Override
                    public Path next() {
                        return fileSystem.wrap(paths.next());
                    }
                };
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        disk.step();
        Path folder = real(path);
        delegate.createDirectory(folder, attributes);
        disk.names().changed(folder, now -> FragileTree.delete(now.apply(folder)));
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        disk.step();
        Path name = real(link);
        delegate.createLink(name, real(existing));
        disk.names().changed(name, now -> Files.delete(now.apply(name)));
    }

    @Override
    public void delete(Path path) throws IOException {
        disk.step();
        Path file = real(path);
        Path kept = disk.keep(file);
        delegate.delete(file);
        disk.names().changed(file, now -> FragileDisk.putBack(kept, now.apply(file)));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException("a disk that counts its changes copies nothing");
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        disk.step();
        Path from = real(source);
        Path to = real(target);
        Path kept = disk.keep(to);
        delegate.move(from, to, options);
        disk.names().moved(from, to, now -> {
            Files.move(now.apply(to), now.apply(from));
            FragileDisk.putBack(kept, now.apply(to));
        });
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return delegate.isSameFile(real(one), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return delegate.isHidden(real(path));
    }

    /** A type of file system that is not trusted, so that no data is forced past this provider. */
    @Override
    public FileStore getFileStore(Path path) throws IOException {
        throw new IOException("a disk that fails does not tell what it is");
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        disk.requireAlive();
        delegate.checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        disk.requireAlive();
        return delegate.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        disk.requireAlive();
        return delegate.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        disk.requireAlive();
        return delegate.readAttributes(real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        disk.step();
        delegate.setAttribute(real(path), attribute, value, options);
    }

    private static Path real(Path path) {
        return FragilePath.unwrap(path);
    }
}
