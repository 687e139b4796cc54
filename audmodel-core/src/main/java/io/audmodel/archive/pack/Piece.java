package io.audmodel.archive.pack;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A run of bytes of the archive that one thread makes, knowing nothing of what is before or after it. */
interface Piece {

    /** How much content goes into one, at most. The archive's bytes depend on it. */
    int LENGTH = 1 << 20;

    /** Room for any: for the content where it does not become smaller, with what stands around it. */
    int ROOM = LENGTH + ZipRecord.MOST;

    /** Makes the bytes. On any thread. */
    void make(ThreadBuffers scratch, ByteBuffer out);

    /** Appends what was made to the archive. On the thread that writes, in the order of the archive. */
    void write(ByteBuffer made, ZipOutput zip) throws IOException;

    /** How many bytes of files it holds. */
    long length();
}
