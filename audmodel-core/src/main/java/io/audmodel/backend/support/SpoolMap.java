package io.audmodel.backend.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps content to the places of its bytes: files that existed before, or the spool's own bytes. Adjacent bytes are one
 * segment. One thread writes it; afterwards any thread reads it.
 */
final class SpoolMap {

    /**
     * Bytes that are adjacent in both places.
     *
     * @param start where they begin in the content
     * @param origin the file that holds them; null for the spool's own bytes
     * @param position where they begin in that file, or among the spool's own bytes
     */
    private record Segment(
            long start, long length, @Nullable Path origin, long position) {

        long end() {
            return start + length;
        }

        boolean goesOn(@Nullable Path from, long at) {
            return position + length == at && (origin == null ? from == null : origin.equals(from));
        }
    }

    /** Opens a part of the spool's own bytes. */
    interface Kept {
        InputStream open(long offset, long count) throws IOException;
    }

    /** The state of a file when it was first named. */
    private record State(long size, FileTime modified) {

        static State of(Path file) throws IOException {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new State(found.size(), found.lastModifiedTime());
        }
    }

    private final List<Segment> segments = new ArrayList<>();
    private final Map<Path, State> origins = new HashMap<>();
    private long length;
    private long kept;

    long length() {
        return length;
    }

    /** Appends bytes of the spool's own. */
    void keep(long count) {
        append(count, null, kept);
        kept += count;
    }

    /** Appends bytes of a file, whose state is noted when it is first named. */
    void refer(long count, Path origin, long position) throws IOException {
        if (!origins.containsKey(origin)) {
            origins.put(origin, State.of(origin));
        }
        append(count, origin, position);
    }

    private void append(long count, @Nullable Path origin, long position) {
        int last = segments.size() - 1;
        if (count > 0 && last >= 0 && segments.get(last).goesOn(origin, position)) {
            Segment before = segments.get(last);
            segments.set(last, new Segment(before.start, before.length + count, origin, before.position));
        } else if (count > 0) {
            segments.add(new Segment(length, count, origin, position));
        }
        length += count;
    }

    /** A file that changed or vanished since it was first named; null if there is none. */
    @Nullable
    Path changed() {
        for (Map.Entry<Path, State> origin : origins.entrySet()) {
            try {
                if (!State.of(origin.getKey()).equals(origin.getValue())) {
                    return origin.getKey();
                }
            } catch (IOException e) {
                return origin.getKey();
            }
        }
        return null;
    }

    /** Opens a part, which must lie within the content. */
    InputStream open(long offset, long count, Kept kept) throws IOException {
        long end = offset + count;
        List<InputStream> parts = new ArrayList<>();
        try {
            for (int i = indexOf(offset); i < segments.size() && segments.get(i).start < end; i++) {
                Segment segment = segments.get(i);
                long from = Math.max(offset, segment.start);
                long some = Math.min(end, segment.end()) - from;
                parts.add(open(segment, segment.position + from - segment.start, some, kept));
            }
        } catch (IOException e) {
            SpoolStream.close(parts);
            throw e;
        }
        return parts.size() == 1 ? parts.get(0) : new SpoolStream(parts);
    }

    private static InputStream open(Segment segment, long at, long count, Kept kept) throws IOException {
        return segment.origin == null ? kept.open(at, count) : FilePart.open(segment.origin, at, count);
    }

    /** The index of the first segment that ends behind the offset. */
    private int indexOf(long offset) {
        int low = 0;
        int high = segments.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (segments.get(middle).end() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
