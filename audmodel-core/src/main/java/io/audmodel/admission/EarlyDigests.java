package io.audmodel.admission;

import io.audmodel.archive.unpack.FileListener;
import io.audmodel.archive.unpack.WriteListener;
import io.audmodel.deadline.CallDeadline;
import io.audmodel.trust.FileDigests;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hashes files while they are unpacked, whole or in parts: by the threads that write them, while the bytes are in the caches
 * of the processors.
 */
final class EarlyDigests implements WriteListener {

    /** Parts that are shorter cost memory, and are left to those who need their digests. */
    static final long SHORTEST_PART = 1 << 20;

    private final TreeSet<Long> partLengths;
    private final Map<Path, GrowingFile> files = new ConcurrentHashMap<>();

    /** A load goes forward as long as this does. */
    private final Optional<CallDeadline> call = CallDeadline.current();

    private EarlyDigests(TreeSet<Long> partLengths) {
        this.partLengths = partLengths;
    }

    /**
     * Digests of parts of these lengths, or of whole files.
     *
     * @return empty if there is nothing to hash early
     */
    static Optional<EarlyDigests> of(Set<Long> partLengths) {
        TreeSet<Long> wanted = new TreeSet<>(partLengths);
        wanted.removeIf(length -> length != FileDigests.WHOLE_FILES && length < SHORTEST_PART);
        return wanted.isEmpty() ? Optional.empty() : Optional.of(new EarlyDigests(wanted));
    }

    @Override
    public long inOrder() {
        return partLengths.contains(FileDigests.WHOLE_FILES) ? WHOLE_FILES : partLengths.last();
    }

    @Override
    public FileListener begins(Path file, long size) {
        List<DigestedParts> parts = partLengths.stream()
                .map(length -> new DigestedParts(length, size))
                .toList();
        GrowingFile growing = new GrowingFile(file, parts, call);
        files.put(file, growing);
        return growing;
    }

    @Override
    public void damaged(Path file) {
        files.remove(file);
    }

    /**
     * The digests of the files that came as a whole. Nobody writes them any more.
     *
     * @param folder with the files
     */
    FileDigests of(Path folder) {
        Map<Long, Map<String, List<String>>> digests = new HashMap<>();
        files.forEach((path, file) -> {
            String name = folder.relativize(path).toString().replace(File.separatorChar, '/');
            for (DigestedParts parts : file.parts()) {
                parts.digests()
                        .ifPresent(all -> digests.computeIfAbsent(parts.length(), length -> new HashMap<>())
                                .put(name, all));
            }
        });
        return FileDigests.of(digests);
    }
}
