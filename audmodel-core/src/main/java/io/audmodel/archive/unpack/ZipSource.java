package io.audmodel.archive.unpack;

import io.audmodel.archive.ArchiveErrors;
import io.audmodel.error.CancelledException;
import io.audmodel.error.CorruptArchiveException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bytes of an archive, by position, and its name for error messages. Thread-safe. */
final class ZipSource {

    private final ArchiveBytes bytes;
    private final ArchiveErrors errors;

    ZipSource(ArchiveBytes bytes, String name) {
        this(bytes, new ArchiveErrors(name));
    }

    private ZipSource(ArchiveBytes bytes, ArchiveErrors errors) {
        this.bytes = bytes;
        this.errors = errors;
    }

    String name() {
        return errors.name();
    }

    ArchiveErrors errors() {
        return errors;
    }

    long size() {
        return bytes.size();
    }

    ArchiveBytes bytes() {
        return bytes;
    }

    /** Whether one thread reads it as fast as several do, as from a local disk. */
    boolean isLocal() {
        return bytes.anew().isEmpty();
    }

    /** The same archive, requested again; see {@link ArchiveBytes#anew}. */
    Optional<ZipSource> anew() {
        return bytes.anew().map(again -> new ZipSource(again, errors));
    }

    /** Reads exactly these bytes, in the byte order of ZIP. */
    ByteBuffer read(long position, int length) throws IOException {
        if (length == 0) {
            return ByteBuffer.allocate(0);
        }
        ByteBuffer into = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        try (RangeReader range = range(position, length, into)) {
            return range.take(length);
        }
    }

    /**
     * Begins to read a part of the archive, which is not empty.
     *
     * @param buffer used until the range is closed
     */
    RangeReader range(long position, long length, ByteBuffer buffer) throws IOException {
        requireWithin(position, length);
        return new RangeReader(this, bytes.open(position, length), position, length, buffer);
    }

    /** As {@link #range}, for a long part that one thread reads to its end. */
    RangeReader prefetchedRange(long position, long length, ByteBuffer buffer) throws IOException {
        requireWithin(position, length);
        return new RangeReader(this, bytes.openAhead(position, length), position, length, buffer);
    }

    /** As {@link #range}, and digests what is read. */
    RangeReader range(long position, long length, ByteBuffer buffer, MessageDigest digest) throws IOException {
        requireWithin(position, length);
        return new RangeReader(
                this, new DigestingChannel(bytes.open(position, length), digest), position, length, buffer);
    }

    private void requireWithin(long position, long length) {
        if (position < 0 || position > size() - length) {
            throw corrupt("it is cut off: bytes are missing at " + position);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("interrupted while archive " + name() + " was read");
        }
    }

    CorruptArchiveException corrupt(String problem) {
        return corrupt(problem, null);
    }

    CorruptArchiveException corrupt(String problem, @Nullable Throwable cause) {
        return errors.corrupt(problem, cause);
    }

    /** As {@link #corrupt(String)}, for one entry. */
    CorruptArchiveException corruptEntry(String entry, String problem) {
        return errors.corruptEntry(entry, problem);
    }
}
