package io.audmodel.formats;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Writes tar archives block by block, also such as no program writes. */
final class TarBuilder {

    static final int BLOCK = 512;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A header, with any of its fields wrong if that is wanted. */
    static final class Header {

        byte[] name = {};
        String mode = "0000644\0";
        byte[] size = octal(0);
        char type = '0';
        String link = "";
        boolean hasChecksum = true;

        static Header of(String name, char type, long size) {
            Header header = new Header();
            header.name = name.getBytes(StandardCharsets.UTF_8);
            header.type = type;
            header.size = octal(size);
            return header;
        }

        Header mode(String octal) {
            mode = octal;
            return this;
        }

        Header link(String target) {
            link = target;
            return this;
        }

        Header rawSize(byte[] field) {
            size = field;
            return this;
        }

        Header rawName(byte[] field) {
            name = field;
            return this;
        }

        Header withoutChecksum() {
            hasChecksum = false;
            return this;
        }

        private static byte[] octal(long number) {
            return String.format(Locale.ROOT, "%011o\0", number).getBytes(StandardCharsets.US_ASCII);
        }

        private byte[] build() {
            byte[] block = new byte[BLOCK];
            put(block, 0, Arrays.copyOf(name, Math.min(name.length, 100)));
            put(block, 100, mode.getBytes(StandardCharsets.US_ASCII));
            put(block, 108, "0000000\0000000000\0".getBytes(StandardCharsets.US_ASCII));
            put(block, 124, size);
            put(block, 136, "00000000000\0".getBytes(StandardCharsets.US_ASCII));
            put(block, 148, "        ".getBytes(StandardCharsets.US_ASCII));
            block[156] = (byte) type;
            put(block, 157, link.getBytes(StandardCharsets.UTF_8));
            put(block, 257, "ustar\00000".getBytes(StandardCharsets.US_ASCII));
            int sum = 0;
            for (byte b : block) {
                sum += Byte.toUnsignedInt(b);
            }
            String checksum = String.format(Locale.ROOT, "%06o\0 ", hasChecksum ? sum : sum + 1);
            put(block, 148, checksum.getBytes(StandardCharsets.US_ASCII));
            return block;
        }

        private static void put(byte[] block, int at, byte[] field) {
            System.arraycopy(field, 0, block, at, field.length);
        }
    }

    TarBuilder file(String name, String content) {
        return entry(Header.of(name, '0', content.length()), content);
    }

    TarBuilder folder(String name) {
        return entry(Header.of(name, '5', 0), "");
    }

    TarBuilder entry(Header header, String content) {
        raw(header.build());
        return raw(padded(content.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Attributes for the entry that follows. */
    TarBuilder pax(String key, String value) {
        return paxRecord(record(key, value));
    }

    TarBuilder paxRecord(String record) {
        return entry(Header.of("pax", 'x', record.length()), record);
    }

    /** A record whose length counts its own digits; in the bytes of UTF-8, one character each. */
    static String record(String key, String value) {
        String rest = " " + key + "=" + new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                + "\n";
        int length = rest.length() + 1;
        while (String.valueOf(length).length() + rest.length() != length) {
            length++;
        }
        return length + rest;
    }

    TarBuilder longName(String name) {
        return entry(Header.of("././@LongLink", 'L', name.length() + 1L), name + "\0");
    }

    TarBuilder raw(byte[] some) {
        bytes.writeBytes(some);
        return this;
    }

    /** With the two blocks that end an archive. */
    byte[] build() {
        return raw(new byte[2 * BLOCK]).buildWithoutEnd();
    }

    byte[] buildWithoutEnd() {
        return bytes.toByteArray();
    }

    private static byte[] padded(byte[] content) {
        return Arrays.copyOf(content, (content.length + BLOCK - 1) / BLOCK * BLOCK);
    }
}
