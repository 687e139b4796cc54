package io.audmodel.archive;

import io.audmodel.model.Compression;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What one thread needs to make pieces; made when it is needed first. Closing frees memory outside the heap. */
final class Workbench implements AutoCloseable {

    private final Compression compression;
    private @Nullable ByteBuffer input;
    private @Nullable Squeeze squeeze;
    private @Nullable Sampler sampler;

    Workbench(Compression compression) {
        this.compression = compression;
    }

    Compression compression() {
        return compression;
    }

    /** Empty, with room for the content of a piece and the history before it. */
    ByteBuffer input() {
        if (input == null) {
            input = ByteBuffer.allocateDirect(Squeeze.HISTORY + Piece.LENGTH);
        }
        return input.clear();
    }

    Squeeze squeeze() {
        if (squeeze == null) {
            squeeze = new Squeeze(compression.level());
        }
        return squeeze;
    }

    Sampler sampler() {
        if (sampler == null) {
            sampler = new Sampler();
        }
        return sampler;
    }

    @Override
    public void close() {
        if (squeeze != null) {
            squeeze.close();
        }
        if (sampler != null) {
            sampler.close();
        }
    }
}
