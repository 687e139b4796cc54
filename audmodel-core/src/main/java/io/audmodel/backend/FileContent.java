package io.audmodel.backend;

import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** A file as content. Its MD5 is not known beforehand. */
record FileContent(Path file, long size) implements Content {

    @Override
    public OptionalLong length() {
        return OptionalLong.of(size);
    }

    @Override
    public Optional<Checksum> checksum() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> sourceFile() {
        return Optional.of(file);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Files.copy(file, out);
    }
}
