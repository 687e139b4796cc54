package io.audmodel.archive;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stored entry that several threads copy, each a part of it, straight to where it belongs in the file. Who is last
 * joins the checksums and closes the file.
 */
final class SplitFile {

    private final NewFile file;
    private final long content;
    private final long partLength;
    private final int[] crcs;
    private final AtomicInteger left;
    private final Meter meter;

    /**
     * @param content where it begins in the archive
     * @param partLength of all parts but the last
     */
    SplitFile(NewFile file, long content, long partLength, Meter meter) {
        this.file = file;
        this.content = content;
        this.partLength = partLength;
        this.crcs = new int[Math.toIntExact((size() + partLength - 1) / partLength)];
        this.left = new AtomicInteger(crcs.length);
        this.meter = meter;
    }

    int parts() {
        return crcs.length;
    }

    /** Copies one part by a stretch of its own. */
    void copy(int part, MemberReader reader) throws IOException {
        try (Stretch stretch = reader.stretch(content + part * partLength, length(part))) {
            copy(part, reader, stretch);
        }
    }

    /** @param stretch is where the part begins */
    void copy(int part, MemberReader reader, Stretch stretch) throws IOException {
        FileSink sink = new FileSink(file, part * partLength, reader.out(), meter);
        MemberReader.copy(stretch, length(part), sink);
        crcs[part] = sink.crc();
        if (left.decrementAndGet() == 0) {
            file.close();
            file.requireCrc(joined());
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
