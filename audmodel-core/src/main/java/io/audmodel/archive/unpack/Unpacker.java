package io.audmodel.archive.unpack;

import io.audmodel.error.CorruptArchiveException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes the files of a checked archive, by several threads if there is enough to do. */
final class Unpacker {

    /** Up to this length, one thread is done before others would have started. */
    private static final long SMALL = 4 << 20;

    private static final int FEW = 500;

    /** A large stored entry comes in so many parts for each thread, of a bounded length. */
    private static final int PARTS = 2;

    private static final long LONGEST_PART = 64 << 20;

    private final ZipSource source;
    private final ZipDirectory directory;
    private final Path target;
    private final Meter meter;
    private final WriteListener listener;

    Unpacker(ZipSource source, ZipDirectory directory, Path target, Meter meter, WriteListener listener) {
        this.source = source;
        this.directory = directory;
        this.target = target;
        this.meter = meter;
        this.listener = listener;
    }

    /** @param wanted the selected entries of the directory, in its order */
    void unpack(ZipMembers wanted) throws IOException {
        meter.tell();
        new NewFolders(source, target).make(wanted);
        List<List<ZipMember>> batches = Batches.of(wanted.onlyFiles());
        if (wanted.bytes() < SMALL && wanted.size() < FEW) {
            try (MemberReader reader = new MemberReader(source)) {
                for (List<ZipMember> batch : batches) {
                    unpackSmall(batch, reader);
                }
            }
        } else {
            long prefetched = batches.stream().filter(Batches::isPrefetched).count();
            try (UnpackWorkers workers = new UnpackWorkers(source, prefetched)) {
                batches.forEach(batch -> workers.add(reader -> unpack(batch, reader, workers)));
                workers.finish(meter::tell, meter::done);
            }
        }
        meter.tell();
    }

    private void unpack(List<ZipMember> batch, MemberReader reader, UnpackWorkers workers) throws IOException {
        ZipMember first = batch.get(0);
        if (Batches.isPrefetched(batch)) {
            unpackDeflated(first, reader);
        } else if (!Batches.isLarge(first)) {
            unpackSmall(batch, reader);
        } else if (source.isLocal() && listener.inOrder() > LONGEST_PART) {
            unpackInOrder(first, reader);
        } else {
            unpackStored(first, reader, workers);
        }
    }

    private void unpackSmall(List<ZipMember> batch, MemberReader reader) throws IOException {
        int done = 0;
        while (done < batch.size()) {
            done += unpackRun(batch.subList(done, batch.size()), reader);
        }
    }

    /** Unpacks files from one range, up to the first that has to be read again. Returns how many. */
    private int unpackRun(List<ZipMember> run, MemberReader reader) throws IOException {
        ZipMember last = run.get(run.size() - 1);
        long start = run.get(0).offset();
        int done = 0;
        try (RangeReader range = reader.range(start, directory.roomOf(last) - start)) {
            boolean intact = true;
            while (intact && done < run.size()) {
                range.requireNoInterrupt();
                ZipMember member = run.get(done);
                intact = unpack(member, range, reader, sink -> reader.read(member, range, sink));
                done++;
            }
        }
        return done;
    }

    private void unpackDeflated(ZipMember member, MemberReader reader) throws IOException {
        try (RangeReader range = reader.prefetchedRange(member.offset(), directory.roomOf(member) - member.offset())) {
            unpack(member, range, reader, sink -> {
                try (WriteBehind behind = new WriteBehind(sink::accept, source.bytes())) {
                    reader.inflate(member, range, behind);
                    behind.finish();
                }
            });
        }
    }

    /** One thread copies as fast as several do, which would wait for each other to write. */
    private void unpackInOrder(ZipMember member, MemberReader reader) throws IOException {
        try (RangeReader range = reader.range(member.offset(), directory.roomOf(member) - member.offset())) {
            unpack(member, range, reader, sink -> reader.copyBeside(member, range, sink));
        }
    }

    /** Unpacks one file. Returns whether the first read was intact. */
    private boolean unpack(ZipMember member, RangeReader range, MemberReader reader, EntryOutput.Content content)
            throws IOException {
        EntryOutput output = output(member);
        try {
            pass(member, range);
            output.write(reader.out(), meter, content);
            return true;
        } catch (CorruptArchiveException e) {
            readAgain(output, e);
            return false;
        }
    }

    /** Reads an entry alone, and writes it in place of its earlier result. */
    private void readAgain(EntryOutput output, CorruptArchiveException damage) throws IOException {
        ZipMember member = output.member();
        long length = directory.roomOf(member) - member.offset();
        RepeatedReads.again(source, damage, anew -> {
            try (MemberReader reader = new MemberReader(anew);
                    RangeReader range = reader.prefetchedRange(member.offset(), length)) {
                LocalHeader.pass(member, directory.endOf(member), range, anew);
                output.write(reader.out(), meter, sink -> reader.read(member, range, sink));
                return output;
            }
        });
    }

    /** Adds tasks for the other parts, and then reads the local header and the first part. */
    private void unpackStored(ZipMember member, MemberReader reader, UnpackWorkers workers) throws IOException {
        long part = partLength(member.size());
        long most = Math.min(directory.roomOf(member), member.offset() + LocalHeader.LONGEST + part);
        try (RangeReader range = reader.range(member.offset(), most - member.offset())) {
            long content;
            try {
                content = pass(member, range);
            } catch (CorruptArchiveException e) {
                readAgain(output(member), e);
                return;
            }
            UnpackedFile file = new UnpackedFile(source, member, NewFolders.fileOf(member, target));
            workers.keep(file);
            SplitFile split = new SplitFile(source, file, content, part, meter, listener);
            for (int i = 1; i < split.parts(); i++) {
                int number = i;
                workers.add(other -> split.copy(number, other));
            }
            split.copy(0, reader, range);
        }
    }

    private EntryOutput output(ZipMember member) {
        return new EntryOutput(source, member, NewFolders.fileOf(member, target), listener);
    }

    /** Pieces that are to come in order are not divided, if they are no longer than the longest part. */
    private long partLength(long size) {
        long even = size / ((long) PARTS * source.bytes().expectedParallelism());
        long part = Math.max(Batches.LARGE, Math.min(LONGEST_PART, even));
        long piece = listener.inOrder();
        return piece == WriteListener.ANY_ORDER || piece > LONGEST_PART ? part : (part + piece - 1) / piece * piece;
    }

    private long pass(ZipMember member, RangeReader range) throws IOException {
        range.skipTo(member.offset());
        return LocalHeader.pass(member, directory.endOf(member), range, source);
    }
}
