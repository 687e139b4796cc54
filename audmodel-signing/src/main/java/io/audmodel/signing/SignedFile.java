package io.audmodel.signing;

import java.util.List;

/**
 * One file of a statement.
 *
 * @param name from the folder that is signed, separated by slashes
 * @param length in bytes; -1 where the statement does not say it, as with one digest for each file
 * @param digests of the file, or of its parts in their order; SHA-256 in 64 hexadecimal digits
 */
public record SignedFile(String name, long length, List<String> digests) {

    public SignedFile {
        digests = List.copyOf(digests);
    }
}
