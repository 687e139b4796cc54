package io.audmodel.backend;

import java.io.IOException;
import java.io.InputStream;

/**
 * An object and its bytes, from one request. Whoever asked for it closes it; closing before the end gives up the rest
 * and does not read it.
 *
 * @param info the whole object, also where only a range of it was asked for
 * @param stream the bytes asked for; reading throws an {@link IOException} when the connection fails, and when fewer
 *     bytes arrive than {@link ObjectInfo#size()} and the range announce
 */
public record ObjectBody(ObjectInfo info, InputStream stream) implements AutoCloseable {

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
