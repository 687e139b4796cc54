package io.audmodel.it.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Builds archives that no honest tool would write. */
public final class HostileZip {

    private static final int LINK = 0120777;

    private interface Step {
        void to(ZipArchiveOutputStream zip) throws IOException;
    }

    private final List<Step> steps = new ArrayList<>();

    public HostileZip file(String name, String content) {
        return entry(new ZipArchiveEntry(name), content);
    }

    /** A file that is stored as it is. */
    HostileZip stored(String name, String content) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content.getBytes(StandardCharsets.UTF_8));
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length());
        entry.setCrc(crc.getValue());
        return entry(entry, content);
    }

    public HostileZip link(String name, String target) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setUnixMode(LINK);
        return entry(entry, target);
    }

    /** Very many zeros in very few bytes. */
    public HostileZip zeros(String name, long count) {
        steps.add(zip -> {
            zip.putArchiveEntry(new ZipArchiveEntry(name));
            byte[] block = new byte[1 << 20];
            for (long left = count; left > 0; left -= block.length) {
                zip.write(block, 0, (int) Math.min(left, block.length));
            }
            zip.closeArchiveEntry();
        });
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream((OutputStream) bytes)) {
            for (Step step : steps) {
                step.to(zip);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private HostileZip entry(ZipArchiveEntry entry, String content) {
        steps.add(zip -> {
            zip.putArchiveEntry(entry);
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        });
        return this;
    }
}
