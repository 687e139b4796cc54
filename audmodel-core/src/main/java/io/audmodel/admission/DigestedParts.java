package io.audmodel.admission;

import io.audmodel.trust.FileDigests;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of a file that is written, each with a digest of its own; or the whole file as one. Thread-safe. */
final class DigestedParts {

    private final long length;
    private final List<DigestedPart> parts = new ArrayList<>();

    /**
     * @param length of the parts but the last, or {@link FileDigests#WHOLE_FILES}
     * @param size of the file
     */
    DigestedParts(long length, long size) {
        this.length = length;
        if (length == FileDigests.WHOLE_FILES) {
            parts.add(new DigestedPart(0, size));
        }
        for (long start = 0; length > 0 && start < size; start += length) {
            parts.add(new DigestedPart(start, Math.min(size, start + length)));
        }
    }

    long length() {
        return length;
    }

    void writing(ByteBuffer content, long position) {
        long end = position + content.remaining();
        for (DigestedPart part : within(position, end)) {
            long from = Math.max(part.from(), position);
            long to = Math.min(part.to(), end);
            part.offer(content.slice(content.position() + (int) (from - position), (int) (to - from)), from);
        }
    }

    /** Returns the parts to which the bytes belong. */
    List<DigestedPart> written(long position, long count) {
        long end = position + count;
        List<DigestedPart> within = within(position, end);
        for (DigestedPart part : within) {
            part.written(Math.max(part.from(), position), Math.min(part.to(), end));
        }
        return within;
    }

    private List<DigestedPart> within(long position, long end) {
        if (length == FileDigests.WHOLE_FILES) {
            return parts;
        }
        return parts.subList((int) (position / length), (int) ((end - 1) / length) + 1);
    }

    /** The digests of all parts in their order, if all are known. */
    Optional<List<String>> digests() {
        List<String> digests = new ArrayList<>();
        for (DigestedPart part : parts) {
            part.digest().ifPresent(digests::add);
        }
        return digests.size() == parts.size() ? Optional.of(digests) : Optional.empty();
    }
}
