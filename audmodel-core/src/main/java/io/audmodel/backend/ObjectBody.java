package io.audmodel.backend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object and its bytes, from one request. Whoever asked for it closes it; closing before the end gives up the rest
 * and does not read it.
 */
public final class ObjectBody implements AutoCloseable {

    private final ObjectInfo info;
    private final InputStream stream;
    private final @Nullable FileChannel file;

    /**
     * @param info the whole object, also where only a range of it was asked for
     * @param stream the bytes asked for; reading throws an {@link IOException} when the connection fails, and when fewer
     *     bytes arrive than {@link ObjectInfo#size()} and the range announce
     */
    public ObjectBody(ObjectInfo info, InputStream stream) {
        this(info, stream, null);
    }

    /**
     * @param file the whole object, where it is a file that this process can read; closed by closing the stream. Null
     *     where it is not. A decorator that changes the stream leaves it out.
     */
    public ObjectBody(ObjectInfo info, InputStream stream, @Nullable FileChannel file) {
        this.info = info;
        this.stream = stream;
        this.file = file;
    }

    /** The whole object, also where only a range of it was asked for. */
    public ObjectInfo info() {
        return info;
    }

    /**
     * The bytes asked for. Reading throws an {@link IOException} when the connection fails, and when fewer bytes arrive
     * than {@link ObjectInfo#size()} and the range announce.
     */
    public InputStream stream() {
        return stream;
    }

    /**
     * The whole object, whatever range was asked for, as an open file, where it is one: for reading by position, which
     * costs no request and leaves the stream alone. Open until the body is closed.
     */
    public Optional<FileChannel> file() {
        return Optional.ofNullable(file);
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            // Whatever was needed has been read; what a connection says when it is given up changes nothing.
            return;
        }
    }
}
