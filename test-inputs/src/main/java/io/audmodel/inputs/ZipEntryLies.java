package io.audmodel.inputs;

import static io.audmodel.inputs.ZipLie.entry;
import static io.audmodel.inputs.ZipLie.plan;
import static io.audmodel.inputs.ZipLie.zip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the headers of an entry may say that is not so, and what may stand between them. */
final class ZipEntryLies {

    private ZipEntryLies() {}

    static List<ZipLie> all() {
        List<ZipLie> all = new ArrayList<>(ofHeaders());
        all.addAll(ofContents());
        return all;
    }

    private static List<ZipLie> ofHeaders() {
        return List.of(
                entry(
                        "extra field that is cut",
                        e -> e.extra = ZipEntryBuilder.joined(e.extra, new byte[] {9, 0, 9, 0, 1})),
                entry(
                        "extra field that is cut in the local header",
                        e -> e.localExtra = ZipEntryBuilder.joined(e.localExtra, new byte[] {9, 0, 9, 0, 1})),
                entry("half of an extra field", e -> e.extra = ZipEntryBuilder.joined(e.extra, new byte[3])),
                entry("padded local header", e -> e.localExtra = ZipEntryBuilder.joined(e.localExtra, new byte[3])),
                entry("zeros as extra fields", e -> e.extra = ZipEntryBuilder.joined(e.extra, new byte[64])),
                entry("times of Unix", e -> e.field(0x5455, new byte[] {1, 0, 0, 0, 0})),
                entry("field of AES", e -> e.field(0x9901, new byte[] {2, 0, 'A', 'E', 3, 8, 0})),
                entry("comment of the entry", e -> e.comment = ZipLie.bytes("PK\1\2 PK\3\4 PK\5\6")),
                entry(
                        "locator as the comment of the entry",
                        e -> e.comment = ZipEntryBuilder.joined(ZipLie.bytes("PK\6\7"), new byte[16])),
                entry("in part 1", e -> e.disk = 1),
                entry("in part 65535", e -> e.disk = 0xFFFF),
                entry("version 4.5", e -> e.version = 45),
                entry("version 6.3", e -> e.version = 63),
                entry("version 6.4", e -> e.version = 64),
                entry("version 25.5", e -> e.version = 255),
                entry("version 2.0 of a system", e -> e.version = 0x0314),
                entry("from FAT", e -> e.host = 0),
                entry("from VMS", e -> e.host = 2),
                entry("from NTFS", e -> e.host = 10),
                entry("from Darwin", e -> e.host = 19),
                entry("encrypted", e -> e.flags |= 1),
                entry("encrypted by the local header", e -> e.localFlags = e.flags | 1),
                entry("encrypted by the directory", e -> {
                    e.localFlags = e.flags;
                    e.flags |= 1;
                }),
                entry("strongly encrypted", e -> e.flags |= 1 << 6),
                entry("strongly encrypted by the local header", e -> e.localFlags = e.flags | 1 << 6),
                entry("with masked headers", e -> e.flags |= 1 << 13),
                entry("with masked headers by the local header", e -> e.localFlags = e.flags | 1 << 13),
                entry("patch", e -> e.flags |= 1 << 5),
                entry("patch by the local header", e -> e.localFlags = e.flags | 1 << 5),
                entry("with odd flags", e -> e.flags |= 1 << 1 | 1 << 2 | 1 << 4 | 1 << 7 | 1 << 12 | 1 << 15),
                entry("streamed by the directory alone", e -> {
                    e.localFlags = e.flags & ~(1 << 3);
                    e.flags |= 1 << 3;
                }),
                entry("streamed by the local header alone", e -> {
                    e.localFlags = e.flags | 1 << 3;
                    e.flags &= ~(1 << 3);
                }),
                entry("link", e -> e.mode = 0120777),
                entry("device", e -> e.mode = 0020666),
                entry("folder by its mode", e -> e.mode = 0040755),
                entry("executable", e -> e.mode = 0100755),
                entry("without a mode", e -> e.mode = 0));
    }

    private static List<ZipLie> ofContents() {
        return List.of(
                entry("size too low", e -> e.size -= 1),
                entry("size too high", e -> e.size += 1),
                entry("packed size too low", e -> e.packed -= 1),
                entry("packed size too high", e -> e.packed += 1),
                entry("both too low", e -> e.size = e.packed = e.packed - 1),
                entry("local size", e -> e.localSize = 7L),
                entry("local packed size", e -> e.localPacked = 7L),
                entry("local sizes of 0", e -> e.localPacked = e.localSize = 0L),
                entry("checksum", e -> e.crc ^= 1),
                entry("local checksum", e -> e.localCrc = e.crc ^ 1),
                entry("local checksum 0", e -> e.localCrc = 0),
                entry("method 99", e -> e.method = 99),
                entry("method 12", e -> e.method = 12),
                entry("local method 99", e -> e.localMethod = 99),
                entry("local method 8", e -> e.localMethod = 8),
                entry("local method 0", e -> e.localMethod = 0),
                entry("bytes after the data", e -> e.data = ZipEntryBuilder.joined(e.data, new byte[] {1, 2, 3})),
                entry("bytes after the data that are counted", e -> {
                    e.data = ZipEntryBuilder.joined(e.data, new byte[] {1, 2, 3});
                    e.packed += 3;
                }),
                entry("data that are cut", e -> e.data = Arrays.copyOf(e.data, e.data.length - 1)),
                entry("data of zeros", e -> e.data = new byte[e.data.length]),
                entry("descriptor without its flag", e -> e.descriptor = new byte[16]),
                entry("descriptor that lies", e -> {
                    e.describeAfterwards();
                    e.descriptor[4] ^= 1;
                }),
                entry("descriptor that is missing", e -> {
                    e.describeAfterwards();
                    e.descriptor = new byte[0];
                }),
                entry("descriptor without signature", e -> {
                    e.describeAfterwards();
                    e.descriptor = Arrays.copyOfRange(e.descriptor, 4, 16);
                }),
                entry("streamed and stored, with an entry in it", e -> {
                    e.data = new ZipBuilder().entry("inner.bin", "inner").build();
                    e.size = e.packed = e.data.length;
                    e.crc = ZipEntryBuilder.crc(e.data);
                    e.describeAfterwards();
                }),
                entry("offset too high", e -> e.offset = 3L),
                entry("offset of the directory", e -> e.offset = 200L),
                entry("offset of 2^32 - 2", e -> e.offset = 0xFFFF_FFFEL),
                zip("two entries at one place", z -> z.entry("zero.bin", "", e -> e.offset = 0L)),
                zip("the same name before, other content", z -> z.entry("first.bin", "another content")),
                zip("a folder before", z -> z.entry("folder/", "")),
                zip("a folder with content before", z -> z.entry("zero/", "content")),
                zip("a folder of the name before", z -> z.entry("first.bin/", "")),
                zip("a file above the name before", z -> z.entry("folder", "")),
                zip("an empty file before", z -> z.entry("empty", "")),
                plan("the first byte changed", plan -> plan.damage = archive -> archive[0] ^= 1),
                plan("a byte of the content changed", plan -> plan.damage = archive -> archive[41] ^= 1));
    }
}
