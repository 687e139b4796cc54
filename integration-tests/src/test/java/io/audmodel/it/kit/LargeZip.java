package io.audmodel.it.kit;

import io.audmodel.model.Checksum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An archive that is too large for one request, of files that the seed decides on. */
public final class LargeZip {

    private static final int MIB = 1 << 20;

    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Makes a large stored file, one that is large once inflated, one that is large before, and many small ones. */
    public LargeZip(long seed) {
        Random random = new Random(seed);
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_SPEED);
            small(zip, random, "a", 150);
            add(zip, "weights.bin", noise(random, 17 * MIB + random.nextInt(4 * MIB)), true);
            small(zip, random, "b", 150);
            add(zip, "text.txt", text(random, 8 * MIB + random.nextInt(MIB)), false);
            add(zip, "c/noise.bin", noise(random, 8 * MIB + random.nextInt(MIB)), false);
            small(zip, random, "c", 150);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /** The files by name. */
    public SortedMap<String, byte[]> files() {
        return files;
    }

    /** What a folder with the files looks like. */
    public FileTree tree() {
        SortedMap<String, String> facts = new TreeMap<>();
        files.forEach((name, content) -> facts.put(
                name, FileTree.facts(content.length, Checksum.md5(content).hex())));
        return new FileTree(facts);
    }

    private void small(ZipOutputStream zip, Random random, String folder, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            String name = folder + "/" + random.nextInt(10) + "/" + i;
            byte[] content =
                    random.nextBoolean() ? text(random, random.nextInt(5_000)) : noise(random, random.nextInt(9));
            add(zip, name, content, random.nextBoolean());
        }
    }

    private void add(ZipOutputStream zip, String name, byte[] content, boolean stored) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(stored ? ZipEntry.STORED : ZipEntry.DEFLATED);
        if (stored) {
            CRC32 crc = new CRC32();
            crc.update(content);
            entry.setSize(content.length);
            entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
        files.put(name, content);
    }

    private static byte[] noise(Random random, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] text(Random random, int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) ('a' + (random.nextInt(8) & i));
        }
        return text;
    }
}
