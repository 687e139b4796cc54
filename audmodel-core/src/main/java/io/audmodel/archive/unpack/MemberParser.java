package io.audmodel.archive.unpack;

import io.audmodel.archive.EntryRules;
import io.audmodel.archive.ZipFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the entries of a central directory one after another (APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.5.3), and
 * refuses each that breaks {@link MemberRules}.
 */
final class MemberParser {

    private final ZipSource source;
    private final RangeReader range;
    private final MemberRules rules;

    /** @param range the central directory */
    MemberParser(ZipSource source, RangeReader range, MemberRules rules) {
        this.source = source;
        this.range = range;
        this.rules = rules;
    }

    ZipMember next() throws IOException {
        ByteBuffer fixed = range.take(ZipFormat.CENTRAL_LENGTH);
        if (fixed.getInt(0) != ZipFormat.CENTRAL_SIGNATURE) {
            throw source.corrupt("its central directory has something else where an entry should be");
        }
        int flags = Short.toUnsignedInt(fixed.getShort(8));
        boolean unix = fixed.get(5) == ZipFormat.UNIX;
        int method = Short.toUnsignedInt(fixed.getShort(10));
        int mode = fixed.getInt(38) >>> 16;
        boolean utf8 = (flags & ZipFormat.UTF8) != 0;
        String stored = decode(range.take(Short.toUnsignedInt(fixed.getShort(28))), utf8);
        ByteBuffer extra = range.take(Short.toUnsignedInt(fixed.getShort(30)));
        range.take(Short.toUnsignedInt(fixed.getShort(32)));

        boolean folder = stored.endsWith("/");
        String name = folder ? stored.substring(0, stored.length() - 1) : stored;
        rules.requireName(name, unix);
        rules.requirePlain(name, flags, method);
        rules.requireReadable(name, fixed.get(6), fixed.getShort(34));
        rules.requireType(name, mode, folder);
        ZipMember member = inWhole(
                new ZipMember(
                        name,
                        utf8,
                        folder,
                        EntryRules.isExecutable(mode),
                        method == ZipFormat.DEFLATED,
                        fixed.getInt(16),
                        Integer.toUnsignedLong(fixed.getInt(20)),
                        Integer.toUnsignedLong(fixed.getInt(24)),
                        Integer.toUnsignedLong(fixed.getInt(42))),
                ExtraFields.read(extra, stored, source));
        rules.requireSizes(member);
        return member;
    }

    private String decode(ByteBuffer bytes, boolean utf8) {
        if (isAscii(bytes.array())) {
            return new String(bytes.array(), StandardCharsets.US_ASCII);
        }
        try {
            return ZipMember.charset(utf8).newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            String shown = new String(bytes.array(), StandardCharsets.ISO_8859_1);
            throw source.corruptEntry(shown, "has a name that is said to be UTF-8, and is not");
        }
    }

    /** Both charsets are ASCII where no byte is negative. */
    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /** The member with its 64-bit numbers, if the fixed part has no room for them. */
    private ZipMember inWhole(ZipMember m, ExtraFields extra) {
        long[] numbers = {m.size(), m.packed(), m.offset()};
        int count = 0;
        for (long number : numbers) {
            count += number == ZipFormat.SEE_ZIP64 ? 1 : 0;
        }
        if (count == 0) {
            return m;
        }
        long[] wide = extra.numbers(count).orElseThrow(() -> noRoom(m));
        int next = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == ZipFormat.SEE_ZIP64) {
                numbers[i] = wide[next++];
            }
        }
        return new ZipMember(
                m.name(),
                m.utf8(),
                m.folder(),
                m.executable(),
                m.deflated(),
                m.crc(),
                numbers[1],
                numbers[0],
                numbers[2]);
    }

    private RuntimeException noRoom(ZipMember m) {
        return source.corruptEntry(m.name(), "refers to 64-bit sizes that it does not have");
    }
}
