package io.audmodel.backend.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A temporary file, unlinked at once where the system allows that, so that nothing is left of it when the process dies.
 * One thread writes it; then any number of threads read it. Reads are not interruptible: an interrupt would close a
 * channel for all threads.
 */
final class SpoolFile implements AutoCloseable {

    private final Path path;
    private final RandomAccessFile file;
    private final ReentrantLock reading = new ReentrantLock();

    private SpoolFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    static SpoolFile in(Path folder) throws IOException {
        Path path = Files.createTempFile(folder, "audmodel-", ".spool");
        try {
            return new SpoolFile(path, new RandomAccessFile(path.toFile(), "rw"));
        } finally {
            unlink(path);
        }
    }

    /** Appends all remaining bytes of the buffer. */
    void write(ByteBuffer bytes) throws IOException {
        FileChannel channel = file.getChannel();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Opens a part, which must lie within. */
    InputStream open(long offset, long count) {
        return new Part(offset, offset + count);
    }

    @Override
    public void close() throws IOException {
        file.close();
        unlink(path);
    }

    /** Windows keeps the name of a file that is open. */
    private static void unlink(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The file lies in the folder for temporary files, which the system cleans.
            return;
        }
    }

    private int read(byte[] bytes, int offset, int length, long position) throws IOException {
        reading.lock();
        try {
            file.seek(position);
            return file.read(bytes, offset, length);
        } finally {
            reading.unlock();
        }
    }

    private final class Part extends BlockInputStream {

        private long position;
        private final long end;

        Part(long position, long end) {
            this.position = position;
            this.end = end;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int most = (int) Math.min(length, end - position);
            if (most == 0) {
                return length == 0 ? 0 : -1;
            }
            int count = SpoolFile.this.read(bytes, offset, most, position);
            position += Math.max(count, 0);
            return count;
        }
    }
}
