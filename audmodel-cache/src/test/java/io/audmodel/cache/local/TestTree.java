package io.audmodel.cache.local;

import io.audmodel.cache.CachePermissions;
import java.io.IOException;
import java.nio.file.Path;

/** Folders that tests remove behind a cache's back. */
final class TestTree {

    private TestTree() {}

    static void delete(Path path) throws IOException {
        try (Folder folder = Folder.root(path.getParent(), CachePermissions.ofUmask())) {
            Contents.delete(folder, path.getFileName().toString());
        }
    }
}
