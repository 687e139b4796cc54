package io.audmodel.archive.pack;

import io.audmodel.model.Compression;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** What one thread needs to make pieces; made when it is needed first. Closing frees memory outside the heap. */
final class Workbench implements AutoCloseable {

    private final Compression compression;
    private final Noise noise = new Noise();
    private @Nullable ByteBuffer input;
    private @Nullable Squeeze squeeze;
    private @Nullable Squeeze harder;
    private @Nullable Sampler sampler;

    Workbench(Compression compression) {
        this.compression = compression;
    }

    Compression compression() {
        return compression;
    }

    Noise noise() {
        return noise;
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

    /** One level above what is asked for, if there is one. */
    Squeeze harder() {
        if (harder == null) {
            harder = new Squeeze(Math.min(Deflater.BEST_COMPRESSION, compression.level() + 1));
        }
        return harder;
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
        if (harder != null) {
            harder.close();
        }
        if (sampler != null) {
            sampler.close();
        }
    }
}
