package io.audmodel.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** An open file of a {@link FragileDisk}. */
final class FragileChannel extends FileChannel {

    private final FileChannel delegate;
    private final Path file;
    private final FragileDisk disk;

    FragileChannel(FileChannel delegate, Path file, FragileDisk disk) {
        this.delegate = delegate;
        this.file = file;
        this.disk = disk;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        disk.requireAlive();
        return delegate.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        disk.requireAlive();
        return delegate.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        disk.requireAlive();
        return delegate.read(target, position);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        writing();
        return delegate.write(source);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        writing();
        return delegate.write(sources, offset, length);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        writing();
        return delegate.write(source, position);
    }

    @Override
    public long position() throws IOException {
        return delegate.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        delegate.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return delegate.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        writing();
        delegate.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        disk.step();
        delegate.force(metaData);
        disk.forced(file);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        disk.requireAlive();
        return delegate.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        writing();
        return delegate.transferFrom(source, position, count);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        throw new UnsupportedOperationException("a disk that counts its changes maps no file");
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        disk.requireAlive();
        return delegate.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        disk.requireAlive();
        return delegate.tryLock(position, size, shared);
    }

    /** Also works after the crash, since the system closes the files of a dead process. */
    @Override
    protected void implCloseChannel() throws IOException {
        delegate.close();
    }

    private void writing() throws IOException {
        disk.step();
        disk.writing(file);
    }
}
