package io.audmodel.backend.support;

import io.audmodel.model.Checksum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Buffers bytes in memory while they are few, then in a file, and digests them on the way. */
class SpoolSink extends OutputStream implements WritableByteChannel {

    private static final int MOST_IN_MEMORY = 256 << 10;

    private final @Nullable Path folder;
    private final MessageDigest md5 = Checksum.newDigest();
    private final Digests digests;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable SpoolFile file;
    private final SpoolMap map = new SpoolMap();
    private long kept;
    private boolean open = true;

    /** @param folder the folder for the file; null to digest only, and keep nothing */
    SpoolSink(@Nullable Path folder, List<MessageDigest> more) {
        this.folder = folder;
        List<MessageDigest> all = new ArrayList<>(more);
        all.add(md5);
        this.digests = new Digests(all);
    }

    /** The places of the bytes. */
    SpoolMap map() {
        return map;
    }

    /** The checksum of all bytes. Call it once, at the end; then the other digests are complete too. */
    Checksum checksum() {
        digests.finish();
        return Checksum.ofDigest(md5.digest());
    }

    /** All bytes, if they are in memory. */
    byte[] bytes() {
        return memory.toByteArray();
    }

    /** The file, if the bytes are not in memory; the caller closes it. */
    @Nullable
    SpoolFile file() {
        return file;
    }

    @Override
    public void write(int value) throws IOException {
        write(ByteBuffer.wrap(new byte[] {(byte) value}));
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        write(ByteBuffer.wrap(bytes, offset, count));
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        kept += count;
        map.keep(count);
        digests.update(bytes);
        if (folder == null) {
            bytes.position(bytes.limit());
        } else if (file == null && kept <= MOST_IN_MEMORY) {
            byte[] copy = new byte[count];
            bytes.get(copy);
            memory.writeBytes(copy);
        } else {
            keep(folder, bytes);
        }
        return count;
    }

    /** Digests bytes, and keeps none of them. */
    final void refer(ByteBuffer bytes, Path origin, long position) throws IOException {
        map.refer(bytes.remaining(), origin, position);
        digests.update(bytes);
        bytes.position(bytes.limit());
    }

    /** The message of a failed write says why, but not which disk is full. */
    private void keep(Path into, ByteBuffer bytes) throws IOException {
        try {
            (file == null ? overflow(into) : file).write(bytes);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            FileSystemException named = new FileSystemException(
                    into.toString(),
                    null,
                    "the folder for content on its way cannot be written (" + e.getMessage()
                            + "): free some space there, or set another temporary root");
            named.initCause(e);
            throw named;
        }
    }

    private SpoolFile overflow(Path into) throws IOException {
        SpoolFile created = SpoolFile.in(into);
        file = created;
        created.write(ByteBuffer.wrap(memory.toByteArray()));
        memory.reset();
        return created;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        digests.close();
    }
}
