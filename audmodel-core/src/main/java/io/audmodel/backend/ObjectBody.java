package io.audmodel.backend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object and its bytes, from one request. The caller closes it; closing it early drops the rest without reading it.
 */
public final class ObjectBody implements AutoCloseable {

    private final ObjectInfo info;
    private final InputStream stream;
    private final @Nullable FileChannel file;

    /**
     * @param info the whole object, even if the request was for a range of it
     * @param stream the requested bytes; reading throws an {@link IOException} if the connection fails, or if fewer
     *     bytes arrive than {@link ObjectInfo#size()} and the range announce
     */
    public ObjectBody(ObjectInfo info, InputStream stream) {
        this(info, stream, null);
    }

    /**
     * @param file the whole object, if it is a file that this process can read, else null. Closing the stream closes
     *     it. A decorator that changes the stream passes null.
     */
    public ObjectBody(ObjectInfo info, InputStream stream, @Nullable FileChannel file) {
        this.info = info;
        this.stream = stream;
        this.file = file;
    }

    /** Returns the whole object, even if the request was for a range of it. */
    public ObjectInfo info() {
        return info;
    }

    /**
     * Returns the requested bytes. Reading throws an {@link IOException} if the connection fails, or if fewer bytes
     * arrive than {@link ObjectInfo#size()} and the range announce.
     */
    public InputStream stream() {
        return stream;
    }

    /**
     * Returns the whole object as an open file, if it is one, whatever the range. Reading it by position costs no
     * request, and does not affect the stream. It is open until the body is closed.
     */
    public Optional<FileChannel> file() {
        return Optional.ofNullable(file);
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            // What was needed has been read; an error of dropping the connection changes nothing.
            return;
        }
    }
}
