package io.audmodel.backend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * What content is written to, where bytes that lie in a file already need not be kept: a {@link Content} that has such
 * bytes may tell, instead of writing them only.
 */
public interface OriginSink {

    /**
     * Takes all bytes that the buffer has, as a write does.
     *
     * @param origin a file that has them too, and is not changed as long as the content is stored
     * @param position where they begin in it
     */
    void write(ByteBuffer bytes, Path origin, long position) throws IOException;
}
