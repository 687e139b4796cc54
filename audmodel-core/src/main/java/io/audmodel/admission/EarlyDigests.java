package io.audmodel.admission;

import io.audmodel.archive.unpack.WriteListener;
import io.audmodel.deadline.CallDeadline;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hashes large files while they are unpacked: each from its beginning on, as far as its parts are written, by one of the
 * threads that write them, while the others continue. What is hashed is read from the file, so that the digest is that of
 * what is there.
 */
final class EarlyDigests implements WriteListener {

    private static final int BUFFER = 1 << 18;

    private final Map<Path, Growing> files = new ConcurrentHashMap<>();

    /** A load goes forward as long as this does. */
    private final Optional<CallDeadline> call = CallDeadline.current();

    @Override
    public void written(Path file, long from, long length, long size) {
        files.computeIfAbsent(file, name -> new Growing(name, size)).grow(from, length);
    }

    @Override
    public void damaged(Path file) {
        Growing growing = files.get(file);
        if (growing != null) {
            growing.drop();
        }
    }

    /**
     * The digests of the files that were heard of as a whole. Nobody writes them any more.
     *
     * @param folder with the files
     * @return SHA-256 in hexadecimal digits by the names of files, with slashes
     */
    Map<String, String> of(Path folder) {
        Map<String, String> digests = new HashMap<>();
        files.forEach((path, file) -> {
            String digest = file.digest();
            if (digest != null) {
                digests.put(folder.relativize(path).toString().replace('\\', '/'), digest);
            }
        });
        return digests;
    }

    /** A file of which parts are written. */
    private final class Growing {

        private final Path path;
        private final long size;
        private final MessageDigest sha = Checksum.newSha256();
        private final ReentrantLock lock = new ReentrantLock();
        private final TreeMap<Long, Long> parts = new TreeMap<>();
        private long written;
        private long hashed;
        private boolean isWorking;
        private boolean isDropped;
        private @Nullable String digest;

        Growing(Path path, long size) {
            this.path = path;
            this.size = size;
        }

        void grow(long from, long length) {
            boolean isFree;
            lock.lock();
            try {
                parts.put(from, length);
                while (parts.containsKey(written)) {
                    written += parts.remove(written);
                }
                isFree = !isWorking && hashed < written && !isDropped;
                isWorking |= isFree;
            } finally {
                lock.unlock();
            }
            if (isFree) {
                hash();
            }
        }

        void drop() {
            lock.lock();
            try {
                isDropped = true;
            } finally {
                lock.unlock();
            }
        }

        private void hash() {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
                for (long until = next(); until > 0; until = next()) {
                    while (hashed < until) {
                        buffer.clear().limit((int) Math.min(BUFFER, until - hashed));
                        int count = channel.read(buffer, hashed);
                        if (count < 0) {
                            throw new IOException("it became shorter");
                        }
                        sha.update(buffer.array(), 0, count);
                        hashed += count;
                        call.ifPresent(deadline -> deadline.moved(count));
                    }
                }
            } catch (IOException e) {
                // Who needs the digest reads the file again, and says what is wrong with it.
                System.getLogger("io.audmodel").log(Level.DEBUG, () -> path + " is hashed later", e);
                drop();
            }
        }

        /** How far to go; 0 if there is nothing to do for now. */
        private long next() {
            lock.lock();
            try {
                if (!isDropped && hashed < written) {
                    return written;
                }
                isWorking = false;
                if (!isDropped && hashed == size) {
                    digest = HexFormat.of().formatHex(sha.digest());
                }
                return 0;
            } finally {
                lock.unlock();
            }
        }

        @Nullable
        String digest() {
            lock.lock();
            try {
                return isDropped ? null : digest;
            } finally {
                lock.unlock();
            }
        }
    }
}
