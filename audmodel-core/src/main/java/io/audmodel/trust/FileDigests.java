package io.audmodel.trust;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SHA-256 of files, as far as somebody computed them already: of whole files, or of the parts of files. Immutable. */
public final class FileDigests {

    /** In place of the length of parts, for the digest of a whole file. */
    public static final long WHOLE_FILES = 0;

    private static final FileDigests NONE = new FileDigests(Map.of());

    private final Map<Long, Map<String, List<String>>> digests;

    private FileDigests(Map<Long, Map<String, List<String>>> digests) {
        this.digests = digests;
    }

    /** Returns no digests. */
    public static FileDigests none() {
        return NONE;
    }

    /**
     * Makes them of what was computed.
     *
     * @param digests by the length of parts in bytes, but for the last of a file, or {@link #WHOLE_FILES}; and by the names of
     *     files, with slashes. Each list has the digests of the parts in their order, in hexadecimal digits, or the one of the file
     */
    public static FileDigests of(Map<Long, Map<String, List<String>>> digests) {
        Map<Long, Map<String, List<String>>> copy = new HashMap<>();
        digests.forEach((length, files) -> copy.put(length, Map.copyOf(files)));
        return new FileDigests(copy);
    }

    /** Makes them of digests of whole files, in hexadecimal digits by the names of files, with slashes. */
    public static FileDigests ofWholeFiles(Map<String, String> digests) {
        Map<String, List<String>> files = new HashMap<>();
        digests.forEach((name, digest) -> files.put(name, List.of(digest)));
        return of(Map.of(WHOLE_FILES, files));
    }

    /**
     * Returns the digests of a file, if they are known.
     *
     * @param partLength of its parts in bytes, or {@link #WHOLE_FILES}
     * @return those of its parts in their order, of which an empty file has none; or the one of the whole file
     */
    public Optional<List<String>> find(String name, long partLength) {
        return Optional.ofNullable(digests.getOrDefault(partLength, Map.of()).get(name));
    }

    /** Returns how many files are known, by the length of their parts. */
    @Override
    public String toString() {
        Map<Long, Integer> numbers = new HashMap<>();
        digests.forEach((length, files) -> numbers.put(length, files.size()));
        return "FileDigests" + numbers;
    }
}
