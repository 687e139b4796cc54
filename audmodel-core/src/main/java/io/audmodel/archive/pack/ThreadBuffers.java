package io.audmodel.archive.pack;

import io.audmodel.model.Compression;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** The buffers and deflaters of one thread, made at their first use. Closing frees memory outside the heap. */
final class ThreadBuffers implements AutoCloseable {

    private final Compression compression;
    private final EntropyCheck entropy = new EntropyCheck();
    private @Nullable ByteBuffer input;
    private @Nullable PieceDeflater deflater;
    private @Nullable PieceDeflater harder;
    private @Nullable Sampler sampler;

    ThreadBuffers(Compression compression) {
        this.compression = compression;
    }

    Compression compression() {
        return compression;
    }

    EntropyCheck entropy() {
        return entropy;
    }

    /** An empty buffer for the content of a piece and the history before it. */
    ByteBuffer input() {
        if (input == null) {
            input = ByteBuffer.allocateDirect(PieceDeflater.HISTORY + Piece.LENGTH);
        }
        return input.clear();
    }

    PieceDeflater deflater() {
        if (deflater == null) {
            deflater = new PieceDeflater(compression.level());
        }
        return deflater;
    }

    /** A deflater of the next higher level, if there is one. */
    PieceDeflater harder() {
        if (harder == null) {
            harder = new PieceDeflater(Math.min(Deflater.BEST_COMPRESSION, compression.level() + 1));
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
        if (deflater != null) {
            deflater.close();
        }
        if (harder != null) {
            harder.close();
        }
        if (sampler != null) {
            sampler.close();
        }
    }
}
