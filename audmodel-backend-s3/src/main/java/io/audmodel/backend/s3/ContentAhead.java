package io.audmodel.backend.s3;

import io.audmodel.backend.Content;
import io.audmodel.backend.PreparedContent;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Content that may be read before it is put, so that it need not be read then. Used by one thread at a time. */
final class ContentAhead implements PreparedContent {

    private final Content content;
    private final Supplier<ReadContent> reading;
    private @Nullable ReadContent read;

    ContentAhead(Content content, Supplier<ReadContent> reading) {
        this.content = content;
        this.reading = reading;
    }

    /** What was read; empty if nothing was. */
    Optional<ReadContent> readAhead() {
        return Optional.ofNullable(read);
    }

    @Override
    public void read() {
        if (read == null) {
            read = reading.get();
        }
    }

    @Override
    public OptionalLong length() {
        return read == null ? content.length() : read.spool().length();
    }

    @Override
    public OptionalLong longest() {
        return content.longest();
    }

    @Override
    public Optional<Checksum> checksum() {
        return read == null ? content.checksum() : read.spool().checksum();
    }

    @Override
    public Optional<Path> sourceFile() {
        return content.sourceFile();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        content.writeTo(out);
    }

    @Override
    public void close() {
        if (read != null) {
            read.close();
            read = null;
        }
    }
}
