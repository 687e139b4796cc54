package io.audmodel.backend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A sink for content that need not copy bytes which already lie in a file. A {@link Content} with such bytes passes
 * their file along.
 */
public interface OriginSink {

    /**
     * Takes all remaining bytes of the buffer, as a write does.
     *
     * @param origin a file that holds them too, and does not change while the content is stored
     * @param position where they begin in the file
     */
    void write(ByteBuffer bytes, Path origin, long position) throws IOException;
}
