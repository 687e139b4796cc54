package io.audmodel.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * A look at the headers of an entry as they are stored: the reader of the library makes absolute long names relative, takes
 * what is no text for other names, and does not look at the checksums of the headers that have them.
 */
final class TarNames {

    private static final int NAME = 0;
    private static final int LENGTH_OF_NAME = 100;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int LENGTH_OF_PREFIX = 155;
    private static final int SIZE = 124;
    private static final int LENGTH_OF_SIZE = 12;

    private TarNames() {}

    /** @throws IOException if a name is absolute, or a header is damaged */
    static void requireRelative(byte[] headers) throws IOException {
        for (int at = 0; at + TarGuard.BLOCK <= headers.length; ) {
            byte[] block = new byte[TarGuard.BLOCK];
            System.arraycopy(headers, at, block, 0, block.length);
            byte type = block[TYPE];
            boolean isLongName = type == TarConstants.LF_GNUTYPE_LONGNAME;
            boolean isAttributes = type == TarConstants.LF_PAX_EXTENDED_HEADER_LC
                    || type == TarConstants.LF_PAX_EXTENDED_HEADER_UC
                    || type == TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER;
            if (!TarUtils.verifyCheckSum(block)) {
                throw new IOException("the checksum of a header is wrong");
            }
            if (!isLongName && !isAttributes && type != TarConstants.LF_GNUTYPE_LONGLINK) {
                if (at == 0) {
                    requireText(block, NAME, LENGTH_OF_NAME);
                    requireText(block, PREFIX, isPosix(block) ? LENGTH_OF_PREFIX : 0);
                }
                return;
            }
            int from = at + TarGuard.BLOCK;
            int size = sizeOf(block, headers.length - from);
            if (isLongName) {
                requireText(headers, from, size);
            }
            if (isLongName && size > 0 && headers[from] == '/') {
                throw absolute(new String(headers, from, size, StandardCharsets.UTF_8));
            }
            if (isAttributes) {
                requireRelativeAttributes(headers, from, size);
            }
            at = from + (size + TarGuard.BLOCK - 1) / TarGuard.BLOCK * TarGuard.BLOCK;
        }
    }

    /** GNU's own header has other things where that of POSIX has the beginning of a name. */
    private static boolean isPosix(byte[] block) {
        return new String(block, MAGIC, TarConstants.MAGICLEN, StandardCharsets.ISO_8859_1)
                .equals(TarConstants.MAGIC_POSIX);
    }

    /** The reader takes what is no UTF-8 for Latin-1, and so for another name. */
    private static void requireText(byte[] bytes, int from, int length) throws IOException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
        } catch (CharacterCodingException e) {
            throw new IOException("the name of an entry is no UTF-8: pack it with such names", e);
        }
    }

    private static int sizeOf(byte[] block, int most) throws IOException {
        long size;
        try {
            size = TarUtils.parseOctalOrBinary(block, SIZE, LENGTH_OF_SIZE);
        } catch (IllegalArgumentException e) {
            throw new IOException("a header has no size", e);
        }
        if (size < 0 || size > most) {
            throw new IOException("a header is cut off");
        }
        return (int) size;
    }

    /** Each is {@code <length> <key>=<value>\n}, and the length counts all of it. */
    private static void requireRelativeAttributes(byte[] headers, int from, int size) throws IOException {
        int at = from;
        int end = from + size;
        while (at < end && headers[at] != 0) {
            int space = at;
            int length = 0;
            while (space < end && headers[space] >= '0' && headers[space] <= '9' && length <= size) {
                length = length * 10 + headers[space++] - '0';
            }
            if (space == at || space == end || headers[space] != ' ' || length > end - at || length <= space - at + 1) {
                throw new IOException("an attribute of an entry has a wrong length");
            }
            String attribute = new String(headers, space + 1, at + length - space - 1, StandardCharsets.UTF_8);
            if (attribute.startsWith("path=/") || attribute.startsWith("GNU.sparse.name=/")) {
                throw absolute(attribute.substring(attribute.indexOf('=') + 1).strip());
            }
            at += length;
        }
    }

    private static IOException absolute(String name) {
        return new AbsoluteNameException(name);
    }

    /** A name that begins at the root of the file system. */
    static final class AbsoluteNameException extends IOException {

        private static final long serialVersionUID = 1L;

        AbsoluteNameException(String name) {
            super(name);
        }
    }
}
