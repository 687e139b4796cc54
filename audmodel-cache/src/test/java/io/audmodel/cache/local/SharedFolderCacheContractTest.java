package io.audmodel.cache.local;

import io.audmodel.cache.Cache;
import io.audmodel.testkit.CacheContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;

/** A cache in which others may change names, so that its folders are held. */
class SharedFolderCacheContractTest implements CacheContract {

    @TempDir
    Path root;

    @Override
    public Cache open() {
        try {
            Path shared = Files.createDirectories(root.resolve("cache"));
            if (Files.getFileStore(shared).supportsFileAttributeView(PosixFileAttributeView.class)) {
                Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
            return new LocalCacheProvider().open(shared);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Cache openReadOnly() {
        return new LocalCacheProvider().openReadOnly(root.resolve("cache"));
    }
}
