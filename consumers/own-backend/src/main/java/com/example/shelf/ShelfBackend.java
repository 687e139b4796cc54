package com.example.shelf;

import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Takes the files of a folder into memory when it is connected, and leaves the folder alone afterwards. */
final class ShelfBackend extends ForwardingBackend {

    private ShelfBackend(InMemoryBackend memory) {
        super(memory);
    }

    static ShelfBackend of(Repository repository) {
        InMemoryBackend memory = new InMemoryBackend();
        Path folder = Path.of(repository.host(), repository.name());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                memory.put(ObjectPath.of(path), Content.of(Files.readAllBytes(file)), PutMode.create());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ShelfBackend(memory);
    }

    /** Another connection to what an instance in memory has. */
    static ShelfBackend of(InMemoryBackend memory) {
        return new ShelfBackend(memory);
    }
}
