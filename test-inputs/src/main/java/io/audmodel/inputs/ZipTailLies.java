package io.audmodel.inputs;

import static io.audmodel.inputs.ZipLie.entry;
import static io.audmodel.inputs.ZipLie.plan;
import static io.audmodel.inputs.ZipLie.zip;

import java.util.ArrayList;
import java.util.List;

/** What the end of an archive may say that is not so, and the numbers of 64 bits. */
final class ZipTailLies {

    private static final byte[] END = ZipLie.bytes("PK\5\6" + "\0".repeat(18));

    private ZipTailLies() {}

    static List<ZipLie> all() {
        List<ZipLie> all = new ArrayList<>(ofTheEnd());
        all.addAll(ofZip64());
        return all;
    }

    private static List<ZipLie> ofTheEnd() {
        return List.of(
                zip("comment", z -> z.comment = ZipLie.bytes("a comment")),
                zip("end in the comment", z -> z.comment = ZipEntryBuilder.joined(END, ZipLie.bytes("y"))),
                zip("end at the end of the comment", z -> z.comment = ZipEntryBuilder.joined(ZipLie.bytes("x"), END)),
                zip("signature of an end in the comment", z -> z.comment = ZipLie.bytes("PK\5\6 is no end")),
                zip("signature of an end as the comment", z -> z.comment = ZipLie.bytes("PK\5\6")),
                zip(
                        "whole archive in the comment",
                        z -> z.comment = new ZipBuilder()
                                .entry("other.bin", "another file")
                                .build()),
                zip("end before the end", z -> z.beforeEnd = END),
                zip(
                        "whole archive before",
                        z -> z.before = new ZipBuilder()
                                .entry("other.bin", "another file")
                                .build()),
                zip(
                        "whole archive between",
                        z -> z.between = new ZipBuilder()
                                .entry("other.bin", "another file")
                                .build()),
                zip("script before", z -> z.before = ZipLie.bytes("#!/bin/sh\nexit 0\n")),
                zip("bytes before the end", z -> z.beforeEnd = new byte[7]),
                zip("bytes after", z -> z.after = new byte[7]),
                zip("offset too low", z -> z.declaredOffset = 0L),
                zip("offset of 2^32 - 1", z -> z.declaredOffset = 0xFFFF_FFFFL),
                zip("length 0", z -> z.declaredLength = 0L),
                zip("one entry too few", z -> z.declaredEntries = 1),
                zip("one entry too many", z -> z.declaredEntries = 3),
                zip("65535 entries", z -> z.declaredEntries = 0xFFFF),
                zip("one entry here", z -> z.entriesHere = 1),
                zip("part 1", z -> z.disk = 1),
                zip("directory in part 1", z -> z.directoryDisk = 1),
                zip("part 65535", z -> z.disk = z.directoryDisk = 0xFFFF),
                plan("cut by 1", plan -> plan.cut = 1),
                plan("cut by 22", plan -> plan.cut = 22),
                plan("cut by 60", plan -> plan.cut = 60));
    }

    private static List<ZipLie> ofZip64() {
        return List.of(
                zip("Zip64 end with data", z -> {
                    z.zip64 = true;
                    z.zip64Data = new byte[16];
                    z.zip64Length = 60;
                }),
                zip("Zip64 end with data that it does not tell", z -> {
                    z.zip64 = true;
                    z.zip64Data = new byte[16];
                }),
                zip("Zip64 end elsewhere", z -> {
                    z.zip64 = true;
                    z.zip64Position = 10L;
                }),
                zip("Zip64 end too long", z -> {
                    z.zip64 = true;
                    z.zip64Length = 45;
                }),
                zip("Zip64 end in two parts", z -> {
                    z.zip64 = true;
                    z.disks = 2;
                }),
                zip("Zip64 end in -1 parts", z -> {
                    z.zip64 = true;
                    z.disks = -1;
                }),
                zip("Zip64 end in no part", z -> {
                    z.zip64 = true;
                    z.disks = 0;
                }),
                zip("Zip64 end in part 7", z -> {
                    z.zip64 = true;
                    z.disk = 7;
                }),
                entry("Zip64 sizes that nobody asks for", e -> e.zip64(7, 7)),
                entry("Zip64 sizes in the directory alone", e -> {
                    e.zip64(e.size, e.packed);
                    e.localSize = e.size;
                    e.localPacked = e.packed;
                    e.size = e.packed = -1;
                }),
                entry("Zip64 sizes in neither", e -> e.size = e.packed = -1),
                entry("Zip64 sizes in the local header alone", e -> e.localSize = e.localPacked = -1L),
                entry("Zip64 size twice", e -> {
                    e.zip64(e.size);
                    e.zip64(e.size + 1);
                    e.localSize = e.size;
                    e.size = -1;
                }),
                entry("Zip64 sizes twice, the second unlike the first", e -> {
                    e.zip64(-1L & 0xFFFF_FFFFL);
                    e.zip64(e.size, e.packed);
                    e.localSize = e.size;
                    e.size = -1;
                }),
                entry("Zip64 sizes in the other order", e -> {
                    e.zip64(e.packed, e.size);
                    e.localSize = e.size;
                    e.localPacked = e.packed;
                    e.size = e.packed = -1;
                }),
                entry("Zip64 field of odd length", e -> e.field(1, new byte[20])),
                entry("Zip64 field of 4 bytes", e -> e.field(1, new byte[4])),
                entry("Zip64 field with everything", e -> e.field(1, new byte[28])),
                entry("Zip64 field that is empty", e -> e.field(1, new byte[0])),
                entry("Zip64 offset", e -> {
                    e.zip64(0);
                    e.offset = 0xFFFF_FFFFL;
                }));
    }
}
