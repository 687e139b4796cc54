package io.audmodel.archive.unpack;

import java.nio.ByteBuffer;

/** Takes the content of an entry, in order. */
interface Sink {

    /** A buffer to be filled and given back by {@link #accept}; what it holds is undefined. */
    ByteBuffer buffer();

    /** Takes a buffer back, with the content that comes next. */
    void accept(ByteBuffer content);
}
