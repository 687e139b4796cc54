package io.audmodel.cache.local;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** A temporary cache for one call, in a private folder of another cache. */
final class ScratchCache implements Scratch {

    private final Folder root;
    private final PrivateFolder own;
    private final Cache cache;

    private ScratchCache(Folder root, PrivateFolder own, Cache cache) {
        this.root = root;
        this.own = own;
        this.cache = cache;
    }

    static ScratchCache in(CachePaths paths, Supplier<ProcessLock> processLock) throws IOException {
        Folder root = paths.make();
        PrivateFolder own = null;
        try {
            own = PrivateFolder.in(root, "verify");
            return new ScratchCache(root, own, new LocalCache(paths.within(own.name()), processLock, false));
        } finally {
            if (own == null) {
                root.close();
            }
        }
    }

    /** In the folder for temporary files. */
    static ScratchCache elsewhere(Supplier<ProcessLock> processLock) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        return in(new CachePaths(temporary, List.of()), processLock);
    }

    @Override
    public Cache cache() {
        return cache;
    }

    @Override
    public void close() {
        own.close();
        root.close();
    }
}
