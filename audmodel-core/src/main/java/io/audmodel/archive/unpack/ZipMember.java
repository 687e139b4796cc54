package io.audmodel.archive.unpack;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An entry, as the central directory describes it.
 *
 * @param name its name, without the slash that ends the name of a folder
 * @param utf8 whether the archive has the name in UTF-8, not in code page 437
 * @param folder whether it is a folder, which has no content
 * @param executable whether its owner may execute it
 * @param deflated whether it is deflated, not stored
 * @param crc CRC-32 of the content
 * @param packed length of the content in the archive
 * @param size length of the content
 * @param offset where its local header begins
 */
record ZipMember(
        String name,
        boolean utf8,
        boolean folder,
        boolean executable,
        boolean deflated,
        int crc,
        long packed,
        long size,
        long offset) {

    private static final Charset CODE_PAGE = Charset.forName("IBM437");

    /** The charset of a name. */
    static Charset charset(boolean utf8) {
        return utf8 ? StandardCharsets.UTF_8 : CODE_PAGE;
    }

    /** The name with the slash that ends a folder's. */
    String stored() {
        return folder ? name + "/" : name;
    }

    /** The bytes of the name in the archive. */
    byte[] storedName() {
        return stored().getBytes(charset(utf8));
    }

    /** The folders that lead to it, and itself if it is one. */
    List<String> folders() {
        String[] segments = name.split("/");
        return List.of(segments).subList(0, folder ? segments.length : segments.length - 1);
    }

    /** @throws io.audmodel.error.CorruptArchiveException if its content has another CRC-32 than declared */
    void requireCrc(int actual, ZipSource source) {
        if (actual != crc) {
            throw source.corruptEntry(
                    name,
                    "has CRC-32 " + Integer.toHexString(actual) + ", not the declared " + Integer.toHexString(crc));
        }
    }
}
