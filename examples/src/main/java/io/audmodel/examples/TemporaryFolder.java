package io.audmodel.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A new folder, which is removed with all that is in it when it is closed. */
record TemporaryFolder(Path path) implements AutoCloseable {

    TemporaryFolder() throws IOException {
        this(Files.createTempDirectory("audmodel-quick-start-"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> fromTheInside = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : fromTheInside) {
                Files.delete(file);
            }
        }
    }
}
