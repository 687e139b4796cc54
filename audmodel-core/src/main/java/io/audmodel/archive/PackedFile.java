package io.audmodel.archive;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;

/**
 * A file that goes into an archive, as the scan found it.
 *
 * @param name relative to the root, with {@code /}
 * @param file the real path, without links
 * @param size in bytes
 * @param modified when the file was last written; not archived, only shows whether it changes under the work
 * @param executable whether its owner may execute it
 */
record PackedFile(String name, Path file, long size, FileTime modified, boolean executable) {

    /** By name in code point order, which {@link String#compareTo} is not where there are surrogates. */
    static final Comparator<PackedFile> ORDER = (a, b) -> compareCodePoints(a.name, b.name);

    private static int compareCodePoints(String a, String b) {
        for (int i = 0; i < Math.min(a.length(), b.length()); i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return Integer.compare(rank(a.charAt(i)), rank(b.charAt(i)));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** Code points beyond U+FFFF, whose halves are surrogates, come after U+E000 to U+FFFF. */
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }
}
