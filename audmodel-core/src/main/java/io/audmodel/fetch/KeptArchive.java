package io.audmodel.fetch;

import io.audmodel.archive.unpack.ArchiveBytes;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.support.Spool;
import io.audmodel.error.CacheException;
import io.audmodel.error.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;

/** An archive that was fetched as a whole, and is the same whenever it is read. The caller closes it. */
public final class KeptArchive implements ArchiveBytes, AutoCloseable {

    private final Spool spool;

    private KeptArchive(Spool spool) {
        this.spool = spool;
    }

    /**
     * Fetches an archive.
     *
     * @param path of the archive, for messages
     * @param folder for temporary files
     * @throws CacheException if there is no room for it
     */
    public static KeptArchive fetch(ObjectPath path, Content content, Path folder) {
        try {
            return new KeptArchive(Spool.of(path, content, folder));
        } catch (IOException e) {
            throw new CacheException(
                    "the archive " + path + " of " + content.length().orElse(0)
                            + " bytes cannot be kept in the folder for"
                            + " temporary files " + folder + ": " + Reasons.withFile(e)
                            + "; free some room there, or let temporaryRoot be a folder on another disk",
                    e);
        }
    }

    /** Opens all of it. */
    public InputStream open() throws IOException {
        return spool.open(0, size());
    }

    @Override
    public long size() {
        return spool.length().orElseThrow();
    }

    @Override
    public ReadableByteChannel open(long position, long length) throws IOException {
        return Channels.newChannel(spool.open(position, length));
    }

    @Override
    public ByteBuffer buffer(int capacity) {
        return ByteBuffer.allocate(capacity);
    }

    @Override
    public void close() {
        spool.close();
    }
}
