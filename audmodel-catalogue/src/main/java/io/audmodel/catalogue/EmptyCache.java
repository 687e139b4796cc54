package io.audmodel.catalogue;

import io.audmodel.AudModel;
import io.audmodel.error.Reasons;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A view of a client whose cache is empty, so that it lists the files of archives, with checksums, where the client itself
 * would list those of its cache, which have none. The folder is made when it is needed. Thread-safe.
 */
final class EmptyCache implements AutoCloseable {

    private final AudModel client;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ScratchFolder folder;

    EmptyCache(AudModel client) {
        this.client = client;
    }

    AudModel client() {
        lock.lock();
        try {
            ScratchFolder root = folder == null ? new ScratchFolder() : folder;
            folder = root;
            return client.withCacheRoot(root.path());
        } catch (IOException e) {
            throw new CatalogueNotWrittenException(
                    "no temporary folder can be made: " + Reasons.of(e)
                            + "; set java.io.tmpdir to one that can be written",
                    e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        if (folder != null) {
            folder.close();
        }
    }
}
