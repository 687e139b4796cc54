package io.audmodel.cache;

import io.audmodel.model.ExactRef;
import java.nio.file.Path;

/**
 * A cached model that stays in its place: nobody's prune or removal takes it, in this process or another one, until
 * this is closed or this process ends, however it ends. Where the cache cannot lock, it warns, and only this process
 * keeps the model. Thread-safe.
 */
public interface HeldModel extends AutoCloseable {

    /** Returns the id of the model, or its legacy id. */
    ExactRef ref();

    /** Returns the folder with its files. Do not change it: others share it. */
    Path folder();

    /** Lets the model go; its last use is now. Closing again does nothing. */
    @Override
    void close();
}
