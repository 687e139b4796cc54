package io.audmodel.archive;

import io.audmodel.archive.NewFolders.Placed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes the files of a checked archive, by several threads where there is enough of it. */
final class Unpacker {

    /** Up to here, one thread is done before others would have begun. */
    private static final long SMALL = 4 << 20;

    private static final int FEW = 500;

    /** A large stored entry comes in so many parts for each lane, of a bounded length. */
    private static final int PARTS = 2;

    private static final long LONGEST_PART = 64 << 20;

    private final ZipSource source;
    private final ZipDirectory directory;
    private final Meter meter;

    Unpacker(ZipSource source, ZipDirectory directory, Meter meter) {
        this.source = source;
        this.directory = directory;
        this.meter = meter;
    }

    /** @param wanted of the directory's entries, in its order */
    void unpack(List<ZipMember> wanted, Path target) throws IOException {
        meter.tell();
        List<Placed> files = new NewFolders(source, target).place(wanted);
        List<List<Placed>> batches = Batches.of(files);
        long bytes = wanted.stream().mapToLong(ZipMember::size).sum();
        if (bytes < SMALL && files.size() < FEW) {
            try (MemberReader reader = new MemberReader(source)) {
                for (List<Placed> batch : batches) {
                    unpackSmall(batch, reader);
                }
            }
        } else {
            try (Crew crew = new Crew(source)) {
                batches.forEach(batch -> crew.add(reader -> unpack(batch, reader, crew)));
                crew.finish(meter::tell);
            }
        }
        meter.tell();
    }

    private void unpack(List<Placed> batch, MemberReader reader, Crew crew) throws IOException {
        Placed first = batch.get(0);
        if (!Batches.isLarge(first.member())) {
            unpackSmall(batch, reader);
        } else if (first.member().deflated()) {
            unpackDeflated(first, reader);
        } else {
            unpackStored(first, reader, crew);
        }
    }

    private void unpackSmall(List<Placed> batch, MemberReader reader) throws IOException {
        ZipMember last = batch.get(batch.size() - 1).member();
        long start = batch.get(0).member().offset();
        try (Stretch stretch = reader.stretch(start, directory.roomOf(last) - start)) {
            for (Placed placed : batch) {
                stretch.requireNoInterrupt();
                pass(placed.member(), stretch);
                try (NewFile file = new NewFile(source, placed.member(), placed.file())) {
                    FileSink sink = new FileSink(file, 0, reader.out(), meter);
                    reader.read(placed.member(), stretch, sink);
                    file.requireCrc(sink.crc());
                }
            }
        }
    }

    private void unpackDeflated(Placed placed, MemberReader reader) throws IOException {
        ZipMember member = placed.member();
        try (Stretch stretch = reader.stretchAhead(member.offset(), directory.roomOf(member) - member.offset())) {
            pass(member, stretch);
            try (NewFile file = new NewFile(source, member, placed.file())) {
                FileSink sink = new FileSink(file, 0, reader.out(), meter);
                try (WriteBehind behind = new WriteBehind(sink, source.bytes())) {
                    reader.inflate(member, stretch, behind);
                    behind.finish();
                }
                file.requireCrc(sink.crc());
            }
        }
    }

    /** Reads the local header and the first part, after having left the other parts to whoever is free. */
    private void unpackStored(Placed placed, MemberReader reader, Crew crew) throws IOException {
        ZipMember member = placed.member();
        long part = partLength(member.size());
        long most = Math.min(directory.roomOf(member), member.offset() + LocalHeader.LONGEST + part);
        try (Stretch stretch = reader.stretch(member.offset(), most - member.offset())) {
            long content = pass(member, stretch);
            NewFile file = new NewFile(source, member, placed.file());
            crew.keep(file);
            SplitFile split = new SplitFile(file, content, part, meter);
            for (int i = 1; i < split.parts(); i++) {
                int number = i;
                crew.add(other -> split.copy(number, other));
            }
            split.copy(0, reader, stretch);
        }
    }

    private long partLength(long size) {
        long even = size / ((long) PARTS * source.bytes().lanes());
        return Math.max(Batches.LARGE, Math.min(LONGEST_PART, even));
    }

    private long pass(ZipMember member, Stretch stretch) throws IOException {
        stretch.skipTo(member.offset());
        return LocalHeader.pass(member, directory.endOf(member), stretch, source);
    }
}
