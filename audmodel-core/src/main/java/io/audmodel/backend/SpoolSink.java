package io.audmodel.backend;

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

/** Takes bytes in memory as long as they are few, then in a file, and digests them beside, while they pass. */
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

    /** @param folder null to keep nothing, and digest only */
    SpoolSink(@Nullable Path folder, List<MessageDigest> more) {
        this.folder = folder;
        List<MessageDigest> all = new ArrayList<>(more);
        all.add(md5);
        this.digests = new Digests(all);
    }

    /** What lies where. */
    SpoolMap map() {
        return map;
    }

    /** Of all that was written; asked for once, at the end, when the other digests have all of it too. */
    Checksum checksum() {
        digests.finish();
        return Checksum.ofDigest(md5.digest());
    }

    /** All bytes, where there is no file. */
    byte[] bytes() {
        return memory.toByteArray();
    }

    /** What is not in memory; whoever takes it closes it. */
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

    /** The system says of a channel that fails only why, not which disk is full. */
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
