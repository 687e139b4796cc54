package io.audmodel.archive.unpack;

import io.audmodel.error.PlainText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates the content of entries, one after another. */
final class MemberInflater implements AutoCloseable {

    private final ZipSource source;
    private final Inflater inflater = new Inflater(true);

    MemberInflater(ZipSource source) {
        this.source = source;
    }

    /** Resets the inflater before the first {@link #inflate} of another entry. */
    void reset() {
        inflater.reset();
    }

    /**
     * Writes at least one of the next bytes into a buffer that has room, and none at the end of the content.
     *
     * <p>The inflater is drained before it gets more: it may hold output when all input has been given to it, and the
     * bytes of the archive may be used up at any point of that output.
     *
     * @param range starts at the rest of this entry
     * @throws io.audmodel.error.CorruptArchiveException if the deflated data end too early, end before the entry does,
     *     or are none
     */
    void inflate(ZipMember member, RangeReader range, ByteBuffer into) throws IOException {
        if (inflater.finished()) {
            return;
        }
        int before = into.position();
        while (inflateWhatIsHere(member, into) == before && !inflater.finished()) {
            ByteBuffer next = range.next(member.packed() - inflater.getBytesRead());
            if (!next.hasRemaining()) {
                throw source.corruptEntry(member.name(), "ends in the middle of its deflated data");
            }
            inflater.setInput(next);
        }
        if (inflater.finished() && inflater.getBytesRead() != member.packed()) {
            throw source.corruptEntry(member.name(), "has bytes after the end of its deflated data");
        }
    }

    /** Returns the position of the buffer afterwards. */
    private int inflateWhatIsHere(ZipMember member, ByteBuffer into) {
        try {
            inflater.inflate(into);
        } catch (DataFormatException e) {
            throw source.corrupt(
                    "entry " + PlainText.quoted(member.name()) + " cannot be inflated: " + e.getMessage(), e);
        }
        if (inflater.needsDictionary()) {
            throw source.corruptEntry(member.name(), "cannot be inflated: it asks for a dictionary");
        }
        return into.position();
    }

    @Override
    public void close() {
        inflater.end();
    }
}
