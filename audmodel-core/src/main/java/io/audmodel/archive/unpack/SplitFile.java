package io.audmodel.archive.unpack;

import io.audmodel.archive.Crc;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A stored entry that several threads copy, each a part, straight to its place in the file. The last thread joins the
 * checksums and closes the file.
 */
final class SplitFile {

    private final ZipSource source;
    private final UnpackedFile file;
    private final long content;
    private final long partLength;
    private final int[] crcs;
    private final AtomicInteger left;
    private final Meter meter;
    private final WriteListener listener;
    private final FileListener heard;

    /** Where threads would wait for each other to write, and have something else to do; else null. */
    private final @Nullable SharedWrites writes;

    /**
     * @param content where the content begins in the archive
     * @param partLength the length of all parts but the last
     */
    SplitFile(ZipSource source, UnpackedFile file, long content, long partLength, Meter meter, WriteListener listener) {
        this.source = source;
        this.file = file;
        this.content = content;
        this.partLength = partLength;
        this.crcs = new int[Math.toIntExact((size() + partLength - 1) / partLength)];
        this.left = new AtomicInteger(crcs.length);
        this.meter = meter;
        this.listener = listener;
        this.heard = listener.begins(file.path(), size());
        boolean isShared = source.isLocal()
                && listener.inOrder() != WriteListener.ANY_ORDER
                && SharedWrites.fits(source.bytes().parallelism());
        this.writes = isShared ? new SharedWrites(file, meter, heard) : null;
    }

    int parts() {
        return crcs.length;
    }

    /** Copies one part by a range of its own. */
    void copy(int part, MemberReader reader) throws IOException {
        try (RangeReader range = reader.range(content + part * partLength, length(part))) {
            copy(part, reader, range);
        }
    }

    /** @param range starts at the part */
    void copy(int part, MemberReader reader, RangeReader range) throws IOException {
        crcs[part] = writes == null
                ? copy(part, reader, range, meter, heard)
                : writes.copy(range, part * partLength, length(part), reader.emptyBuffers());
        if (left.decrementAndGet() == 0) {
            if (joined() != file.member().crc()) {
                readAgain();
            }
            file.close();
            file.requireCrc(joined());
        }
    }

    /** Returns the checksum of the part. */
    private int copy(int part, MemberReader reader, RangeReader range, Meter counting, FileListener receiver)
            throws IOException {
        PartSink sink = new PartSink(file, part * partLength, reader.out(), counting, receiver);
        MemberReader.copy(range, length(part), sink);
        return sink.crc();
    }

    /** It is unknown which part arrived damaged: one after another is read again, until the checksum fits. */
    private void readAgain() throws IOException {
        Optional<ZipSource> anew = source.anew();
        if (anew.isEmpty()) {
            return;
        }
        listener.damaged(file.path());
        try (MemberReader reader = new MemberReader(anew.get())) {
            for (int i = 0;
                    i < (RepeatedReads.READS - 1) * parts()
                            && joined() != file.member().crc();
                    i++) {
                int part = i % parts();
                try (RangeReader range = reader.prefetchedRange(content + part * partLength, length(part))) {
                    crcs[part] = copy(part, reader, range, Meter.silent(), FileListener.none());
                }
            }
        }
    }

    private int joined() {
        int crc = crcs[0];
        for (int part = 1; part < crcs.length; part++) {
            crc = Crc.join(crc, crcs[part], length(part));
        }
        return crc;
    }

    private long length(int part) {
        return Math.min(partLength, size() - part * partLength);
    }

    private long size() {
        return file.member().size();
    }
}
