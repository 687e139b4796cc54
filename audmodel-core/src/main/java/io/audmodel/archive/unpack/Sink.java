package io.audmodel.archive.unpack;

import java.nio.ByteBuffer;

/** Takes the content of an entry, in order. */
interface Sink {

    /** Returns a buffer to fill and pass to {@link #accept}; its content is undefined. */
    ByteBuffer buffer();

    /** Takes a buffer back, with the next content. */
    void accept(ByteBuffer content);
}
