package io.audmodel.fetch;

import io.audmodel.archive.ArchiveProgress;
import io.audmodel.backend.ObjectBody;
import io.audmodel.error.CancelledException;
import io.audmodel.model.Checksum;
import io.audmodel.store.Store;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes of a store, kept in memory.
 *
 * @param list the buffers; all but the last are as long as the first, none is empty
 * @param wanted how many bytes were announced
 * @param length how many bytes arrived
 */
record Buffers(List<byte[]> list, long wanted, long length) {

    /** Small enough to find room in any heap. */
    private static final int LENGTH = 256 << 10;

    public Buffers {
        list = List.copyOf(list);
    }

    /**
     * Reads this many bytes, or up to the end if that comes earlier.
     *
     * @param progress receives each block
     */
    static Buffers read(Store store, ObjectBody body, long wanted, ArchiveProgress progress) {
        List<byte[]> list = new ArrayList<>();
        long done = 0;
        while (done < wanted) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException("interrupted while " + body.info().path() + " was fetched from " + store);
            }
            int length = (int) Math.min(LENGTH, wanted - done);
            byte[] block = next(store, body, length);
            if (block.length > 0) {
                list.add(block);
                done += block.length;
                progress.at(done, wanted);
            }
            if (block.length < length) {
                break;
            }
        }
        return new Buffers(list, wanted, done);
    }

    boolean areAll() {
        return length == wanted;
    }

    /** The MD5 of the bytes that arrived. */
    Checksum checksum() {
        MessageDigest digest = Checksum.newDigest();
        list.forEach(digest::update);
        return Checksum.ofDigest(digest.digest());
    }

    private static byte[] next(Store store, ObjectBody body, int length) {
        byte[] block = new byte[length];
        try {
            int count = body.stream().readNBytes(block, 0, length);
            return count == length ? block : Arrays.copyOf(block, count);
        } catch (IOException e) {
            throw store.unreadable(body.info().path(), e);
        }
    }
}
