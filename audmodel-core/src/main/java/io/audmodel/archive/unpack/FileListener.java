package io.audmodel.archive.unpack;

import java.nio.ByteBuffer;

/** Receives the content of one file while it is unpacked. Called by several threads at once, each with other bytes. */
public interface FileListener {

    /**
     * These bytes are about to be written, or are being written by another thread.
     *
     * @param content valid until this returns; the position of the buffer stays
     * @param position of the first byte in the file
     */
    void writing(ByteBuffer content, long position);

    /**
     * These bytes are written, and can be read. Each byte comes by {@link #writing} before; where one thread passes all of
     * them in order, this is not called.
     */
    void written(long position, long length);

    /** Receives nothing. */
    static FileListener none() {
        return new FileListener() {
            @Override
            public void writing(ByteBuffer content, long position) {}

            @Override
            public void written(long position, long length) {}
        };
    }
}
