package io.audmodel.archive.unpack;

import io.audmodel.error.CorruptArchiveException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes an entry as a new file, which is made again if the content arrived damaged. */
final class EntryOutput {

    private final ZipSource source;
    private final ZipMember member;
    private final Path file;
    private final WriteListener listener;
    private boolean made;
    private long counted;

    EntryOutput(ZipSource source, ZipMember member, Path file, WriteListener listener) {
        this.source = source;
        this.member = member;
        this.file = file;
        this.listener = listener;
    }

    ZipMember member() {
        return member;
    }

    /** Passes the content of an entry to a sink. */
    @FunctionalInterface
    interface Content {
        void writeTo(PartSink sink) throws IOException;
    }

    /**
     * Writes the file. Counts each byte once, however often the file is written.
     *
     * @throws CorruptArchiveException if the content has another CRC-32 than declared
     */
    void write(ByteBuffer buffer, Meter meter, Content content) throws IOException {
        boolean isFirst = !made;
        try (UnpackedFile output = make()) {
            FileListener heard = listener.begins(file, member.size());
            PartSink sink = new PartSink(output, 0, buffer, isFirst ? meter : Meter.silent(), heard);
            try {
                content.writeTo(sink);
                output.requireCrc(sink.crc());
            } finally {
                counted += isFirst ? sink.written() : 0;
            }
            meter.add(member.size() - counted);
            counted = member.size();
        }
    }

    private UnpackedFile make() {
        try {
            if (made) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw UnpackedFile.failed(source, member, file, e);
        }
        UnpackedFile output = new UnpackedFile(source, member, file);
        made = true;
        return output;
    }
}
