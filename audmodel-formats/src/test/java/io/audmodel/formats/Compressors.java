package io.audmodel.formats;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Compresses tar archives for tests. */
final class Compressors {

    private interface Opening {

        OutputStream open(OutputStream bytes) throws IOException;
    }

    private Compressors() {}

    /** What a tar archive is in one of the formats with tar in their names. */
    static byte[] compress(byte[] tar, ArchiveFormat format) {
        return switch (format) {
            case TAR -> tar;
            case TAR_GZ -> through(tar, GZIPOutputStream::new);
            case TAR_XZ -> through(tar, bytes -> new XZOutputStream(bytes, new LZMA2Options(1)));
            case TAR_ZST -> through(tar, bytes -> new ZstdOutputStream(bytes).setChecksum(true));
            case ZIP, SEVEN_Z -> throw new IllegalArgumentException(format + " is no compressed tar archive");
        };
    }

    private static byte[] through(byte[] content, Opening opening) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream stream = opening.open(bytes)) {
            stream.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
