package io.audmodel.archive.pack;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A run of bytes of the archive that one thread packs, independently of the other pieces. */
interface Piece {

    /** The most content of a piece. The archive's bytes depend on it. */
    int LENGTH = 1 << 20;

    /** Enough room for any piece: for content that does not become smaller, with its headers. */
    int ROOM = LENGTH + ZipRecord.MOST;

    /** Packs the bytes, on any thread. */
    void make(ThreadBuffers scratch, ByteBuffer out);

    /** Appends the packed bytes to the archive, on the writing thread, in the order of the archive. */
    void write(ByteBuffer made, ZipOutput zip) throws IOException;

    /** How many bytes of files the piece holds. */
    long length();
}
