package io.audmodel.inputs;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Archives of a few entries, some with hostile names, in which now and then a field lies. */
public final class ZipGrammar implements Inputs {

    private static final int MOST_ENTRIES = 5;
    private static final int LIES = 24;
    private static final long[] NUMBERS = {
        0, 1, 7, 22, 46, 255, 0xFFFF, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFEL, 0xFFFF_FFFFL, Long.MAX_VALUE, -1
    };
    private static final String[] NAMES = {
        "a",
        "b",
        "a/b",
        "a/b/c",
        "a/",
        "d/",
        "A",
        "model.onnx",
        "log/eval.yaml",
        "\u00fc",
        "u\u0308",
        "a b",
        "...",
        ".hidden",
        "..",
        "../x",
        "a/../../x",
        "/x",
        "C:/x",
        "a\\b",
        "a//b",
        "./a",
        "",
        "/",
        "CON",
        "x.",
        "a\u0000b",
        "\u202Etxt",
        "x".repeat(300)
    };
    private static final byte[][] CONTENTS = {
        {}, {1}, text("content"), text("0".repeat(5000)), text("several\nlines\n".repeat(20))
    };
    private static final ZipEntryBuilder[] DEFLATED = deflated();

    private static ZipEntryBuilder[] deflated() {
        ZipEntryBuilder[] all = new ZipEntryBuilder[CONTENTS.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = new ZipEntryBuilder(new byte[0], CONTENTS[i]);
            all[i].deflate();
        }
        return all;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] next(SplittableRandom random) {
        ZipBuilder zip = new ZipBuilder();
        for (int left = random.nextInt(MOST_ENTRIES + 1); left > 0; left--) {
            // Most names are honest, or hardly an archive would be read to its end.
            String name = NAMES[random.nextInt(random.nextInt(4) == 0 ? NAMES.length : 14)];
            zip.entry(name, "", entry -> fill(entry, random));
        }
        zip.zip64 = random.nextInt(6) == 0;
        for (int lies = random.nextInt(3); lies > 0; lies--) {
            lie(zip, random);
        }
        return zip.build();
    }

    private static void fill(ZipEntryBuilder entry, SplittableRandom random) {
        int length = entry.name.length;
        if (length == 0 || entry.name[length - 1] != '/') {
            ZipEntryBuilder content = DEFLATED[random.nextInt(CONTENTS.length)];
            boolean isStored = random.nextInt(3) == 0;
            int index = random.nextInt(CONTENTS.length);
            content = isStored ? new ZipEntryBuilder(entry.name, CONTENTS[index]) : content;
            entry.method = content.method;
            entry.data = content.data;
            entry.packed = content.packed;
            entry.size = content.size;
            entry.crc = content.crc;
        }
        if (random.nextInt(6) == 0) {
            entry.describeAfterwards();
        }
        if (random.nextInt(8) == 0) {
            entry.zip64(entry.size, entry.packed);
            entry.size = entry.packed = NUMBERS[10];
        }
        if (random.nextInt(6) == 0) {
            lie(entry, random);
        }
    }

    private static void lie(ZipEntryBuilder entry, SplittableRandom random) {
        long number = NUMBERS[random.nextInt(NUMBERS.length)];
        switch (random.nextInt(LIES)) {
            case 0 -> entry.size = number;
            case 1 -> entry.packed = number;
            case 2 -> entry.localSize = number;
            case 3 -> entry.localPacked = number;
            case 4 -> entry.crc = (int) number;
            case 5 -> entry.localCrc = (int) number;
            case 6 -> entry.offset = number;
            case 7 -> entry.offset = (long) random.nextInt(100);
            case 8 -> entry.method = random.nextInt(100);
            case 9 -> entry.localMethod = random.nextInt(10);
            case 10 -> entry.flags ^= 1 << random.nextInt(16);
            case 11 -> entry.localFlags = entry.flags ^ 1 << random.nextInt(16);
            case 12 -> entry.mode = random.nextInt(1 << 16);
            case 13 -> entry.name = NAMES[random.nextInt(NAMES.length)].getBytes(StandardCharsets.UTF_16BE);
            case 14 -> entry.localName = text(NAMES[random.nextInt(NAMES.length)]);
            case 15 -> entry.zip64(number);
            case 16 -> entry.zip64(number, number, number);
            case 17 -> entry.extra = new byte[random.nextInt(40)];
            case 18 -> entry.localExtra = new byte[random.nextInt(40)];
            case 19 -> entry.comment = text("PK\u0001\u0002".repeat(random.nextInt(20)));
            case 20 -> entry.descriptor = new byte[random.nextInt(30)];
            case 21 -> entry.data = CONTENTS[random.nextInt(CONTENTS.length)];
            case 22 -> entry.data = DEFLATED[random.nextInt(CONTENTS.length)].data;
            default -> entry.disk = random.nextInt(3);
        }
    }

    private static void lie(ZipBuilder zip, SplittableRandom random) {
        long number = NUMBERS[random.nextInt(NUMBERS.length)];
        switch (random.nextInt(LIES)) {
            case 0 -> zip.declaredEntries = (int) number;
            case 1 -> zip.declaredOffset = number;
            case 2 -> zip.declaredLength = number;
            case 3 -> zip.disk = random.nextInt(3);
            case 4 -> zip.directoryDisk = random.nextInt(3);
            case 5 -> zip.entriesHere = random.nextInt(8);
            case 6 -> zip.before = text("#!/bin/sh\n");
            case 7 -> zip.between = new byte[random.nextInt(50)];
            case 8 -> zip.beforeEnd = new byte[random.nextInt(50)];
            case 9 -> zip.comment = text("PK\u0005\u0006" + "\u0000".repeat(18));
            case 10 -> zip.after = new byte[random.nextInt(50)];
            case 11 -> zip.zip64Position = number;
            case 12 -> zip.zip64Length = number;
            default -> {}
        }
    }
}
